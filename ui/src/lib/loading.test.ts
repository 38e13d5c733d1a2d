import { describe, expect, it } from "vitest";
import { Loading } from "./loading.svelte";

describe("loading", () => {
  it("drops an old answer that comes after a new question", async () => {
    const loading = new Loading<string>();
    let answerOld = (_: string): void => undefined;
    const old = loading.run(() => new Promise((resolve) => (answerOld = resolve)));
    await loading.run(async () => "new");
    answerOld("old");
    await old;
    expect(loading.value).toBe("new");
  });

  it("keeps what is shown when asking again fails", async () => {
    const loading = new Loading<string>();
    await loading.run(async () => "shown");
    await loading.run(() => Promise.reject(new Error("gone")));
    expect([loading.value, loading.error?.code]).toEqual(["shown", "internal"]);
  });
});
