import { describe, expect, it } from "vitest";
import { splitSentence, withoutDots } from "./sentences";

describe("a text of the desk", () => {
  it.each([
    ["It is full. Free some space. Save again.", "It is full.", "Free some space. Save again."],
    ["Диск полон! Освободите место.", "Диск полон!", "Освободите место."],
    ["The file cabinet.json is damaged. Restore it.", "The file cabinet.json is damaged.", "Restore it."],
    ["Only one.", "Only one.", ""],
    ["no full stop", "no full stop", ""],
    ["", "", ""],
  ])("%j is what happened and what to do", (text, first, rest) => {
    expect(splitSentence(text)).toEqual([first, rest]);
  });
});

describe("a label", () => {
  it("that promised a question is a title without its dots", () => {
    expect(withoutDots("Erase for good…")).toBe("Erase for good");
    expect(withoutDots("Saving… now")).toBe("Saving… now");
  });
});
