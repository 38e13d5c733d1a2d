// Companies, people and papers of the toy desk.
import type { Commands } from "../contract";
import { consents, historyOf, putInBin, withoutConsent } from "./keeping";
import * as rules from "./rules";
import * as samples from "./samples";
import { freshId, refuse, required, store } from "./store";
import { checkBin, companyRow, companyView, paperRow, personRow, personTitle, personView } from "./views";

const { text } = samples;
const onePage = { page: 1, pages: 1, png: samples.WHITE_PAGE };

function listed<Row>(rows: Row[], query: { filter: string; sort: string; descending: boolean }): Row[] {
  const key = query.sort as keyof Row;
  const found = rows.filter((row) => JSON.stringify(row).toLowerCase().includes(query.filter.toLowerCase()));
  return found.sort((a, b) => (query.descending ? -1 : 1) * String(a[key]).localeCompare(String(b[key]), undefined, { numeric: true }));
}

function saved<T extends { id: string | null; version: number | null }>(records: Map<string, T>, prefix: string, input: T): string {
  const id = input.id ?? freshId(prefix);
  const version = records.get(id)?.version ?? 0;
  if (input.id !== null && input.version !== version) refuse("stale");
  records.set(id, { ...structuredClone(input), id, version: version + 1 });
  return id;
}

export const recordCommands = {
  companyList: async (query) => listed([...store.companies.keys()].map(companyRow), query),
  companyGet: async (id) => companyView(id),
  companySave: async (input) => {
    const check = checkBin(input.bin);
    if (!check.valid)
      refuse(
        "invalid",
        text(""),
        check.problems.map(({ code, text: sentence }) => ({ field: "bin", code, text: sentence })),
      );
    return companyView(saved(store.companies, "c", input));
  },
  binCheck: async (bin) => checkBin(bin),
  iinCheck: async (iin) => ({ ...checkBin(iin), register_name: null, parts: [] }),
  personList: async (query) => listed([...store.people.keys()].map(personRow), query),
  personGet: async (id) => personView(id),
  personSave: async (input) => {
    if (!input.names_confirmed)
      refuse("invalid", text(""), [
        {
          field: "names_confirmed",
          code: "names_unconfirmed",
          text: text(
            "Compare the names with the passport and tick this.",
            "Сверьте имена с паспортом и поставьте отметку.",
            "Есімдерді паспортпен салыстырып, белгі қойыңыз.",
          ),
        },
      ]);
    return personView(saved(store.people, "p", input));
  },
  mrzRead: async (line1, line2) => {
    const names = /^P[A-Z<]([A-Z<]{3})([A-Z]+)<<([A-Z<]+?)<*$/.exec(line1.trim());
    const rest = /^([A-Z0-9<]{9})\d([A-Z<]{3})(\d\d)(\d\d)(\d\d)\d([FM<])(\d\d)(\d\d)(\d\d)/.exec(line2.trim());
    const valid = names !== null && rest !== null;
    const problems = valid
      ? []
      : [
          {
            code: "length",
            field: "line1",
            text: text(
              "Each line of a passport has 44 signs.",
              "В каждой строке паспорта 44 знака.",
              "Паспорттың әр жолында 44 таңба бар.",
            ),
          },
        ];
    const year = (two = "") => (Number(two) > 30 ? `19${two}` : `20${two}`);
    return {
      valid,
      problems,
      surname_latin: names?.[2] ?? "",
      given_names_latin: (names?.[3] ?? "").replace(/</g, " ").trim(),
      sex: rest?.[6] === "F" ? "female" : "male",
      birth_date: rest ? `${year(rest[3])}-${rest[4]}-${rest[5]}` : null,
      citizenship: rest?.[2] ?? "",
      issuing_country: names?.[1] ?? "",
      number: (rest?.[1] ?? "").replace(/</g, ""),
      expires_on: rest ? `20${rest[7]}-${rest[8]}-${rest[9]}` : null,
      names_maybe_cut: false,
    };
  },
  paperList: async (query) => listed([...store.papers.keys()].map(paperRow), query),
  paperAttach: async ({ content, ...input }) => {
    const id = freshId("d");
    const known = rules.documents.find((document) => document.id === input.document);
    const paper = {
      ...input,
      id,
      version: 1,
      earlier: [],
      document_title: known?.text ?? text(input.document),
      pages: content ? 1 : null,
      has_file: content !== null,
      media_type: "application/pdf",
      size_bytes: Math.round((content?.length ?? 0) * 0.75),
    };
    store.papers.set(id, paper);
    return paper;
  },
  documentTypes: async () =>
    rules.documents.map(({ id, text: title, scope }) => ({ id, title, owner: scope === "company" ? "company" : "person" })),
  paperGet: async (id) => ({ paper: required(store.papers, id), owner_title: paperRow(id).owner_title, history: historyOf("paper", "") }),
  paperSave: async ({ version, ...facts }) => {
    const paper = { ...required(store.papers, facts.id), ...facts, version: version + 1 };
    store.papers.set(paper.id, paper);
    return paper;
  },
  paperReplace: async (id) => {
    const paper = required(store.papers, id);
    paper.earlier.push({ replaced_on: samples.TODAY, pages: paper.pages });
    return paper;
  },
  paperExport: async () => true,
  paperRemove: async (id) => ({ change: putInBin("paper", id), records: 1 }),
  paperPreview: async () => onePage,
  privacy: async () => ({
    withdrawals: [...consents.values()]
      .filter(({ state }) => state === "withdrawn")
      .map(({ id, fields, operator_title, withdrawn_on, stop_by }) => ({
        id,
        person: fields.person,
        title: personTitle(fields.person),
        operator: operator_title,
        withdrawn_on: withdrawn_on ?? "",
        stop_by: stop_by ?? "",
        is_over: false,
      })),
    past_retention: [...store.people]
      .filter(([, person]) => person.retain_until !== null && person.retain_until < samples.TODAY)
      .map(([id, person]) => ({
        id,
        kind: "person" as const,
        title: personTitle(id),
        reason: text(
          "The date that you set has passed. Erase it, or set a later date and say why.",
          "Заданный вами срок прошёл. Удалите данные или задайте более поздний срок и укажите причину.",
          "Сіз белгілеген мерзім өтті. Деректерді жойыңыз немесе себебін жазып, мерзімді ұзартыңыз.",
        ),
        until: person.retain_until ?? "",
      })),
    without_consent: withoutConsent().map(personRow),
    persons: store.people.size,
  }),
} satisfies Partial<Commands>;
