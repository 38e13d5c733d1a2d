import { describe, expect, it } from "vitest";
import type { AppError } from "$lib/ipc";
import { Form } from "./form.svelte";

const text = { en: "too long", ru: "слишком длинно", kk: "тым ұзын" };
const refused: AppError = {
  code: "invalid",
  message: "",
  text: { en: "", ru: "", kk: "" },
  fields: [{ field: "name", code: "long", text }],
};

describe("a form", () => {
  it("is dirty from the first letter until it is saved", async () => {
    const form = new Form("test", { name: "" });
    expect(form.dirty).toBe(false);
    form.values.name = "A";
    expect(form.dirty).toBe(true);
    await form.submit(async (values) => form.load(values));
    expect(form.dirty).toBe(false);
  });

  it("is clean again when the change is taken back by hand", () => {
    const form = new Form("test", { name: "A" });
    form.values.name = "B";
    form.values.name = "A";
    expect(form.dirty).toBe(false);
  });

  it("keeps every letter when the desk refuses, and says where", async () => {
    const form = new Form("test", { name: "Much too long", other: "kept" });
    const saved = await form.submit(() => Promise.reject(refused));
    expect(saved).toBe(false);
    expect(form.values).toEqual({ name: "Much too long", other: "kept" });
    expect(form.issueOf("name")).toEqual(text);
    expect(form.error?.code).toBe("invalid");
    await Promise.resolve();
    expect(form.reveal).toBe("name");
  });

  it("knows its own fields by the desk's longer names", async () => {
    const form = new Form("details", { until: "" });
    await form.submit(() => Promise.reject({ ...refused, fields: [{ field: "details.until", code: "before_from", text }] }));
    expect(form.issueOf("until")).toEqual(text);
  });

  it("forgets what was said about a field as soon as it is touched", async () => {
    const form = new Form("test", { name: "" });
    await form.submit(() => Promise.reject(refused));
    form.touched("name");
    expect(form.issueOf("name")).toBeUndefined();
  });

  it("doesn't ask the desk while a field can't be read", async () => {
    const form = new Form("test", { date: null });
    form.setProblem("date", () => "no such day");
    let asked = false;
    const saved = await form.submit(async () => {
      asked = true;
    });
    expect([saved, asked, form.problemOf("date")]).toEqual([false, false, "no such day"]);
  });

  it("saves once however often Save is pressed", async () => {
    const form = new Form("test", { name: "A" });
    let saves = 0;
    let finish = (): void => undefined;
    const slow = form.submit(() => {
      saves += 1;
      return new Promise<void>((resolve) => (finish = resolve));
    });
    expect(await form.submit(async () => void (saves += 1))).toBe(false);
    finish();
    expect(await slow).toBe(true);
    expect(saves).toBe(1);
  });

  it("turns whatever is thrown into an error that can be shown", async () => {
    const form = new Form("test", {});
    await form.submit(() => Promise.reject(new Error("boom")));
    expect(form.error?.code).toBe("internal");
  });
});
