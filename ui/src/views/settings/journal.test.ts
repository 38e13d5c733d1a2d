// @vitest-environment jsdom
import { fireEvent, render, screen } from "@testing-library/svelte";
import { afterEach, describe, expect, it, vi } from "vitest";
import JournalTab from "./JournalTab.svelte";
import { ipc } from "$lib/ipc";

const KEY = "0123456789abcdef".repeat(4);
const journal = { client: "id", client_name: "", exported_at: "2026-11-23T14:00:00+05:00", entries: 12, public_key: KEY };

afterEach(() => {
  vi.restoreAllMocks();
});

describe("the journal as a file", () => {
  it("shows where it went, how much is in it and the whole key", async () => {
    vi.spyOn(ipc, "journalExport").mockResolvedValue({ file: "Documents/x.jsonl", journal });
    render(JournalTab);
    await fireEvent.click(screen.getByTestId("journal-export"));
    expect((await screen.findByTestId("journal-exported")).textContent).toContain("Documents/x.jsonl");
    expect(screen.getByTestId("journal-file-entries").textContent).toBe("12");
    expect(screen.getByTestId("journal-file-key").textContent?.replace(/\s/g, "")).toBe(KEY);
  });

  it("says nothing when the dialog is closed", async () => {
    const exported = vi.spyOn(ipc, "journalExport").mockResolvedValue(null);
    render(JournalTab);
    await fireEvent.click(screen.getByTestId("journal-export"));
    await vi.waitFor(() => expect(exported).toHaveResolved());
    expect(screen.queryByTestId("journal-exported")).toBeNull();
  });

  it("names what is wrong with a broken file and shows none of its claims", async () => {
    const text = { en: "Line 7 was changed. Ask for the file again.", ru: "", kk: "" };
    vi.spyOn(ipc, "journalCheck").mockResolvedValue({ verdict: "broken", text, journal: null });
    render(JournalTab);
    await fireEvent.click(screen.getByTestId("journal-check"));
    const checked = await screen.findByTestId("journal-checked");
    expect(checked.textContent).toContain("Line 7 was changed.");
    expect(checked.querySelector("[data-value]")?.getAttribute("data-value")).toBe("broken");
    expect(screen.queryByTestId("journal-file")).toBeNull();
  });
});

describe("an entry of the journal", () => {
  const fields = [
    { path: "/citizenships/0", field: "citizenship", before: "", after: "DEU", records: [] },
    { path: "/citizenships/1", field: "citizenship", before: "", after: "TUR", records: [] },
    { path: "/sex", field: "sex", before: "male", after: "female", records: [] },
  ];

  it("says its values in words, and two of one field beside each other", async () => {
    const { rows } = await ipc.journalPage({ scope: "client", subject: "", action: "", before: null });
    const [row] = rows;
    if (!row) throw new Error("the mock has a journal");
    vi.spyOn(ipc, "journalPage").mockResolvedValue({ rows: [{ ...row, subject: "person", actor: "user", fields }], next: null });
    render(JournalTab);
    const told = (await screen.findByTestId("journal-row")).textContent?.replace(/\s+/g, " ");
    expect(told).toContain("· you");
    expect(told).toContain("DEU");
    expect(told).toContain("TUR");
    expect(told).toContain("Male → Female");
  });
});
