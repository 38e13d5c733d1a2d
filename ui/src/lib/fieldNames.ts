// How a field is called on the screen, from the name that the desk gives it. An unknown name is shown as it came.
import { showMoment } from "$lib/format/dates";
import type { Catalogue } from "$lib/i18n/en";

type Words = Readonly<Record<string, unknown>>;

const LANGUAGES = new Set(["en", "ru", "kk"]);

function word(words: Words | undefined, name: string): string | undefined {
  const found = words?.[name];
  return typeof found === "string" ? found : undefined;
}

function wordsOf(kind: string, t: Catalogue): readonly Words[] {
  switch (kind) {
    case "company":
      return [t.companies];
    case "person":
      return [t.people, t.privacy, { photo: t.keeping.picture.photo }];
    case "travel_document":
      return [t.people.passport];
    case "engagement":
      return [t.people.engagement];
    case "stay_document":
      return [t.people.stay];
    case "family_relation":
      return [t.people.relation];
    case "paper":
      return [t.papers];
    case "consent":
      return [t.consents];
    case "application":
      return [t.details];
    case "client":
      return [t.clients, t.cabinet.journal.clientFields];
    default:
      return [];
  }
}

/** What the journal says of a client, in words: colours, kinds and times are stored as codes. */
export function clientValue(field: string, value: string, t: Catalogue): string {
  const { journal } = t.cabinet;
  switch (field) {
    case "colour":
      return word(t.clients.colours, value) ?? value;
    case "what":
      return word(journal.exports, value) ?? value;
    case "kind":
      return journal.subjects[value] ?? value;
    case "archived_at":
      return value && showMoment(value);
    default:
      return value;
  }
}

/** `head.name.ru` of a company as `Name of the head (Russian)`. */
export function fieldLabel(kind: string, field: string, t: Catalogue): string {
  const parts = field.split(".").filter((part) => !/^\d+$/.test(part));
  const last = parts[parts.length - 1] ?? "";
  const language = LANGUAGES.has(last) && parts.length > 1 ? (last as "en" | "ru" | "kk") : null;
  const names = language ? parts.slice(0, -1) : parts;
  const candidates = [names.join("_"), names[names.length - 1] ?? "", names[0] ?? ""];
  const found = wordsOf(kind, t).flatMap((words) => candidates.map((name) => word(words, name)).filter((label) => label !== undefined))[0];
  return (found ?? field) + (language ? ` (${t.languageNames[language]})` : "");
}
