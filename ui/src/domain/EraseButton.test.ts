// @vitest-environment jsdom
import { fireEvent, render, screen } from "@testing-library/svelte";
import { afterEach, describe, expect, it, vi } from "vitest";
import EraseButton from "./EraseButton.svelte";
import { i18n } from "$lib/i18n/i18n.svelte";
import { ipc } from "$lib/ipc";

const words = (ru: string) => ({ en: ru, ru, kk: ru });

afterEach(() => {
  i18n.use("en");
  vi.restoreAllMocks();
});

describe("the report of an erasure", () => {
  it("says how many of what went and what stays, without bending the word to the number", async () => {
    i18n.use("ru");
    vi.spyOn(ipc, "personErase").mockResolvedValue({
      person: "p1",
      at: "2026-11-23T14:02:00+05:00",
      erased: [{ what: words("паспорта"), count: 1, why: null }],
      stays: [{ what: words("резервные копии"), count: 1, why: words("Они зашифрованы.") }],
    });
    render(EraseButton, { id: "p1", name: "SAMPLE", onerased: () => undefined });
    await fireEvent.click(screen.getByTestId("person-erase"));
    expect(screen.getByTestId("erase-confirm").textContent?.trim()).toBe("Удалить безвозвратно");
    await fireEvent.click(screen.getByTestId("erase-sure"));
    await fireEvent.click(screen.getByTestId("erase-confirm"));
    const report = (await screen.findByTestId("erasure-report")).textContent?.replace(/\s+/g, " ");
    expect(report).toContain("паспорта: 1");
    expect(report).toContain("резервные копии: 1. Они зашифрованы.");
  });
});
