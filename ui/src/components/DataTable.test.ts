// @vitest-environment jsdom
import { fireEvent, render, screen } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import DataTable from "./DataTable.svelte";

const rows = Array.from({ length: 450 }, (_, index) => ({ id: `r${index}` }));
const columns = [{ key: "title", label: "Title", text: ({ id }: { id: string }) => `Row ${id}` }];
const props = {
  name: "list",
  caption: "A list",
  columns,
  query: { filter: "", sort: "title", descending: false },
  link: (row: { id: string }) => `#/people/${row.id}`,
};

describe("a table", () => {
  it("says by which column and in which direction it is sorted", async () => {
    render(DataTable, { ...props, rows });
    const head = screen.getByRole("columnheader");
    expect(head.getAttribute("aria-sort")).toBe("ascending");
    await fireEvent.click(screen.getByTestId("list-sort-title"));
    expect(head.getAttribute("aria-sort")).toBe("descending");
  });

  it("draws a long list in parts", async () => {
    render(DataTable, { ...props, rows });
    expect(screen.getAllByTestId("list-row")).toHaveLength(200);
    await fireEvent.click(screen.getByText("Show 200 more"));
    await fireEvent.click(screen.getByText("Show 50 more"));
    expect(screen.getAllByTestId("list-row")).toHaveLength(450);
  });

  it("walks from row to row with the arrow keys", async () => {
    render(DataTable, { ...props, rows: rows.slice(0, 3) });
    const links = screen.getAllByRole("link");
    links[0]?.focus();
    await fireEvent.keyDown(document.activeElement ?? document.body, { key: "ArrowDown" });
    expect(document.activeElement).toBe(links[1]);
    await fireEvent.keyDown(document.activeElement ?? document.body, { key: "ArrowUp" });
    await fireEvent.keyDown(document.activeElement ?? document.body, { key: "ArrowUp" });
    expect(document.activeElement).toBe(links[0]);
  });

  it("offers a way out of a filter that nothing matches", async () => {
    render(DataTable, { ...props, rows: [], query: { ...props.query, filter: "zzz" } });
    await fireEvent.click(screen.getByText("Clear the filter"));
    expect(screen.getByTestId<HTMLInputElement>("list-filter").value).toBe("");
  });

  it("doesn't offer to sort by buttons, and still names their column", () => {
    render(DataTable, { ...props, rows, columns: [...columns, { key: "act", label: "Actions", text: () => "", act: true }] });
    expect(screen.queryByTestId("list-sort-act")).toBeNull();
    expect(screen.getByRole("columnheader", { name: "Actions" })).toBeTruthy();
  });

  it("keeps what it cuts of a long name in a tooltip", () => {
    const name = "Limited Liability Partnership ".repeat(5);
    render(DataTable, { ...props, rows: rows.slice(0, 1), columns: [{ key: "title", label: "Title", text: () => name }] });
    expect(screen.getByRole("cell").getAttribute("title")).toBe(name);
  });
});
