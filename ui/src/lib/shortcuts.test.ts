// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { digitOf, isCommand } from "./shortcuts";

describe("shortcuts", () => {
  const key = (code: string, held: Partial<KeyboardEventInit> = {}): KeyboardEvent =>
    new KeyboardEvent("keydown", { code, key: "Л", ...held });

  it("go by the place of the key, so that a Russian layout works", () => {
    expect(isCommand(key("KeyK", { ctrlKey: true }), "KeyK")).toBe(true);
    expect(isCommand(key("KeyK", { metaKey: true }), "KeyK")).toBe(true);
    expect(isCommand(key("KeyK"), "KeyK")).toBe(false);
    expect(isCommand(key("KeyK", { ctrlKey: true, shiftKey: true }), "KeyK")).toBe(false);
  });

  it("take Alt or Ctrl with a digit, but not both", () => {
    expect(digitOf(key("Digit3", { altKey: true }))).toBe(3);
    expect(digitOf(key("Digit6", { ctrlKey: true }))).toBe(6);
    expect(digitOf(key("Digit3", { altKey: true, ctrlKey: true }))).toBeNull();
    expect(digitOf(key("Digit3"))).toBeNull();
    expect(digitOf(key("KeyA", { altKey: true }))).toBeNull();
  });
});
