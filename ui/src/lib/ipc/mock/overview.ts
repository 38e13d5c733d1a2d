// What the desk would work out for an application. Just enough rules to show every state of the screens.
import type { ApplicationRow, ApplicationView, FeesView, FindingView, LetterView, RequirementView, SignatoryChoice } from "../contract";
import { historyOf } from "./keeping";
import * as rules from "./rules";
import * as samples from "./samples";
import { required, store, type StoredApplication } from "./store";
import { companyRow, papersOf, personRow, personTitle } from "./views";

const { text } = samples;
const { cite } = rules;

function signatories(id: string): SignatoryChoice[] {
  const { head, signatories: others } = required(store.companies, id);
  return [head, ...others].map(({ name, position }, index) => ({
    signed_by: index === 0 ? "" : name.en,
    title: { en: `${name.en}, ${position.en}`, ru: `${name.ru}, ${position.ru}`, kk: `${name.kk}, ${position.kk}` },
  }));
}

function finding(
  code: string,
  severity: FindingView["severity"],
  subject: FindingView["subject"],
  id: string,
  title: string,
  field: string,
  sentence: FindingView["text"],
): FindingView {
  return {
    code,
    severity,
    text: sentence,
    subject,
    subject_id: id,
    subject_title: title,
    field,
    inferred: null,
    citation: cite("Employment visa, letter of invitation", 106, 108),
  };
}

function findings(application: StoredApplication): FindingView[] {
  const found: FindingView[] = [];
  for (const { person: id, principal } of application.persons) {
    const person = required(store.people, id);
    const title = personTitle(id);
    const expires = person.travel_document?.expires_on ?? "";
    if (application.details.until !== null && expires <= application.details.until) {
      found.push(
        finding(
          "passport_too_short",
          "blocks",
          "person",
          id,
          title,
          "travel_document.expires_on",
          text(
            "The passport has to be valid for more than 3 months after the visa ends. Renew it or ask for a shorter visa.",
            "Паспорт должен действовать более 3 месяцев после окончания визы. Обновите его или запросите визу короче.",
            "Паспорт виза аяқталғаннан кейін 3 айдан артық жарамды болуы тиіс. Паспортты жаңартыңыз немесе қысқарақ виза сұраңыз.",
          ),
        ),
      );
    }
    if (person.engagement && person.engagement.until === null) {
      found.push(
        finding(
          "engagement_period_missing",
          "blocks",
          "person",
          id,
          title,
          "engagement.until",
          text("Enter the period of the employment contract.", "Укажите срок трудового договора.", "Еңбек шартының мерзімін көрсетіңіз."),
        ),
      );
    }
    if (principal !== null && !papersOf(id).some(({ document }) => document === "family_certificate")) {
      found.push(
        finding(
          "family_certificate_missing",
          "blocks",
          "person",
          id,
          title,
          "papers.family_certificate",
          text("Attach the marriage certificate.", "Приложите свидетельство о браке.", "Неке туралы куәлікті тіркеңіз."),
        ),
      );
    }
  }
  if (application.details.purpose === "")
    found.push(
      finding(
        "purpose_missing",
        "warns",
        "application",
        application.id,
        application.number,
        "purpose",
        text(
          "Say the purpose of the journey; the invitation prints it.",
          "Укажите цель поездки: она печатается в приглашении.",
          "Сапар мақсатын көрсетіңіз: ол шақыруда басылады.",
        ),
      ),
    );
  found.push(
    finding(
      "guidebook_edition",
      "tells",
      "application",
      application.id,
      application.number,
      "filing_on",
      text("Rules are those of the guidebook of 2025.", "Правила по справочнику 2025 года.", "Ережелер 2025 жылғы анықтамалық бойынша."),
    ),
  );
  return found;
}

function requirements(application: StoredApplication, all: FindingView[]): RequirementView[] {
  return rules.documents.flatMap((document) => {
    const subjects =
      document.scope === "company"
        ? [null]
        : application.persons.filter(({ principal }) =>
            document.dependant ? principal !== null : document.id !== "employment_contract" || principal === null,
          );
    return subjects.map((subject): RequirementView => {
      const owner = subject?.person ?? application.company;
      const papers = papersOf(owner).filter((paper) => paper.document === document.id);
      return {
        document: document.id,
        text: document.text,
        form: text("copy", "копия", "көшірме"),
        scope: document.scope,
        person: subject?.person ?? null,
        person_title: subject ? personTitle(subject.person) : null,
        state: document.letter ? "written_by_us" : papers.length > 0 ? "attached" : "missing",
        inferred: document.inferred ?? null,
        papers,
        citation: document.citation,
        findings: all.filter(({ field, subject_id }) => field === `papers.${document.id}` && subject_id === owner),
        letter: document.letter ?? null,
      };
    });
  });
}

function fees(application: StoredApplication): FeesView {
  const persons = application.persons.length;
  const long = (application.details.validity_months ?? 0) > 24 && (application.details.validity_months ?? 0) < 36;
  const service = String(390_000 * persons);
  const state = (2162.5 * persons).toFixed(2);
  const reason = text(
    "The price list has no price for a validity between 2 and 3 years.",
    "В прейскуранте нет цены для срока от 2 до 3 лет.",
    "Бағалар тізімінде 2–3 жыл аралығына баға жоқ.",
  );
  return {
    lines: [
      {
        label: text("Employment visa, invitation", "Рабочая виза, приглашение", "Жұмыс визасы, шақыру"),
        persons,
        amount: long ? null : service,
        reason: long ? reason : null,
        formula: `390 000 × ${persons}`,
        kind: "service",
        citation: cite("Price list", 120, 122),
      },
      {
        label: text("State fee, 0.5 MCI", "Госпошлина, 0,5 МРП", "Мемлекеттік баж, 0,5 АЕК"),
        persons,
        amount: state,
        reason: null,
        formula: `0.5 × 4 325.00 × ${persons}`,
        kind: "state",
        citation: cite("State fee", 124, 124),
      },
    ],
    service_total: long ? null : service,
    state_total: state,
    total: long ? null : (390_000 * persons + 2162.5 * persons).toFixed(2),
    reasons: long ? [reason] : [],
    on: application.details.filing_on ?? samples.TODAY,
  };
}

function letters(application: StoredApplication, all: FindingView[]): LetterView[] {
  const one = (
    kind: string,
    title: LetterView["title"],
    person: string | null,
    group: LetterView["group"],
    more: Partial<LetterView> = {},
  ): LetterView => ({
    kind,
    title,
    person,
    person_title: person ? personTitle(person) : null,
    copies: 1,
    group,
    wanted: group !== "money" && group !== "if_applicable",
    two_columns: ["consent", "power_of_attorney", "termination_order"].includes(kind),
    state: "ready",
    missing: [],
    ...more,
  });
  const languages = ["en", "ru", "kk"] as const;
  const gap = (
    sentence: LetterView["title"],
    subject: LetterView["missing"][number]["subject"],
    subject_id: string,
    field: string,
    blocks = false,
  ) => ({
    text: sentence,
    subject,
    subject_id,
    field,
    blocks,
    languages: [...languages],
  });
  const persons = application.persons.map(({ person }) => person);
  const employees = application.persons.filter(({ principal }) => principal === null).map(({ person }) => person);
  const outgoing =
    application.details.letter_number === ""
      ? [gap(text("outgoing number", "исходящий номер", "шығыс нөмірі"), "application", application.id, "letter_number")]
      : [];
  const untimed = (person: string) => all.some(({ code, subject_id }) => code === "engagement_period_missing" && subject_id === person);
  const priced = (application.details.validity_months ?? 0) > 0;
  return [
    one("invitation", text("Letter of invitation", "Письмо-приглашение", "Шақыру хаты"), null, "checklist", {
      copies: 2,
      missing: outgoing,
      state: outgoing.length > 0 ? "blanks" : "ready",
    }),
    ...employees.map((person) =>
      one(
        "foreign_employee",
        text("Foreign employee's form", "Анкета иностранного работника", "Шетелдік жұмыскердің сауалнамасы"),
        person,
        "checklist",
        untimed(person)
          ? {
              state: "blanks",
              missing: [gap(text("term of the contract", "срок договора", "шарт мерзімі"), "person", person, "engagement.until")],
            }
          : {},
      ),
    ),
    ...persons.map((person) =>
      one(
        "consent",
        text("Consent to personal-data processing", "Согласие на обработку персональных данных", "Дербес деректерді өңдеуге келісім"),
        person,
        employees.includes(person) ? "law" : "checklist",
      ),
    ),
    one("checklist", text("Document checklist", "Перечень документов", "Құжаттар тізбесі"), null, "packet"),
    one("fee_invoice", text("Invoice of fees", "Счёт на оплату", "Төлемге арналған шот"), null, "money", {
      state: priced ? "blanks" : "blocked",
      missing: [
        priced
          ? gap(text("our firm's name", "наименование нашей фирмы", "біздің фирманың атауы"), "firm", "", "name.en")
          : gap(
              text("Choose the validity.", "Укажите срок визы.", "Виза мерзімін көрсетіңіз."),
              "application",
              application.id,
              "validity_months",
              true,
            ),
      ],
    }),
  ];
}

function workOf(application: StoredApplication, all: FindingView[]): ApplicationView["work"] {
  if (application.submission) return "sent";
  if (application.approved) return "approved";
  return all.some(({ severity }) => severity === "blocks") ? "preparing" : "ready";
}

export function applicationView(id: string): ApplicationView {
  const application = required(store.applications, id);
  const all = findings(application);
  const lines = requirements(application, all);
  const service = rules.services.find((one) => one.id === application.service);
  return {
    id,
    version: application.version,
    number: application.number,
    service: application.service,
    service_title: service?.title ?? text(application.service),
    purpose: text("Work at an AIFC company", "Работа в компании МФЦА", "АХҚО компаниясында жұмыс істеу"),
    company: companyRow(application.company),
    work: workOf(application, all),
    frozen: application.submission !== null,
    details: application.details,
    requirements: lines,
    persons: application.persons.map(({ person, principal }) => ({
      person: personRow(person),
      principal,
      blocks: all.filter(({ subject_id, severity }) => subject_id === person && severity === "blocks").length,
    })),
    ready_count: lines.filter(({ state }) => state !== "missing").length,
    required_count: lines.length,
    findings: all,
    fees: fees(application),
    letters: letters(application, all),
    letter_details: application.letter_details,
    signatories: signatories(application.company),
    steps: [
      text("Prepare the documents", "Подготовить документы", "Құжаттарды дайындау"),
      text("File them on the portal", "Подать на портале", "Порталда тапсыру"),
      text("Receive the invitation", "Получить приглашение", "Шақыруды алу"),
    ],
    step_two: {
      title: text("At the embassy", "В посольстве", "Елшілікте"),
      items: [text("Passport", "Паспорт", "Паспорт"), text("Printed invitation", "Распечатанное приглашение", "Басып шығарылған шақыру")],
      citation: cite("Step 2", 130, 134),
    },
    timeframe: text("5 business days", "5 рабочих дней", "5 жұмыс күні"),
    due: "2026-12-08",
    latest_possible: "2027-01-07",
    categories: ["C3"],
    submission: application.submission,
    timeline: application.timeline,
    papers: papersOf(application.id),
    history: historyOf("application", ""),
  };
}

export function applicationRow(application: StoredApplication): ApplicationRow {
  const view = applicationView(application.id);
  const count = (severity: FindingView["severity"]): number => view.findings.filter((one) => one.severity === severity).length;
  return {
    id: view.id,
    number: view.number,
    service: view.service,
    service_title: view.service_title,
    company: view.company.title,
    persons: view.persons.map(({ person }) => person.title),
    work: view.work,
    portal_status: view.submission?.portal_status ?? null,
    payment_status: view.submission?.payment_status ?? null,
    blocks: count("blocks"),
    warns: count("warns"),
    filing_on: view.details.filing_on,
  };
}
