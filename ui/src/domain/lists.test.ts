// @vitest-environment jsdom
import { fireEvent, render, screen } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import NeedsYou from "./NeedsYou.svelte";
import PersonLinks from "./PersonLinks.svelte";
import type { PersonRow, TodayView } from "$lib/ipc";

const item: TodayView["needs_you"][number] = {
  kind: "passport_too_short",
  severity: "blocks",
  text: { en: "Renew the passport.", ru: "", kk: "" },
  application: "a1",
  person: null,
  date: "2026-12-01",
};
const person = (index: number): PersonRow => ({
  id: `p${index}`,
  title: `SAMPLE ${index}`,
  cyrillic: "",
  citizenship: "GBR",
  birth_date: null,
  passport: "",
  passport_expires: null,
  company: { en: "", ru: "", kk: "" },
  role: { en: "", ru: "", kk: "" },
  relation: null,
  principal: null,
});

describe("a list of five hundred", () => {
  it("of what needs somebody leaves room for the rest of the screen", async () => {
    render(NeedsYou, { items: Array.from({ length: 500 }, () => item) });
    expect(screen.getAllByTestId("needs-you-item")).toHaveLength(10);
    expect(screen.getByRole("heading").textContent).toContain("500");
    await fireEvent.click(screen.getByText("Show 10 more"));
    expect(screen.getAllByTestId("needs-you-item")).toHaveLength(20);
  });

  it("of people is shown in parts to its end", async () => {
    render(PersonLinks, { people: Array.from({ length: 45 }, (_, index) => person(index)), empty: "None" });
    expect(screen.getAllByRole("link")).toHaveLength(20);
    await fireEvent.click(screen.getByText("Show 20 more"));
    await fireEvent.click(screen.getByText("Show 5 more"));
    expect(screen.getAllByRole("link")).toHaveLength(45);
    expect(screen.queryByRole("button")).toBeNull();
  });
});
