import { describe, expect, it } from "vitest";
import { byPerson, chosenLetters, filesOf, gapRoute, letterKey, pairName } from "./letters";
import { href } from "./router/routes";
import type { LetterView } from "$lib/ipc";

const title = { en: "Letter", ru: "Письмо", kk: "Хат" };
const letter = (kind: string, person: string | null): LetterView => ({
  kind,
  title,
  person,
  person_title: person === null ? null : `Name of ${person}`,
  copies: 1,
  group: "checklist",
  wanted: true,
  two_columns: false,
  state: "ready",
  missing: [],
});

describe("letters by person", () => {
  const letters = [
    letter("consent", "p1"),
    letter("invitation", null),
    letter("consent", "p2"),
    letter("form", "p1"),
    letter("cover", null),
  ];

  it("puts those about everybody first and keeps the desk's order within a person", () => {
    const groups = byPerson(letters);
    expect(groups.map(({ person, title: name, letters: own }) => [person, name, own.map(({ kind }) => kind)])).toEqual([
      ["", null, ["invitation", "cover"]],
      ["p1", "Name of p1", ["consent", "form"]],
      ["p2", "Name of p2", ["consent"]],
    ]);
  });

  it("asks for what is picked, each person apart", () => {
    const picked = new Set([letterKey(letter("consent", "p2")), letterKey(letter("cover", null))]);
    expect(chosenLetters(letters, picked)).toEqual([
      { kind: "consent", person: "p2" },
      { kind: "cover", person: null },
    ]);
  });
});

describe("the way to what is missing", () => {
  it.each([
    ["firm", "", "iban", "#/settings?field=iban"],
    ["application", "a1", "letters.ended_on", "#/applications/a1/letters?field=letters.ended_on"],
    ["application", "a1", "letter_number", "#/applications/a1/details?field=letter_number"],
    ["company", "c1", "head.name.ru", "#/companies/c1?field=head.name.ru&from=%2Fapplications%2Fa1%2Freview"],
    ["person", "p1", "travel_document.number", "#/people/p1?field=travel_document.number&from=%2Fapplications%2Fa1%2Freview"],
    ["person", "p1", "papers.photo", "#/applications/a1/documents?field=papers.photo&subject=p1"],
  ] as const)("%s %s %s", (subject, subject_id, field, address) => {
    expect(href(gapRoute({ subject, subject_id, field }, "a1"))).toBe(address);
  });
});

it("a pair of languages is one file in two columns, else a file in each language that isn't there yet", () => {
  const files = (columns: boolean) => filesOf(columns, new Set(["ru"] as const), new Set(["kk_ru"] as const));
  expect(files(true)).toBe(2);
  expect(files(false)).toBe(2);
  expect(filesOf(false, new Set(), new Set(["kk_ru", "ru_en"] as const))).toBe(3);
  expect(pairName("kk_ru")).toBe("Қазақша + Русский");
});
