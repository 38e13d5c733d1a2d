// What the mock remembers, in memory, until the page is reloaded.
import type {
  ApplicationDetailsInput,
  AppError,
  AppState,
  ClientTrouble,
  ClientView,
  CompanyInput,
  ErrorCode,
  FieldIssue,
  Firm,
  LetterDetailsInput,
  PaperView,
  PersonInput,
  FolderView,
  PlaceWarning,
  Settings,
  SubmissionView,
  Text,
  TimelineRow,
} from "../contract";
import { blankDetails, blankFirm, blankLetterDetails } from "$lib/forms/blank";
import * as rules from "./rules";
import * as samples from "./samples";

export interface StoredApplication {
  id: string;
  version: number;
  number: string;
  service: string;
  company: string;
  persons: { person: string; principal: string | null }[];
  details: ApplicationDetailsInput;
  letter_details: LetterDetailsInput;
  approved: boolean;
  submission: SubmissionView | null;
  timeline: TimelineRow[];
}

/** What the firm made of a template. */
export interface StoredTemplate {
  base: string;
  title: Text;
  text: string;
  original: string;
  own: boolean;
  removed: boolean;
  draft_note: boolean;
  past: string[];
}

interface Store {
  screen: AppState["screen"];
  passphrase: string;
  recovery: string[];
  clients: ClientView[];
  client: string;
  settings: Settings;
  firm: Firm;
  templates: Map<string, StoredTemplate>;
  account: string | null;
  companies: Map<string, CompanyInput>;
  people: Map<string, PersonInput>;
  papers: Map<string, PaperView>;
  applications: Map<string, StoredApplication>;
  opensByKeychain: boolean;
  cabinetTrouble: AppError | null;
  placeWarning: PlaceWarning | null;
  folder: FolderView;
  clientTroubles: ClientTrouble[];
  backupProblem: Text | null;
}

export const store: Store = {
  screen: "welcome",
  passphrase: "",
  recovery: ["41072", "88315", "20946", "67331", "05528", "91740", "36689", "72013"],
  clients: [],
  client: "k1",
  settings: { language: "en", theme: "system", idle_lock_minutes: 10, export_folder: "", backup_folder: "" },
  firm: blankFirm(),
  templates: rules.templates(),
  account: null,
  companies: new Map(),
  people: new Map(),
  papers: new Map(),
  applications: new Map(),
  opensByKeychain: false,
  cabinetTrouble: null,
  placeWarning: null,
  folder: { path: "/home/aida/.local/share/expat-desk", can_choose: true, is_usual: true, is_missing: false },
  clientTroubles: [],
  backupProblem: null,
};

let numbers = 10;

export function freshId(prefix: string): string {
  numbers += 1;
  return `${prefix}${numbers}`;
}

export function refuse(code: ErrorCode, text: Text = samples.text(""), fields: FieldIssue[] = []): never {
  const error: AppError = { code, message: code, text, fields };
  throw error;
}

export function required<T>(records: Map<string, T>, id: string): T {
  return records.get(id) ?? refuse("not_found");
}

/** Fills the store with the invented people. */
export function loadSamples(): void {
  samples.companies.forEach((company, index) => store.companies.set(`c${index + 1}`, { ...company, id: `c${index + 1}`, version: 1 }));
  samples.people.forEach((person, index) => store.people.set(`p${index + 1}`, { ...person, id: `p${index + 1}`, version: 1 }));
  store.papers.set("d1", { ...samples.registrationPaper });
  const details = {
    ...blankDetails(),
    category: "C3",
    validity_months: 12,
    entries: "multiple" as const,
    from: "2026-12-20",
    until: "2027-12-19",
    visa_country: "GBR",
    visa_city: "London",
    filing_on: "2026-12-01",
  };
  store.applications.set("a1", {
    id: "a1",
    version: 1,
    number: "AP-2026-014",
    service: "employment_invitation",
    company: "c1",
    persons: [
      { person: "p1", principal: null },
      { person: "p2", principal: "p1" },
    ],
    details,
    letter_details: blankLetterDetails(),
    approved: false,
    submission: null,
    timeline: [
      { at: samples.NOW, actor: "user", text: samples.text("Application started", "Заявка начата", "Өтінім басталды"), kind: "journal" },
    ],
  });
}

/** What can be wrong in front of the desk or on it, for `&trouble=`. */
function startInTrouble(trouble: string | null): void {
  const standing = samples.text("");
  if (trouble === "header_repairable" || trouble === "header_damaged" || trouble === "rolled_back")
    store.cabinetTrouble = { code: trouble, message: trouble, text: standing, fields: [] };
  if (trouble === "keychain") store.opensByKeychain = true;
  if (trouble === "folder") store.folder = { path: "/media/aida/Work/Expat Desk", can_choose: true, is_usual: false, is_missing: true };
  if (trouble === "place")
    store.placeWarning = {
      folder: "/home/aida/Dropbox/Expat Desk",
      text: samples.text(
        "This folder is copied to other machines (Dropbox). Copies of different moments can damage the cabinet, and what was saved may be lost.",
        "Эта папка копируется на другие компьютеры (Dropbox). Копии разных моментов могут повредить картотеку, и сохранённое пропадёт.",
        "Бұл қалта басқа компьютерлерге көшіріледі (Dropbox). Әр сәттің көшірмелері картотеканы бүлдіруі мүмкін, сонда сақталған деректер жоғалады.",
      ),
    };
  if (trouble === "backup")
    store.backupProblem = samples.text(
      "The last backup failed. The disk is full. Nothing was lost; free some space and repeat the last step.",
      "Последняя резервная копия не удалась. Диск заполнен. Ничего не потеряно; освободите место и повторите последний шаг.",
      "Соңғы сақтық көшірме жасалмады. Диск толды. Ештеңе жоғалған жоқ; орын босатып, соңғы қадамды қайталаңыз.",
    );
  if (trouble === "client")
    store.clientTroubles = [
      {
        client: "Astra Legal",
        text: samples.text(
          "The store is not as Expat Desk left it. Restore a backup.",
          "Хранилище не такое, каким его оставил Expat Desk. Восстановите резервную копию.",
          "Қойма Expat Desk қалдырған күйде емес. Сақтық көшірмені қалпына келтіріңіз.",
        ),
      },
    ];
}

/**
 * `?mock=welcome`, `locked`, `empty` or nothing (the sample desk), with `&lang=ru`, `&theme=dark`, `&stage=approved|sent`,
 * `&trouble=keychain|folder|place|backup|client|header_repairable|header_damaged|rolled_back`.
 */
export function startFromAddress(parameters: URLSearchParams): void {
  const start = parameters.get("mock");
  startInTrouble(parameters.get("trouble"));
  if (start === "welcome") return;
  store.passphrase = "correct horse battery staple";
  store.screen = start === "locked" ? "locked" : "open";
  store.clients = [
    { id: "k1", name: "Akme Capital", colour: "teal" },
    { id: "k2", name: "Steppe Ventures", colour: "indigo" },
  ];
  const language = parameters.get("lang");
  if (language === "ru" || language === "kk") store.settings.language = language;
  const theme = parameters.get("theme");
  if (theme === "dark" || theme === "light") store.settings.theme = theme;
  if (start !== "empty") loadSamples();
  const application = store.applications.get("a1");
  const stage = parameters.get("stage");
  if (!application || stage === null) return;
  application.approved = true;
  store.account = "hr@akme.example";
  if (stage === "sent") application.submission = submission(application.persons.length);
}

export function submission(documents: number): SubmissionView {
  return {
    id: freshId("s"),
    state: "delivered",
    attempts: 2,
    next_attempt_at: null,
    last_problem: null,
    portal_number: "2026-101",
    portal_status: "NEW",
    payment_status: null,
    received_at: samples.NOW,
    packet_sha256: "9f2c4e1bd07a5f3388c1b60e7a94d2f51c3e8b7790aa6dd1452f0be39c8d7a10",
    frozen_at: samples.NOW,
    documents: documents + 4,
  };
}
