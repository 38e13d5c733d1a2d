// The toy desk's companies, people and papers as the screens ask for them.
import type { CompanyRow, CompanyView, IdentifierCheck, PaperRow, PersonRow, PersonView } from "../contract";
import { consents, historyOf, pictures } from "./keeping";
import * as samples from "./samples";
import { required, store } from "./store";

const { text } = samples;

const WEIGHTS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] as const;

export function checkBin(bin: string): IdentifierCheck {
  const digits = [...bin].map(Number);
  const valid = /^\d{12}$/.test(bin) && WEIGHTS.reduce((sum, weight, index) => sum + weight * (digits[index] ?? 0), 0) % 11 === digits[11];
  const problems = valid
    ? []
    : [
        {
          code: "checksum",
          severity: "blocks" as const,
          text: /^\d{12}$/.test(bin)
            ? text("The check digit doesn't fit.", "Контрольная цифра не сходится.", "Бақылау цифры сәйкес келмейді.")
            : text("A BIN has 12 digits.", "В БИН 12 цифр.", "БСН 12 цифрдан тұрады."),
        },
      ];
  const parts = valid
    ? [
        {
          label: text("Registered", "Регистрация", "Тіркелген"),
          value: text(`${bin.slice(2, 4)}.${bin.startsWith("9") ? 19 : 20}${bin.slice(0, 2)}`),
        },
        {
          label: text("Type", "Вид", "Түрі"),
          value: text(
            "resident legal entity, head office",
            "юридическое лицо-резидент, головная организация",
            "резидент заңды тұлға, бас ұйым",
          ),
        },
      ]
    : [];
  return { valid, problems, parts, register_name: bin === "151240022476" ? "Akme Capital Ltd" : null };
}

export function personTitle(id: string): string {
  const person = required(store.people, id);
  return `${person.surname_latin} ${person.given_names_latin}`;
}

export function personRow(id: string): PersonRow {
  const person = required(store.people, id);
  const company = person.engagement && store.companies.get(person.engagement.company);
  return {
    id,
    title: personTitle(id),
    cyrillic: `${person.surname_cyrillic} ${person.given_names_cyrillic}`.trim(),
    citizenship: person.citizenship,
    birth_date: person.birth_date,
    passport: person.travel_document ? `•••${person.travel_document.number.slice(-4)}` : "",
    passport_expires: person.travel_document?.expires_on ?? null,
    company: company?.name ?? text(person.relation ? personTitle(person.relation.principal) : ""),
    role: person.engagement?.position ?? text(""),
    relation: person.relation?.kind ?? null,
    principal: person.relation?.principal ?? null,
  };
}

export function companyRow(id: string): CompanyRow {
  const company = required(store.companies, id);
  return {
    id,
    title: company.name,
    bin: company.bin,
    people: [...store.people.values()].filter((person) => person.engagement?.company === id).length,
    applications: [...store.applications.values()].filter((one) => one.company === id).length,
  };
}

export const papersOf = (owner: string) => [...store.papers.values()].filter(({ owner_id }) => owner_id === owner);

export function companyView(id: string): CompanyView {
  const company = required(store.companies, id);
  const people = [...store.people].filter(([, person]) => person.engagement?.company === id).map(([person]) => personRow(person));
  return {
    id,
    version: company.version ?? 1,
    fields: company,
    bin_check: checkBin(company.bin),
    has_logo: pictures.has(`logo ${id}`),
    has_letterhead: pictures.has(`letterhead ${id}`),
    people,
    papers: papersOf(id),
    history: historyOf("company", company.phone),
  };
}

export function personView(id: string): PersonView {
  const person = required(store.people, id);
  const dependants = [...store.people].filter(([, one]) => one.relation?.principal === id).map(([one]) => personRow(one));
  return {
    id,
    version: person.version ?? 1,
    title: personTitle(id),
    fields: person,
    has_photo: pictures.has(`photo ${id}`),
    papers: papersOf(id),
    consents: [...consents.values()].filter(({ fields }) => fields.person === id),
    retention: person.retain_until ? { until: person.retain_until, by_user: true, is_over: person.retain_until < samples.TODAY } : null,
    dependants,
    history: historyOf("person", person.phone),
    iin_check: null,
  };
}

export function paperRow(id: string): PaperRow {
  const paper = required(store.papers, id);
  const owner = store.people.has(paper.owner_id)
    ? text(personTitle(paper.owner_id))
    : (store.companies.get(paper.owner_id)?.name ?? text(""));
  return {
    id,
    title: paper.title,
    document_title: paper.document_title,
    owner_title: owner,
    form: paper.form,
    issued_on: paper.issued_on,
    expires_on: paper.expires_on,
    has_file: paper.has_file,
  };
}
