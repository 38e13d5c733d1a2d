// Invented people and companies for the mock. None of them exists.
import { blankCompany, blankPerson } from "$lib/forms/blank";
import type { CompanyInput, PaperView, PersonInput, Text } from "../contract";

export const TODAY = "2026-11-23";
export const NOW = "2026-11-23T14:02:00+05:00";

export const text = (en: string, ru: string = en, kk: string = ru): Text => ({ en, ru, kk });

function signatory(name: Text, position: Text): CompanyInput["head"] {
  return {
    name,
    position,
    genitive: "",
    basis: text(""),
    power_of_attorney: "",
    power_of_attorney_date: null,
    power_of_attorney_until: null,
  };
}

const emptyCompany = blankCompany();
const emptyPerson: PersonInput = { ...blankPerson(), travel_document: null };

export const companies: CompanyInput[] = [
  {
    ...emptyCompany,
    name: text("Akme Capital Ltd", "Частная компания «Акме Капитал»", "«Акме Капитал» жеке компаниясы"),
    bin: "151240022476",
    registration_number: "240940900117",
    registered_on: "2024-09-12",
    participant_number: "AIFC-A-0117",
    legal_address: text(
      "55/20 Mangilik El Avenue, office 312, Astana",
      "г. Астана, пр. Мангилик Ел, 55/20, офис 312",
      "Астана қ., Мәңгілік Ел даңғылы, 55/20, 312-кеңсе",
    ),
    postcode: "010000",
    kato: "710000000",
    phone: "+7 7172 00 00 01",
    email: "hr@akme.example",
    head: signatory(text("Aliya Nurlanova", "Нурланова А. Б.", "Нұрланова Ә. Б."), text("Director", "Директор", "Директор")),
    signatories: [
      {
        ...signatory(text("Timur Bekov", "Беков Т. С.", "Беков Т. С."), text("Head of HR", "Руководитель HR", "HR басшысы")),
        power_of_attorney: "12-D",
        power_of_attorney_date: "2026-01-12",
        power_of_attorney_until: "2026-12-31",
      },
    ],
    bank_name: "Example Bank JSC",
    iban: "KZ149491100000810569",
    bic: "ATYNKZKA",
    kbe: "17",
  },
  {
    ...emptyCompany,
    name: text("Tengri Analytics Ltd", "«Тенгри Аналитикс»", "«Тәңірі Аналитикс»"),
    bin: "940140000385",
    legal_address: text("Astana", "Астана", "Астана"),
  },
];

export const people: PersonInput[] = [
  {
    ...emptyPerson,
    surname_latin: "SMITH",
    given_names_latin: "JOHN ANDREW",
    surname_cyrillic: "Смит",
    given_names_cyrillic: "Джон Эндрю",
    names_confirmed: true,
    sex: "male",
    birth_date: "1984-07-12",
    birth_place: "Leeds",
    citizenship: "GBR",
    email: "john.smith@example.org",
    marital_status: "married",
    travel_document: {
      id: "td1",
      version: 1,
      number: "533104567",
      issuing_country: "GBR",
      issued_on: "2017-05-02",
      expires_on: "2027-05-02",
      authority: "HMPO",
      blank_pages: 6,
    },
    engagement: {
      id: "e1",
      version: 1,
      company: "c1",
      kind: "employee",
      position: text("Risk analyst", "Риск-аналитик", "Тәуекел талдаушысы"),
      department: "Risk",
      contract_number: "14/26",
      contract_date: "2026-11-02",
      from: null,
      until: null,
      controlled_function: false,
    },
  },
  {
    ...emptyPerson,
    surname_latin: "SMITH",
    given_names_latin: "MARY",
    surname_cyrillic: "Смит",
    given_names_cyrillic: "Мэри",
    names_confirmed: true,
    sex: "female",
    birth_date: "1987-03-01",
    birth_place: "York",
    citizenship: "GBR",
    marital_status: "married",
    travel_document: {
      id: "td2",
      version: 1,
      number: "533104568",
      issuing_country: "GBR",
      issued_on: "2019-02-11",
      expires_on: "2029-02-11",
      authority: "HMPO",
      blank_pages: 9,
    },
    relation: { id: "f1", version: 1, principal: "p1", kind: "spouse" },
  },
  {
    ...emptyPerson,
    surname_latin: "YILMAZ",
    given_names_latin: "DENIZ",
    surname_cyrillic: "Йылмаз",
    given_names_cyrillic: "Дениз",
    names_confirmed: true,
    sex: "female",
    birth_date: "1990-10-30",
    birth_place: "Izmir",
    citizenship: "TUR",
    travel_document: {
      id: "td3",
      version: 1,
      number: "U22334455",
      issuing_country: "TUR",
      issued_on: "2022-01-10",
      expires_on: "2032-01-10",
      authority: "",
      blank_pages: 12,
    },
    engagement: {
      id: "e3",
      version: 1,
      company: "c2",
      kind: "founder",
      position: text("Founder", "Учредитель", "Құрылтайшы"),
      department: "",
      contract_number: "",
      contract_date: null,
      from: null,
      until: null,
      controlled_function: false,
    },
    stay_document: {
      id: "s3",
      version: 1,
      kind: "visa",
      category: "B3",
      number: "0045521",
      entries: "multiple",
      valid_from: "2026-01-20",
      valid_until: "2027-01-19",
      issued_at: "",
    },
  },
];

export const registrationPaper: PaperView = {
  id: "d1",
  version: 1,
  document: "registration_certificate",
  document_title: text(
    "Registration certificate of the company",
    "Свидетельство о регистрации компании",
    "Компанияны тіркеу туралы куәлік",
  ),
  owner: "company",
  owner_id: "c1",
  application: null,
  title: "Registration certificate 240940900117",
  form: "notarised",
  issued_on: "2024-09-12",
  expires_on: null,
  language: "ru",
  pages: 2,
  original_kept: "Safe, shelf 2",
  original_holder: "Timur Bekov",
  retain_until: null,
  earlier: [{ replaced_on: "2025-02-03", pages: 1 }],
  has_file: true,
  media_type: "application/pdf",
  size_bytes: 412_300,
};

/** A white page, one pixel, as base64. */
export const WHITE_PAGE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII=";
