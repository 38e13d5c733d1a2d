// @vitest-environment jsdom
import { fireEvent, render, screen } from "@testing-library/svelte";
import { afterEach, describe, expect, it, vi } from "vitest";
import BatchDialog from "./BatchDialog.svelte";
import { ipc } from "$lib/ipc";

const title = { en: "Letter of invitation", ru: "", kk: "" };
const offers = ["invitation", "consent", "checklist"].map((kind) => ({ kind, title, people: 2 }));
const props = { persons: ["p1", "p2", "p3"], onclose: () => undefined };

afterEach(() => {
  vi.restoreAllMocks();
});

describe("letters for many people", () => {
  it("are chosen all at once, and none", async () => {
    vi.spyOn(ipc, "batchOffer").mockResolvedValue(offers);
    const save = vi.spyOn(ipc, "batchSave");
    render(BatchDialog, props);
    await fireEvent.click(await screen.findByTestId("batch-pick-all"));
    await fireEvent.click(screen.getByTestId("batch-save"));
    await vi.waitFor(() => expect(save).toHaveBeenCalled());
    expect(save.mock.calls[0]?.[0].letters).toEqual(["invitation", "consent", "checklist"]);
    await fireEvent.click(screen.getByTestId("batch-pick-none"));
    expect(screen.getByTestId<HTMLButtonElement>("batch-save").disabled).toBe(true);
  });

  it("ask for no languages where there is nothing to write", async () => {
    vi.spyOn(ipc, "batchOffer").mockResolvedValue([]);
    render(BatchDialog, props);
    expect((await screen.findByTestId("batch-nothing")).textContent).toContain("Start one");
    expect(screen.queryByTestId("letters-language-en")).toBeNull();
  });
});
