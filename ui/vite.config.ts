import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

// The policy of the real window; `preview:mock` sends it, so that a breach shows before WebKit sees it.
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * Which side answers the commands. A production bundle can only hold the desk: the mock isn't reachable from it,
 * so sample people can't ship by accident. A served page asks at run time, so that one command serves both the
 * window under development and an ordinary browser.
 */
function backend(command: "build" | "serve", mode: string): string {
  if (mode === "mock" || mode === "test") return here("./src/lib/ipc/mock/backend.ts");
  return here(command === "serve" ? "./src/lib/ipc/eitherBackend.ts" : "./src/lib/ipc/deskBackend.ts");
}

/** Stops a build of the product that reaches the mock in any way. */
function withoutMock(mode: string): Plugin {
  return {
    name: "without-mock",
    generateBundle() {
      const sample = [...this.getModuleIds()].find((id) => id.includes("/ipc/mock/"));
      if (mode !== "mock" && sample !== undefined) this.error(`the product's bundle holds ${sample}`);
    },
  };
}

export default defineConfig(({ command, mode }) => ({
  root: here("."),
  base: "./",
  plugins: [svelte(), withoutMock(mode)],
  resolve: {
    alias: {
      $backend: backend(command, mode),
      $lib: here("./src/lib"),
      $components: here("./src/components"),
      $domain: here("./src/domain"),
      $views: here("./src/views"),
    },
    ...(mode === "test" ? { conditions: ["browser"] } : {}),
  },
  clearScreen: false,
  server: { port: 5173, strictPort: true, host: "127.0.0.1" },
  preview: { host: "127.0.0.1", headers: { "Content-Security-Policy": POLICY } },
  build: {
    target: "es2022",
    outDir: mode === "mock" ? "dist-mock" : "dist",
    emptyOutDir: true,
    // Inlined assets would need data: in more directives of the policy than pictures.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  // Most tests need no document and are faster without; the others ask for jsdom in their first line.
  test: { environment: "node", include: ["src/**/*.test.ts"], setupFiles: ["src/testing/setup.ts"], restoreMocks: true },
}));
