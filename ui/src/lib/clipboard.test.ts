// @vitest-environment jsdom
import { expect, it, vi } from "vitest";
import { clearCopied, watchCopies } from "./clipboard";

it("is emptied once after the page filled it, and not when others did", async () => {
  const writeText = vi.fn(() => Promise.resolve());
  vi.stubGlobal("navigator", { clipboard: { writeText } });
  const stop = watchCopies();
  await clearCopied();
  expect(writeText).not.toHaveBeenCalled();
  document.dispatchEvent(new Event("copy"));
  await clearCopied();
  await clearCopied();
  expect(writeText.mock.calls).toEqual([[""]]);
  stop();
  document.dispatchEvent(new Event("cut"));
  await clearCopied();
  expect(writeText).toHaveBeenCalledOnce();
});

it("doesn't keep the desk from locking when the system refuses", async () => {
  vi.stubGlobal("navigator", { clipboard: { writeText: () => Promise.reject(new Error("no gesture")) } });
  const stop = watchCopies();
  document.dispatchEvent(new Event("copy"));
  await expect(clearCopied()).resolves.toBeUndefined();
  stop();
});
