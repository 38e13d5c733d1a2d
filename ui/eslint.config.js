import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";
import svelteConfig from "./svelte.config.js";

const shell = { group: ["@tauri-apps/*"], message: "Only src/lib/ipc may know the shell: everything else calls `ipc`." };
const bindings = {
  group: ["**/ipc/bindings", "**/ipc/deskBackend", "**/ipc/mock/*", "$backend"],
  message: "Import `ipc` from $lib/ipc instead.",
};
const upward = (folders, message) => ({ group: folders.flatMap((folder) => [`$${folder}/*`, `**/${folder}/*`]), message });

const only = (files, ...patterns) => ({ files, rules: { "no-restricted-imports": ["error", { patterns }] } });

export default ts.config(
  { ignores: ["dist/", "dist-mock/", "src/lib/ipc/bindings.ts"] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.browser } } },
  { files: ["*.js", "*.ts"], languageOptions: { globals: { ...globals.node } } },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: [".svelte"], svelteConfig } },
  },
  {
    rules: {
      "no-console": "error",
      eqeqeq: "error",
      "max-lines": ["error", { max: 400, skipBlankLines: true, skipComments: true }],
      "@typescript-eslint/no-non-null-assertion": "error",
      "no-restricted-syntax": [
        "error",
        {
          selector: "SvelteAttribute[key.name='style']",
          message: "The window's policy refuses style attributes; `style:` directives set properties and are fine.",
        },
      ],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "svelte/no-at-html-tags": "error",
      "svelte/require-each-key": "error",
      // Routes are hashes made by `href()`; this rule is for SvelteKit's paths.
      "svelte/no-navigation-without-resolve": "off",
    },
  },
  { files: ["src/lib/i18n/{en,ru,kk}*.ts", "src/lib/ipc/mock/*.ts"], rules: { "max-lines": "off" } },
  // The tiers: lib < components (no domain) < domain < views. Imports point down only.
  only(["src/**/*.{ts,svelte}"], shell, bindings),
  only(["src/lib/**/*.ts"], shell, bindings, upward(["components", "domain", "views"], "lib stands below the components.")),
  only(["src/components/**/*.{ts,svelte}"], shell, bindings, upward(["domain", "views"], "Components know no domain."), {
    group: ["$lib/ipc", "$lib/ipc/*", "$lib/router/*", "$lib/session.svelte"],
    message: "Components know no domain.",
  }),
  only(["src/domain/**/*.{ts,svelte}"], shell, bindings, upward(["views"], "Views are composed of domain parts, not the other way round.")),
  { files: ["src/lib/ipc/**/*.ts"], rules: { "no-restricted-imports": "off" } },
);
