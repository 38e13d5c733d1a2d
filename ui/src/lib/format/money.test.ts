import { describe, expect, it } from "vitest";
import { showFormula, showMoney, showSize } from "./money";

/** Amounts with plain spaces, for eyes. */
const shown = (amount: string, language: "en" | "ru" | "kk"): string => showMoney(amount, language).replace(/[\u202f\u00a0]/g, " ");

describe("money", () => {
  it.each([
    ["782162.50", "en", "782 162.50 ₸"],
    ["782162.50", "ru", "782 162,50 ₸"],
    ["4325.00", "kk", "4 325 ₸"],
    ["0", "en", "0 ₸"],
    ["999", "ru", "999 ₸"],
    ["1000", "ru", "1 000 ₸"],
    ["-1500.05", "en", "-1 500.05 ₸"],
    ["123456789012345678.90", "en", "123 456 789 012 345 678.90 ₸"],
  ] as const)("shows %s in %s as %s", (amount, language, text) => {
    expect(shown(amount, language)).toBe(text);
  });

  it("never tears an amount over two lines", () => {
    expect(showMoney("782162.50", "en")).not.toMatch(/ /);
  });

  it("shows what is no amount as it came", () => {
    expect(showMoney("1e6", "en")).toBe("1e6");
  });
});

describe("sizes", () => {
  it.each([
    [0, "en", "0 B"],
    [999, "ru", "999 Б"],
    [1536, "en", "1.5 kB"],
    [412_300, "kk", "412,3 КБ"],
    [2_000_000, "ru", "2 МБ"],
  ] as const)("shows %d in %s as %s", (bytes, language, text) => {
    expect(showSize(bytes, language).replace("\u00a0", " ")).toBe(text);
  });
});

describe("a calculation", () => {
  it.each([
    ["0.5 × 4 325.00 × 2", "en", "0.5 × 4\u202f325.00 × 2"],
    ["0.5 × 4 325.00 × 2", "ru", "0,5 × 4\u202f325,00 × 2"],
    ["390 000 × 12", "kk", "390\u202f000 × 12"],
  ] as const)("%s in %s is %s", (formula, language, text) => {
    expect(showFormula(formula, language)).toBe(text);
  });
});
