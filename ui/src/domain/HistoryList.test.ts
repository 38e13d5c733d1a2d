// @vitest-environment jsdom
import { render, screen } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import HistoryList from "./HistoryList.svelte";
import { i18n } from "$lib/i18n/i18n.svelte";
import type { HistoryRow } from "$lib/ipc";

const row: HistoryRow = {
  sequence: 7,
  change: 7,
  at: "2026-11-23T14:02:00+05:00",
  actor: "user",
  text: { en: "Changed", ru: "Изменено", kk: "Өзгертілді" },
  kind: "person",
  title: "",
  undoable: true,
  fields: [
    { path: "/marital_status", field: "marital_status", before: "single", after: "married", records: [] },
    { path: "/phone", field: "phone", before: "+7 700", after: "", records: [] },
  ],
};

describe("a history", () => {
  it("is told in the window's language, codes and whoever did it included", () => {
    i18n.use("ru");
    render(HistoryList, { history: [row] });
    const told = screen.getByTestId("history-row").textContent?.replace(/\s+/g, " ");
    i18n.use("en");
    expect(told).toContain("· вы");
    expect(told).toContain("Семейное положение: Не состоит в браке → Состоит в браке");
    expect(told).toContain("Телефон: +7 700 → пусто");
    expect(told).not.toMatch(/user|single|married/);
  });

  it("offers nothing to take back while something typed isn't saved", () => {
    render(HistoryList, { history: [row], readonly: true });
    expect(screen.queryByTestId("history-undo")).toBeNull();
    expect(screen.queryByTestId("history-put-back")).toBeNull();
  });
});
