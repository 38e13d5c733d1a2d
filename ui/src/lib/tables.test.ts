import { describe, expect, it } from "vitest";
import { arrange, toggled, type Column } from "./tables";

interface Row {
  name: string;
  count: number;
}
const columns: Column<Row>[] = [
  { key: "name", label: "Name", text: ({ name }) => name },
  { key: "count", label: "Count", text: ({ count }) => `${count} pieces`, order: ({ count }) => count },
];
const rows: Row[] = [
  { name: "Ёлкина", count: 10 },
  { name: "Әбдіров", count: 9 },
  { name: "AP-10", count: 2 },
  { name: "AP-9", count: 2 },
];
const names = (query: Partial<{ filter: string; sort: string; descending: boolean }>): string[] =>
  arrange(rows, { filter: "", sort: "", descending: false, ...query }, columns, "ru").map(({ name }) => name);

describe("a list", () => {
  it("sorts numbers as numbers, also inside of text", () => {
    expect(names({ sort: "count" })).toEqual(["AP-10", "AP-9", "Әбдіров", "Ёлкина"]);
    expect(names({ sort: "name", filter: "ap" })).toEqual(["AP-9", "AP-10"]);
  });

  it("turns round", () => {
    expect(names({ sort: "count", descending: true })[0]).toBe("Ёлкина");
  });

  it("keeps the order that it came in without a sort", () => {
    expect(names({})).toEqual(rows.map(({ name }) => name));
  });

  it("filters by every word in any column, whatever the case", () => {
    expect(names({ filter: "PIECES әБД" })).toEqual(["Әбдіров"]);
    expect(names({ filter: "nothing" })).toEqual([]);
  });

  it("doesn't touch the rows that it was given", () => {
    arrange(rows, { filter: "", sort: "name", descending: true }, columns, "ru");
    expect(rows[0]?.name).toBe("Ёлкина");
  });

  it("sorts a new column upwards and the same one the other way round", () => {
    const query = { filter: "x", sort: "name", descending: false };
    expect(toggled(query, "count")).toEqual({ filter: "x", sort: "count", descending: false });
    expect(toggled(query, "name")).toEqual({ filter: "x", sort: "name", descending: true });
    expect(toggled({ ...query, descending: true }, "name").descending).toBe(false);
  });
});
