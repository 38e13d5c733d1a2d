import { describe, expect, it } from "vitest";
import { catalogues } from "./i18n.svelte";
import { plural } from "./plural";

type Leaf = [path: string, value: unknown];

function leaves(node: unknown, path = ""): Leaf[] {
  if (typeof node !== "object" || node === null) return [[path, node]];
  return Object.entries(node).flatMap(([key, value]) => leaves(value, path === "" ? key : `${path}.${key}`));
}

/** Every sentence of a catalogue; those with parameters for several counts, so that each plural form is met. */
function sentences(catalogue: unknown): [path: string, sentence: string][] {
  return leaves(catalogue).flatMap(([path, value]): [string, string][] => {
    if (typeof value === "string") return [[path, value]];
    const say = value as (...parameters: unknown[]) => string;
    return [0, 1, 2, 5, 21].map((count) => [`${path}(${count})`, say(count, count, count, count)]);
  });
}

/** Names and signs that are the same in every language. */
const SHARED = /^(appName|settings\.licence|fees\.perPersons.*|companies\.kbe|cabinet\.journal\.number)$/;

describe.each(["ru", "kk"] as const)("the %s catalogue", (language) => {
  it("says everything that the English one says, and nothing else", () => {
    expect(
      leaves(catalogues[language])
        .map(([path]) => path)
        .sort(),
    ).toEqual(
      leaves(catalogues.en)
        .map(([path]) => path)
        .sort(),
    );
  });

  it("is written in its own alphabet", () => {
    const latin = sentences(catalogues[language]).filter(([path, sentence]) => !SHARED.test(path) && !/[а-яёәғқңөұүһі]/i.test(sentence));
    expect(latin).toEqual([]);
  });
});

describe.each(["en", "ru", "kk"] as const)("the %s catalogue", (language) => {
  const said = sentences(catalogues[language]);

  it("leaves nothing empty and forgets no number", () => {
    expect(said.filter(([, sentence]) => sentence.trim() === "" || sentence.includes("#") || sentence.includes("undefined"))).toEqual([]);
  });

  it("has no stray blanks and no straight quotes around words", () => {
    expect(said.filter(([, sentence]) => /\s\s|^\s|\s$| [.,;:!?]/.test(sentence) || (language !== "en" && /["']/.test(sentence)))).toEqual(
      [],
    );
  });
});

/** Other words for a thing that has its one word, and what that is. */
const OTHER_WORDS: Record<"ru" | "kk", readonly [RegExp, string][]> = {
  ru: [
    [/ст[её]р|стира/i, "удалить безвозвратно"],
    [/аппликац/i, "заявка"],
    [/архивир/i, "отложить"],
    [/ — /, "–"],
  ],
  kk: [
    [/өтініш(?! бер)/i, "өтінім"],
    [/(?<!к)өшір(?!іңіз)/i, "жою"],
    [/батырма/i, "түйме"],
    [/қызметкерлер(?!і)/i, "жұмыскер"],
    [/ — /, "–"],
  ],
};

describe.each(["ru", "kk"] as const)("the %s catalogue", (language) => {
  it.each(OTHER_WORDS[language])("says %s as %s", (other) => {
    expect(sentences(catalogues[language]).filter(([, sentence]) => other.test(sentence))).toEqual([]);
  });
});

describe("plural forms", () => {
  const days = { one: "# день", few: "# дня", many: "# дней", other: "# дня" };

  it.each([
    [1, "1\u00a0день"],
    [2, "2\u00a0дня"],
    [5, "5\u00a0дней"],
    [11, "11\u00a0дней"],
    [21, "21\u00a0день"],
    [112, "112\u00a0дней"],
  ])("of Russian go with %d", (count, expected) => {
    expect(plural("ru", count, days)).toBe(expected);
  });

  it("of Kazakh are one", () => {
    expect(plural("kk", 5, { other: "# күн" })).toBe("5\u00a0күн");
  });
});
