// @vitest-environment jsdom
import { fireEvent, render, screen } from "@testing-library/svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import App from "../../App.svelte";
import { ipc } from "$lib/ipc";
import { session } from "$lib/session.svelte";

async function open(): Promise<void> {
  history.replaceState(null, "", "#/import/people");
  render(App);
  await fireEvent.click(await screen.findByTestId("import-choose"));
  await screen.findByTestId("import-rows");
}

const field = <T extends HTMLElement>(id: string): T => screen.getByTestId<T>(id);

beforeEach(async () => {
  session.state = null;
  await ipc.importCancel();
});

describe("importing a table", () => {
  it("is held up by rows with problems until they are settled or left out", async () => {
    await open();
    expect(field<HTMLButtonElement>("import-run").disabled).toBe(true);
    await fireEvent.change(field("import-date-order"), { target: { value: "day_first" } });
    await vi.waitFor(() => expect(document.querySelector('[data-code="ambiguous_day"]')).toBeNull());
    expect(field<HTMLButtonElement>("import-run").disabled).toBe(true);
    await fireEvent.click(field("import-leave-out"));
    await vi.waitFor(() => expect(field<HTMLButtonElement>("import-run").disabled).toBe(false));
    await fireEvent.click(field("import-run"));
    expect((await screen.findByTestId("import-done")).textContent).toContain("rows 5");
    await vi.waitFor(() => expect(field<HTMLButtonElement>("import-undo").disabled).toBe(false));
    await fireEvent.click(field("import-undo"));
    await vi.waitFor(() => expect(screen.queryByTestId("import-done")).toBeNull());
    expect(await ipc.importList()).toEqual([]);
  });

  it("names the columns that nothing is taken from, and takes a field away from a column", async () => {
    const asked = vi.spyOn(ipc, "importOptions");
    await open();
    expect(field("import-left-out").textContent).toContain("Floor");
    await fireEvent.change(field("import-field-6"), { target: { value: "" } });
    await vi.waitFor(() => expect(asked).toHaveBeenCalledOnce());
    expect(asked.mock.calls[0]?.[0].columns?.[6]).toEqual({ column: 6, field: null });
    await vi.waitFor(() => expect(field("import-left-out").textContent).toContain("Valid until"));
  });

  it("leaves titles, columns and rows of another sheet open", async () => {
    const asked = vi.spyOn(ipc, "importOptions");
    await open();
    await fireEvent.change(field("import-action-6"), { target: { value: "create" } });
    await fireEvent.change(await screen.findByTestId("import-sheet"), { target: { value: "Guests" } });
    await vi.waitFor(() => expect(asked.mock.lastCall?.[0].sheet).toBe("Guests"));
    expect(asked.mock.lastCall?.[0]).toMatchObject({ header_row: null, columns: null, rows: [] });
  });

  it("keeps the choice of a row when something else is changed", async () => {
    const asked = vi.spyOn(ipc, "importOptions");
    await open();
    await fireEvent.change(field("import-action-6"), { target: { value: "create" } });
    await vi.waitFor(() => expect(asked).toHaveBeenCalledTimes(1));
    await fireEvent.change(field("import-duplicates"), { target: { value: "update" } });
    await vi.waitFor(() => expect(asked).toHaveBeenCalledTimes(2));
    expect(asked.mock.calls[1]?.[0].rows).toEqual([{ row: 6, action: "create" }]);
  });
});
