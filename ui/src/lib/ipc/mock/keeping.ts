// What the mock keeps of records: recycle bin, history, pictures, consents.
import type { BinRow, Commands, ConsentView, HistoryRow, PersonInput, RecordKind } from "../contract";
import * as samples from "./samples";
import { freshId, refuse, required, store } from "./store";

const { text } = samples;

export const pictures = new Map<string, string>();
export const consents = new Map<string, ConsentView>();
const bin = new Map<string, { row: BinRow; restore: () => void }>();
const undone = new Map<number, () => void>();
let changes = 100;

/** What the sample change of a paper and of an application was. */
const changed: Record<string, HistoryRow["fields"]> = {
  application: [{ path: "/details/until", field: "details.until", before: "2027-11-30", after: "2027-12-19", records: [] }],
  paper: [{ path: "/form", field: "form", before: "copy", after: "notarised", records: [] }],
};

/** One change and the creation before it, so that every part of the history can be seen. */
export function historyOf(kind: string, phone: string): HistoryRow[] {
  const row = { actor: "user", kind, title: "" };
  return [
    {
      ...row,
      sequence: 12,
      change: 12,
      at: samples.NOW,
      text: text("Changed", "Изменено", "Өзгертілді"),
      undoable: true,
      fields: changed[kind] ?? [
        { path: "/phone", field: "phone", before: "+7 7172 00 00 00", after: phone, records: [] },
        { path: "/email", field: "email", before: "", after: "office@akme.example", records: [] },
      ],
    },
    {
      ...row,
      sequence: 3,
      change: 3,
      at: "2026-11-02T09:15:00+05:00",
      text: text("Created", "Создано", "Жасалды"),
      undoable: true,
      fields: [],
    },
  ];
}

function recordsOf(kind: RecordKind): Map<string, unknown> {
  if (kind === "company") return store.companies;
  if (kind === "person") return store.people;
  if (kind === "paper") return store.papers;
  return kind === "application" ? store.applications : consents;
}

function titleOf(kind: RecordKind, id: string): string {
  if (kind === "company") return required(store.companies, id).name.en;
  if (kind === "person") return `${required(store.people, id).surname_latin} ${required(store.people, id).given_names_latin}`;
  if (kind === "application") return required(store.applications, id).number;
  return kind === "paper" ? required(store.papers, id).title : required(consents, id).fields.text_version;
}

export function putInBin(kind: RecordKind, id: string): number {
  const needed = [...store.applications.values()].filter(
    ({ company, persons }) => company === id || persons.some(({ person }) => person === id),
  );
  const numbers = needed.map(({ number }) => number).join(", ");
  if (kind !== "application" && needed.length > 0)
    refuse(
      "invalid",
      text(
        `An application still needs this: ${numbers}. Take it out there or delete the application first.`,
        `Это ещё нужно заявке: ${numbers}. Сначала уберите оттуда или удалите заявку.`,
        `Бұл мына өтінімге әлі керек: ${numbers}. Алдымен одан алып тастаңыз немесе өтінімді жойыңыз.`,
      ),
    );
  const records = recordsOf(kind);
  const record = required(records, id);
  const row: BinRow = { id, kind, title: titleOf(kind, id), deleted_at: samples.NOW, until: "2026-12-23", with: kind === "person" ? 3 : 0 };
  const restore = (): void => {
    records.set(id, record);
    bin.delete(id);
  };
  bin.set(id, { row, restore });
  records.delete(id);
  changes += 1;
  undone.set(changes, restore);
  return changes;
}

function withoutConsent() {
  const agreed = new Set([...consents.values()].filter(({ state }) => state === "in_force").map(({ fields }) => fields.person));
  return [...store.people.keys()].filter((id) => !agreed.has(id));
}

function ended(id: string, change: Partial<ConsentView>): ConsentView {
  const consent = { ...required(consents, id), ...change };
  consents.set(id, consent);
  return consent;
}

const held = (person: PersonInput) => [
  text("names", "имена", "аты-жөні"),
  text("birth", "дата и место рождения", "туған күні мен жері"),
  ...(person.travel_document ? [text("passport", "паспорт", "паспорты")] : []),
  ...(person.engagement ? [text("employment", "работа", "жұмысы")] : []),
];

type Kept = Pick<
  Commands,
  | "binList"
  | "binErase"
  | "binRestore"
  | "recordDelete"
  | "historyUndo"
  | "historyPutBack"
  | "pictureGet"
  | "pictureSet"
  | "pictureClear"
  | "breachList"
  | "breachListSave"
  | "personErase"
  | "consentDraft"
  | "consentSave"
  | "consentWithdraw"
  | "consentStop"
>;

export const keeping: Kept = {
  binList: async () => [...bin.values()].map(({ row }) => row),
  binErase: async (id) => void bin.delete(id),
  binRestore: async (id) => void required(bin, id).restore(),
  recordDelete: async (kind, id) => ({ change: putInBin(kind, id), records: 1 }),
  historyUndo: async (change) => void undone.get(change)?.(),
  historyPutBack: async () => undefined,
  pictureGet: async (kind, id) => ({ page: 1, pages: 1, png: required(pictures, `${kind} ${id}`) }),
  pictureSet: async (kind, id, content) => void pictures.set(`${kind} ${id}`, content),
  pictureClear: async (kind, id) => void pictures.delete(`${kind} ${id}`),
  breachList: async () =>
    [...store.people].map(([id, person]) => ({
      id,
      title: `${person.surname_latin} ${person.given_names_latin}`,
      cyrillic: `${person.surname_cyrillic} ${person.given_names_cyrillic}`.trim(),
      citizenship: person.citizenship,
      birth_date: person.birth_date,
      company: text("Akme Capital Ltd"),
      phone: person.phone,
      email: person.email,
      data: held(person),
      scans: 1,
    })),
  breachListSave: async () => true,
  personErase: async (id) => {
    store.people.delete(id);
    return {
      person: id,
      at: samples.NOW,
      erased: [
        { what: text("person", "человек", "адам"), count: 1, why: null },
        { what: text("passports", "паспорта", "паспорттар"), count: 1, why: null },
        {
          what: text(
            "journal entries emptied of their values",
            "записи журнала, из которых убраны значения",
            "мәндері алынған журнал жазбалары",
          ),
          count: 6,
          why: null,
        },
      ],
      stays: [
        {
          what: text("backups made before today", "резервные копии до сегодняшнего дня", "бүгінге дейінгі сақтық көшірмелер"),
          count: 1,
          why: text(
            "They are encrypted and roll off after twelve months at the latest.",
            "Они зашифрованы и сменяются новыми не позднее чем через двенадцать месяцев.",
            "Олар шифрланған және он екі айдан кешіктірмей жаңаларымен ауысады.",
          ),
        },
      ],
    };
  },
  consentDraft: async (person) => ({
    id: null,
    version: null,
    person,
    operator: required(store.people, person).engagement?.company ?? "c1",
    text_version: "AP-2026-014, 2026-11-23, en",
    text_sha256: "9f2c4e1bd07a5f3388c1b60e7a94d2f51c3e8b7790aa6dd1452f0be39c8d7a10",
    scope: "Names, birth, citizenship, identity documents, contacts, family, employment, visas, photograph",
    recipients: "AIFC Authority, Expat Centre\nMigration service of the Ministry of Internal Affairs",
    cross_border: true,
    given_on: null,
    valid_until: null,
    paper: null,
    note: "",
  }),
  consentSave: async (input) => {
    if (input.text_version === "")
      refuse("invalid", text(""), [
        { field: "text_version", code: "required", text: text("Fill this in.", "Заполните это поле.", "Бұл өрісті толтырыңыз.") },
      ]);
    const id = input.id ?? freshId("n");
    const consent: ConsentView = {
      id,
      fields: { ...input, id, version: (input.version ?? 0) + 1 },
      operator_title: required(store.companies, input.operator).name,
      state: input.given_on ? "in_force" : "unsigned",
      state_text: input.given_on
        ? text("in force", "действует", "күшінде")
        : text("not signed yet", "ещё не подписано", "әлі қол қойылмаған"),
      has_scan: false,
      withdrawn_on: null,
      stop_by: null,
      stopped_on: null,
    };
    consents.set(id, consent);
    return consent;
  },
  consentWithdraw: async (id, on) =>
    ended(id, {
      state: "withdrawn",
      state_text: text(
        "withdrawn, processing has to stop",
        "отозвано, обработку нужно прекратить",
        "кері қайтарылды, өңдеуді тоқтату керек",
      ),
      withdrawn_on: on,
      stop_by: "2026-12-14",
    }),
  consentStop: async (id, on) =>
    ended(id, {
      state: "stopped",
      state_text: text("withdrawn, processing stopped", "отозвано, обработка прекращена", "кері қайтарылды, өңдеу тоқтатылды"),
      stop_by: null,
      stopped_on: on,
    }),
};

export { withoutConsent };
