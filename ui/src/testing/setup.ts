// What every test with a document needs: unmounted components, and what jsdom doesn't have.
import { afterEach } from "vitest";

if (typeof document !== "undefined") {
  const { cleanup } = await import("@testing-library/svelte");
  Element.prototype.scrollIntoView = () => undefined;
  afterEach(() => cleanup());
}
