// Invented people and companies for the mock. None of them exists.
import type { ApplicationDetailsInput, CompanyInput, PaperView, PersonInput, Text } from "../contract";

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

export const emptyCompany: CompanyInput = {
  id: null,
  version: null,
  name: text(""),
  bin: "",
  registration_number: "",
  registered_on: null,
  participant_number: "",
  legal_address: text(""),
  postcode: "",
  kato: "",
  actual_address: text(""),
  actual_postcode: "",
  actual_kato: "",
  phone: "",
  email: "",
  head: signatory(text(""), text("")),
  signatories: [],
  bank_name: "",
  iban: "",
  bic: "",
  kbe: "",
};

export const emptyPerson: PersonInput = {
  id: null,
  version: null,
  surname_latin: "",
  given_names_latin: "",
  surname_cyrillic: "",
  given_names_cyrillic: "",
  patronymic_cyrillic: "",
  former_names: "",
  names_confirmed: false,
  sex: null,
  birth_date: null,
  birth_place: "",
  birth_country: "",
  citizenship: "",
  other_citizenships: [],
  ethnicity: "",
  iin: "",
  phone: "",
  email: "",
  address_abroad: "",
  address_in_kazakhstan: "",
  marital_status: null,
  education: "",
  experience: "",
  languages: "",
  travel_document: null,
  engagement: null,
  relation: null,
  stay_document: null,
  other_travel_documents: [],
  other_engagements: [],
  other_stay_documents: [],
  removed: [],
  retain_until: null,
};

export const noDetails: ApplicationDetailsInput = {
  category: "",
  validity_months: null,
  entries: null,
  from: null,
  until: null,
  visa_country: "",
  visa_city: "",
  purpose: "",
  transport: "",
  route: "",
  personal_manager: false,
  filing_on: null,
  letter_number: "",
  note: "",
};

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

export const countries = [
  { code: "DEU", name: text("Germany", "Германия", "Германия") },
  { code: "GBR", name: text("United Kingdom", "Великобритания", "Ұлыбритания") },
  { code: "IND", name: text("India", "Индия", "Үндістан") },
  { code: "KAZ", name: text("Kazakhstan", "Казахстан", "Қазақстан") },
  { code: "TUR", name: text("Türkiye", "Турция", "Түркия") },
];

export const services = [
  {
    id: "employment_invitation",
    title: text("Employment visa, invitation", "Рабочая виза, приглашение", "Жұмыс визасы, шақыру"),
    section: text("Employment", "Работа", "Жұмыс"),
    available: true,
  },
  {
    id: "employment_extension",
    title: text("Employment visa, extension", "Рабочая виза, продление", "Жұмыс визасы, ұзарту"),
    section: text("Employment", "Работа", "Жұмыс"),
    available: false,
  },
  {
    id: "residence_permit",
    title: text("Residence permit", "Вид на жительство", "Ықтиярхат"),
    section: text("Residence", "Проживание", "Тұру"),
    available: false,
  },
];

export const cite = (heading: string, from: number, to: number) => ({
  document: "Expat Centre guidebook 2025",
  heading,
  lines_from: from,
  lines_to: to,
});

const HEADING = "Employment visa, letter of invitation";

/** Documents of the checklist: id, text, scope, whether we write it ourselves. */
export const documents: {
  id: string;
  text: Text;
  scope: "company" | "person";
  letter?: string;
  dependant?: boolean;
  inferred?: Text;
  citation: ReturnType<typeof cite>;
}[] = [
  {
    id: "invitation_letter",
    text: text(
      "Letter of invitation, table form, 2 hard copies",
      "Письмо-приглашение, табличная форма, 2 экземпляра",
      "Шақыру хаты, кесте түрінде, 2 дана",
    ),
    scope: "company",
    letter: "invitation",
    citation: cite(HEADING, 101, 102),
  },
  {
    id: "registration_certificate",
    text: text("Registration certificate of the company", "Свидетельство о регистрации компании", "Компанияны тіркеу туралы куәлік"),
    scope: "company",
    citation: cite(HEADING, 103, 103),
  },
  {
    id: "passport_copy",
    text: text(
      "Copy of the passport, valid 3 months beyond the visa",
      "Копия паспорта, действующего ещё 3 месяца после визы",
      "Визадан кейін тағы 3 ай жарамды паспорт көшірмесі",
    ),
    scope: "person",
    citation: cite(HEADING, 106, 108),
  },
  {
    id: "employment_contract",
    text: text(
      "Employment contract with title and period",
      "Трудовой договор с должностью и сроком",
      "Лауазымы мен мерзімі көрсетілген еңбек шарты",
    ),
    scope: "person",
    citation: cite(HEADING, 110, 111),
  },
  {
    id: "family_certificate",
    text: text(
      "Marriage certificate, notarised translation",
      "Свидетельство о браке с нотариальным переводом",
      "Неке туралы куәлік, нотариат куәландырған аударма",
    ),
    scope: "person",
    dependant: true,
    citation: cite(HEADING, 114, 115),
  },
  {
    id: "consent_form",
    text: text("Consent to personal-data processing", "Согласие на обработку персональных данных", "Дербес деректерді өңдеуге келісім"),
    scope: "person",
    letter: "consent",
    inferred: text(
      "The list names the consent once; every person has to sign an own one.",
      "В перечне согласие названо один раз; подписать своё должен каждый.",
      "Тізімде келісім бір рет аталған; әр адам өзінікіне қол қоюы тиіс.",
    ),
    citation: cite(HEADING, 117, 117),
  },
];

export const registrationPaper: PaperView = {
  id: "d1",
  version: 1,
  document: "registration_certificate",
  document_title: documents[1]?.text ?? text(""),
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

export const OFFER = Array.from(
  { length: 14 },
  (_, index) =>
    `${index + 1}. This is an invented paragraph of a public offer. It stands here so that a long text can be scrolled, read and accepted in the mock.`,
).join("\n\n");

/** Templates with the gist of what the desk's look like. */
export function templates() {
  const titles: [string, Text][] = [
    ["invitation", text("Letter of invitation", "Письмо-приглашение", "Шақыру хаты")],
    [
      "consent",
      text("Consent to personal-data processing", "Согласие на обработку персональных данных", "Дербес деректерді өңдеуге келісім"),
    ],
    [
      "waiver",
      text("Application for a waiver or modification", "Заявление об освобождении от требования", "Талаптан босату туралы өтініш"),
    ],
  ];
  return new Map(
    titles.map(([id, title]) => {
      const original = `// ${title.en}\n#import "lib.typ": *\n\n#let record = json("/record.json")\n\n#show: paper.with(record, title: "${title.en}")\n\n#letterhead(record.letterhead, record.sheet.lang)\n`;
      return [id, { base: id, title, text: original, original, own: false, removed: false, draft_note: true, past: [] as string[] }];
    }),
  );
}
