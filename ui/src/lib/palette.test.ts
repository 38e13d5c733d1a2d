import { describe, expect, it } from "vitest";
import { matchingCommands } from "./palette";

describe("commands of the palette", () => {
  const commands = ["Go to Companies", "Добавить компанию", "Theme: Dark"].map((title) => ({ key: title, title, run: () => undefined }));
  const found = (query: string): string[] => matchingCommands(commands, query).map(({ title }) => title);

  it("are found by the beginnings of their words, in any order", () => {
    expect(found("comp go")).toEqual(["Go to Companies"]);
    expect(found("КОМП")).toEqual(["Добавить компанию"]);
    expect(found("dark")).toEqual(["Theme: Dark"]);
    expect(found("panies")).toEqual([]);
  });

  it("are all there before anything is typed", () => {
    expect(found("  ")).toHaveLength(3);
  });
});
