// @vitest-environment jsdom
import { render, screen } from "@testing-library/svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import PaperDialog from "./PaperDialog.svelte";
import { ipc } from "$lib/ipc";

beforeEach(async () => {
  await ipc.samplesLoad();
});

async function languageOf(stored: string): Promise<HTMLSelectElement> {
  const detail = await ipc.paperGet("d1");
  vi.spyOn(ipc, "paperGet").mockResolvedValue({ ...detail, paper: { ...detail.paper, language: stored } });
  render(PaperDialog, { id: "d1", onclose: () => undefined });
  return screen.findByTestId<HTMLSelectElement>("paper-language");
}

describe("the language of a paper", () => {
  it("is chosen by its name", async () => {
    const list = await languageOf("ru");
    await vi.waitFor(() => expect(list.selectedOptions[0]?.textContent).toBe("Russian"));
    expect([...list.options].slice(1, 4).map(({ value }) => value)).toEqual(["kk", "ru", "en"]);
  });

  it("stays what it is when the list doesn't know it", async () => {
    const list = await languageOf("mn");
    await vi.waitFor(() => expect(list.value).toBe("mn"));
  });
});
