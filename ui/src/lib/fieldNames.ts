// How a field and its value are called on the screen, from what the desk gives. What is unknown is shown as it came.
import { showDate, showMoment } from "$lib/format/dates";
import type { Catalogue } from "$lib/i18n/en";
import { i18n } from "$lib/i18n/i18n.svelte";
import type { HistoryRecord } from "$lib/ipc";

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
      return [t.papers, { owner: t.papers.attachTo, pages: t.papers.pageCount, size_bytes: t.papers.size }];
    case "consent":
      return [t.consents];
    case "application":
      return [t.details, t.letterDetails.fields, t.applications, { work: t.applications.columns.work }];
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

/** Fields that hold a code, by kind and name, and what their codes are called. */
const CODES: Readonly<Record<string, (t: Catalogue) => Readonly<Record<string, string>>>> = {
  "person sex": (t) => t.people.sexes,
  "person marital_status": (t) => t.people.maritalStatuses,
  "engagement kind": (t) => t.people.engagement.kinds,
  "family_relation kind": (t) => t.people.relation.kinds,
  "stay_document kind": (t) => t.people.stay.kinds,
  "stay_document entries": (t) => t.people.entries,
  "application entries": (t) => t.people.entries,
  "application purpose": (t) => t.details.purposes,
  "application transport": (t) => t.details.transports,
  "application work": (t) => t.applications.work,
  "application ending": (t) => t.letterDetails.endings,
  "application relief": (t) => t.letterDetails.reliefs,
  "paper form": (t) => t.papers.forms,
  "paper language": (t) => t.papers.languages,
};

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** What a record is called to which a value refers by its id, and whether it is still there. */
function recordName(id: string, records: readonly HistoryRecord[], t: Catalogue): string {
  const record = records.find((one) => one.id === id);
  if (record === undefined) return t.common.otherRecord;
  const title = i18n.wording(record.title);
  if (title === "") return t.common.erasedRecord;
  return record.is_deleted ? t.common.recordInBin(title) : title;
}

/** A value of the history in words: codes by their names, dates as every date, other records by their titles. */
export function fieldValue(kind: string, field: string, value: string, t: Catalogue, records: readonly HistoryRecord[] = []): string {
  if (kind === "client") return clientValue(field, value, t);
  const name = field.split(".").pop() ?? "";
  const known = CODES[`${kind} ${name}`]?.(t)[value];
  if (known !== undefined) return known;
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? showDate(value) : value.replace(ID, (id) => recordName(id, records, t));
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
