// What the screens about letters work out from the desk's answers.
import { LANGUAGES } from "./i18n/i18n.svelte";
import type { Language, LanguagePair, LetterChoice, LetterGap, LetterView } from "$lib/ipc";
import { findingRoute } from "./router/findings";
import type { Route } from "./router/routes";

/** The pairs in which a document is printed side by side. */
export const PAIRS: readonly LanguagePair[] = ["kk_ru", "ru_en"];

/** The two languages of a pair, the one on the left first. */
export function pairLanguages(pair: LanguagePair): [Language, Language] {
  return pair === "kk_ru" ? ["kk", "ru"] : ["ru", "en"];
}

/** What a pair is called: both languages by their own names. */
export function pairName(pair: LanguagePair): string {
  return pairLanguages(pair)
    .map((language) => LANGUAGES.find(({ code }) => code === language)?.name)
    .join(" + ");
}

/** How many files a letter comes in: a pair is one file where there are two columns, else each language that isn't there yet. */
export function filesOf(two_columns: boolean, languages: ReadonlySet<Language>, pairs: ReadonlySet<LanguagePair>): number {
  if (two_columns) return languages.size + pairs.size;
  return new Set([...languages, ...[...pairs].flatMap(pairLanguages)]).size;
}

/** One letter of an application, as a key of lists. */
export function letterKey(letter: Pick<LetterView, "kind" | "person">): string {
  return `${letter.kind} ${letter.person ?? ""}`;
}

export interface PersonLetters {
  /** Empty for letters about the company and all persons. */
  person: string;
  title: string | null;
  letters: LetterView[];
}

/** The letters by person, those about everybody first; within a person in the desk's order. */
export function byPerson(letters: readonly LetterView[]): PersonLetters[] {
  const groups: PersonLetters[] = [];
  const everybody = letters.filter(({ person }) => person === null);
  for (const letter of [...everybody, ...letters.filter(({ person }) => person !== null)]) {
    const person = letter.person ?? "";
    const group = groups.find((one) => one.person === person);
    if (group) group.letters.push(letter);
    else groups.push({ person, title: letter.person_title, letters: [letter] });
  }
  return groups;
}

/** The picked letters, as the desk is asked for them. */
export function chosenLetters(letters: readonly LetterView[], picked: ReadonlySet<string>): LetterChoice[] {
  return letters.filter((letter) => picked.has(letterKey(letter))).map(({ kind, person }) => ({ kind, person }));
}

/** The place where a missing value is entered. */
export function gapRoute(gap: Pick<LetterGap, "subject" | "subject_id" | "field">, application: string): Route {
  const { subject, field } = gap;
  if (subject === "firm") return { at: "settings", field };
  if (field.startsWith("letters.")) return { at: "application", id: application, tab: "letters", field };
  return findingRoute({ ...gap, subject }, application);
}
