import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

// The policy of the real window; `preview:mock` sends it, so that a breach shows before WebKit sees it.
const POLICY =
  "default-src 'self'; img-src 'self' blob: data:; style-src 'self'; script-src 'self'; object-src 'none'; frame-src 'none'; base-uri 'none'; form-action 'none'";

/**
 * Which side answers the commands. A production bundle can only hold the desk: the mock isn't reachable from it,
 * so sample people can't ship by accident. A served page asks at run time, so that one command serves both the
 * window under development and an ordinary browser.
 */
function backend(command: "build" | "serve", mode: string): string {
  if (mode === "mock" || mode === "test") return here("./src/lib/ipc/mock/backend.ts");
  return here(command === "serve" ? "./src/lib/ipc/eitherBackend.ts" : "./src/lib/ipc/deskBackend.ts");
}

export default defineConfig(({ command, mode }) => ({
  root: here("."),
  base: "./",
  plugins: [svelte()],
  resolve: {
    alias: { $backend: backend(command, mode), $lib: here("./src/lib"), $components: here("./src/components"), $domain: here("./src/domain"), $views: here("./src/views") },
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
  test: { environment: "jsdom", include: ["src/**/*.test.ts"], restoreMocks: true },
}));
