// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { router } from "./router.svelte";

let stop: () => void;

/** jsdom tells of a changed hash in a task of its own. */
async function arrive(hash: string): Promise<void> {
  const told = new Promise((resolve) => window.addEventListener("hashchange", resolve, { once: true }));
  location.hash = hash;
  await told;
}

beforeEach(() => {
  history.replaceState(null, "", "#/people/new");
  stop = router.start();
});

afterEach(() => {
  router.stay();
  stop();
});

describe("leaving a form", () => {
  it("with unsaved changes waits and puts the address back", async () => {
    const unprotect = router.protect({ dirty: () => true, save: async () => true });
    await arrive("#/companies");
    expect(router.route).toEqual({ at: "newPerson" });
    expect(router.pending).toEqual({ at: "companies" });
    expect(location.hash).toBe("#/people/new");
    unprotect();
  });

  it("without changes goes at once", async () => {
    const unprotect = router.protect({ dirty: () => false, save: async () => true });
    await arrive("#/companies");
    expect(router.route).toEqual({ at: "companies" });
    unprotect();
  });

  it("stays where saving didn't work", async () => {
    const save = vi.fn(async () => false);
    const unprotect = router.protect({ dirty: () => true, save });
    await arrive("#/companies");
    await router.saveAndLeave();
    expect(save).toHaveBeenCalledOnce();
    expect(router.route).toEqual({ at: "newPerson" });
    unprotect();
  });

  it("goes on after saving", async () => {
    let dirty = true;
    router.protect({
      dirty: () => dirty,
      save: async () => {
        dirty = false;
        return true;
      },
    });
    await arrive("#/companies");
    const told = new Promise((resolve) => window.addEventListener("hashchange", resolve, { once: true }));
    await router.saveAndLeave();
    await told;
    expect(router.route).toEqual({ at: "companies" });
  });

  it("gives up what is typed only when told to", async () => {
    router.protect({ dirty: () => true, save: async () => false });
    await arrive("#/outbox");
    const told = new Promise((resolve) => window.addEventListener("hashchange", resolve, { once: true }));
    router.leave();
    await told;
    expect(router.route).toEqual({ at: "outbox" });
  });
});
