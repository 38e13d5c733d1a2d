import { describe, expect, it } from "vitest";
import { fileProblem } from "./files";

describe("a file that is to become a paper", () => {
  it.each([
    [{ type: "application/pdf", name: "a", size: 1 }, null],
    [{ type: "", name: "scan.JPG", size: 1 }, null],
    [{ type: "image/heic", name: "photo.heic", size: 1 }, "kind"],
    [{ type: "", name: "letter.docx", size: 1 }, "kind"],
    [{ type: "image/png", name: "a.png", size: 60_000_000 }, "size"],
  ] as const)("%o gives %s", (file, problem) => {
    expect(fileProblem(file)).toBe(problem);
  });
});
