import { describe, expect, it } from "vitest";
import { askedGroups } from "./recovery";

describe("the groups that are asked back", () => {
  it("are two different ones inside of the key, never the first", () => {
    for (let step = 0; step < 400; step += 1) {
      const draws = [(step % 20) / 20, Math.floor(step / 20) / 20];
      const [first, second] = askedGroups(8, () => draws.shift() ?? 0);
      expect(first).toBeGreaterThan(0);
      expect(second).toBeGreaterThan(first);
      expect(second).toBeLessThan(8);
    }
  });
});
