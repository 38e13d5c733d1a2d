// What the screens about letters work out from the desk's answers.
import type { LetterChoice, LetterGap, LetterView } from "$lib/ipc";
import { findingRoute } from "./router/findings";
import type { Route } from "./router/routes";

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
