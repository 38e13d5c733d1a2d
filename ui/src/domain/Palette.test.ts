// @vitest-environment jsdom
import { render, screen } from "@testing-library/svelte";
import { afterEach, describe, expect, it, vi } from "vitest";
import { desk } from "$lib/desk.svelte";
import { ipc } from "$lib/ipc";
import { typeInto } from "../testing/typing";
import Palette from "./Palette.svelte";

afterEach(() => {
  vi.restoreAllMocks();
  desk.paletteOpen = false;
});

describe("searching all clients", () => {
  it("gets them ready as soon as the box is open, and not before", async () => {
    const prepare = vi.spyOn(ipc, "searchPrepare");
    render(Palette);
    expect(prepare).not.toHaveBeenCalled();
    desk.paletteOpen = true;
    await screen.findByTestId("palette-input");
    await vi.waitFor(() => expect(prepare).toHaveBeenCalledTimes(1));
  });

  it("names the clients that were left out, as long as they are", async () => {
    const search = vi.spyOn(ipc, "search").mockResolvedValue({ hits: [], unsearched: ["Astra", "Steppe Partners"] });
    desk.paletteOpen = true;
    render(Palette);
    expect(screen.queryByTestId("palette-unsearched")).toBeNull();
    await typeInto(await screen.findByTestId("palette-input"), "lee");
    expect((await screen.findByTestId("palette-unsearched")).textContent).toContain("Astra, Steppe Partners");
    search.mockResolvedValue({ hits: [], unsearched: [] });
    await typeInto(screen.getByTestId("palette-input"), "leed");
    await vi.waitFor(() => expect(screen.queryByTestId("palette-unsearched")).toBeNull());
  });
});
