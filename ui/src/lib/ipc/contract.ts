// The contract between the window and Rust (crates/desk), until `bindings.ts` is generated from it.
// Dates are "YYYY-MM-DD", times RFC 3339 with +05:00, money a decimal string in tenge ("782162.50"), ids strings.
export type Language = "en" | "ru" | "kk";
export type Theme = "system" | "light" | "dark";
/** One sentence in the three languages. */
export type Text = { en: string; ru: string; kk: string };
/** What the user wrote in three languages (any may be empty). */
export type Wording = { en: string; ru: string; kk: string };

export type ErrorCode =
  | "wrong_passphrase" | "weak_passphrase" | "wrong_recovery_key" | "header_damaged" | "format_too_new" | "cabinet_in_use" | "cabinet_exists"
  | "locked" | "invalid" | "stale" | "not_found" | "frozen" | "not_ready" | "store_damaged" | "no_cabinet" | "disk_full"
  | "portal_unreachable" | "portal_refused" | "portal_sign_in" | "portal_answer" | "typesetting" | "file_refused" | "internal";
export type FieldIssue = { field: string; code: string; text: Text };
export type AppError = { code: ErrorCode; message: string; text: Text; fields: FieldIssue[] };

export type PortalView = { address: string; sandbox: boolean; connected: boolean; email: string | null; /** link for the staff page of the sandbox, shown only for a sandbox that this program runs itself */ staff_available: boolean };
export type ClientView = { id: string; name: string; colour: string /* one of: teal, indigo, amber, rose, green, slate */ };
export type AppState = {
  screen: "welcome" | "locked" | "open";
  version: string; language: Language; theme: Theme;
  clients: ClientView[]; client: ClientView | null;
  portal: PortalView | null; outbox_waiting: number; today: string;
};
export type RecoveryKeyView = { groups: string[] };
export type Settings = { language: Language; theme: Theme; idle_lock_minutes: number; export_folder: string };

export type Citation = { document: string; heading: string; lines_from: number; lines_to: number };
export type Severity = "blocks" | "warns" | "tells";
export type FindingView = {
  code: string; severity: Severity; text: Text;
  subject: "application" | "company" | "person"; subject_id: string; subject_title: string;
  /** stable key of the field to jump to, e.g. "travel_document.expires_on", "engagement.until", "papers.family_certificate" */
  field: string; citation: Citation | null; /** why we ask for it although the guidebook does not print it; to be shown differently */ inferred: Text | null;
};

export type SignatoryView = { name: Wording; position: Wording };
export type CompanyInput = {
  id: string | null; version: number | null;
  name: Wording; bin: string; registration_number: string; registered_on: string | null; participant_number: string;
  legal_address: Wording; postcode: string; kato: string; phone: string; email: string;
  head: SignatoryView; bank_name: string; iban: string; bic: string; kbe: string;
};
export type CompanyView = { id: string; version: number; fields: CompanyInput; bin_check: IdentifierCheck; people: PersonRow[]; papers: PaperView[]; history: HistoryRow[] };
export type CompanyRow = { id: string; title: string; bin: string; people: number; applications: number };
export type IdentifierCheck = { valid: boolean; problems: { code: string; severity: Severity; text: Text }[]; parts: { label: Text; value: Text }[]; /** name in the portal's register of participants, when it is known */ register_name: string | null };

export type Sex = "female" | "male" | "unspecified";
export type EngagementInput = { id: string | null; company: string; kind: "employee" | "civil_law_expert" | "founder" | "board_member" | "investor"; position: Wording; department: string; contract_number: string; contract_date: string | null; from: string | null; until: string | null; controlled_function: boolean };
export type TravelDocumentInput = { id: string | null; number: string; issuing_country: string; issued_on: string | null; expires_on: string | null; authority: string; blank_pages: number | null };
export type StayDocumentInput = { id: string | null; kind: "visa" | "residence_permit" | "temporary_residence_permit"; category: string; number: string; entries: "single" | "multiple" | null; valid_from: string | null; valid_until: string | null };
export type RelationInput = { principal: string; kind: "spouse" | "child" | "parent" };
export type PersonInput = {
  id: string | null; version: number | null;
  surname_latin: string; given_names_latin: string; surname_cyrillic: string; given_names_cyrillic: string; patronymic_cyrillic: string; former_names: string; names_confirmed: boolean;
  sex: Sex | null; birth_date: string | null; birth_place: string; citizenship: string /* alpha-3 */; ethnicity: string; iin: string; phone: string; email: string;
  address_abroad: string; address_in_kazakhstan: string; marital_status: "single" | "married" | "divorced" | "widowed" | null; education: string; experience: string; languages: string;
  travel_document: TravelDocumentInput | null; engagement: EngagementInput | null; relation: RelationInput | null; stay_document: StayDocumentInput | null;
};
export type PersonView = { id: string; version: number; title: string; fields: PersonInput; papers: PaperView[]; dependants: PersonRow[]; history: HistoryRow[]; iin_check: IdentifierCheck | null };
export type PersonRow = { id: string; title: string; cyrillic: string; citizenship: string; birth_date: string | null; passport: string /* masked: "•••4567" */; passport_expires: string | null; company: string; role: string /* job title */; relation: "spouse" | "child" | "parent" | null; principal: string | null };
export type CountryView = { code: string; name: Text };
/** What the two MRZ lines say; every value is to be confirmed by a person before it is saved. */
export type MrzView = {
  valid: boolean; problems: { code: string; field: string; text: Text }[];
  surname_latin: string; given_names_latin: string; sex: Sex | null; birth_date: string | null; citizenship: string; issuing_country: string; number: string; expires_on: string | null; names_maybe_cut: boolean;
};

export type PaperView = { id: string; document: string; document_title: Text; owner: "company" | "person" | "application"; title: string; form: string; issued_on: string | null; expires_on: string | null; pages: number | null; original_kept: string; has_file: boolean; media_type: string; size_bytes: number };
export type PaperInput = { owner: "company" | "person" | "application"; owner_id: string; application: string | null; document: string; title: string; form: "copy" | "original" | "notarised" | "legalised" | "apostilled"; issued_on: string | null; expires_on: string | null; language: string; original_kept: string; /** content, base64; null when only the original is noted */ content: string | null };
export type PaperRow = { id: string; title: string; document_title: Text; owner_title: string; form: string; issued_on: string | null; expires_on: string | null; has_file: boolean };

export type ServiceRow = { id: string; title: Text; section: Text; /** the application form is complete for this service */ available: boolean };
export type ApplicationRow = { id: string; number: string; service: string; service_title: Text; company: string; persons: string[]; work: "preparing" | "ready" | "approved" | "sent"; portal_status: string | null; payment_status: string | null; blocks: number; warns: number; filing_on: string | null };
export type ApplicationDetailsInput = {
  category: string; validity_months: number | null; entries: "single" | "multiple" | null; from: string | null; until: string | null;
  visa_country: string; visa_city: string; purpose: string; transport: string; route: string; personal_manager: boolean; filing_on: string | null; letter_number: string; note: string;
};
export type ApplicationPersonView = { person: PersonRow; principal: string | null; blocks: number };
export type RequirementState = "missing" | "attached" | "on_record" | "written_by_us" | "not_expected" | "if_applicable" | "later";
export type RequirementView = {
  document: string; text: Text; form: Text; scope: "company" | "person"; person: string | null; person_title: string | null;
  state: RequirementState; inferred: Text | null; papers: PaperView[]; citation: Citation; findings: FindingView[]; letter: LetterKind | null;
};
export type FeeLineView = { label: Text; persons: number; amount: string | null /* null: not in the price list */; reason: Text | null; formula: string | null /* e.g. "0.5 × 4 325.00 × 2" */; kind: "service" | "state"; citation: Citation };
export type FeesView = { lines: FeeLineView[]; service_total: string | null; state_total: string | null; total: string | null; reasons: Text[]; on: string };
export type LetterKind = "invitation" | "consent" | "foreign_employee" | "fee_invoice" | string;
export type LetterView = { kind: LetterKind; title: Text; person: string | null; person_title: string | null; copies: number; /** what is missing before it can be made; empty when it can */ missing: Text[] };
export type TimelineRow = { at: string; actor: string; text: Text; kind: "journal" | "portal" | "sync" };
export type ApplicationView = {
  id: string; version: number; number: string; service: string; service_title: Text; purpose: Text; company: CompanyRow;
  work: "preparing" | "ready" | "approved" | "sent"; frozen: boolean;
  details: ApplicationDetailsInput; persons: ApplicationPersonView[]; requirements: RequirementView[]; ready_count: number; required_count: number;
  findings: FindingView[]; fees: FeesView; letters: LetterView[];
  steps: Text[]; step_two: { title: Text; items: Text[]; citation: Citation } | null; timeframe: Text;
  due: string | null; latest_possible: string | null; categories: string[];
  submission: SubmissionView | null; timeline: TimelineRow[];
};
export type SubmissionView = { id: string; state: "queued" | "sending" | "delivered" | "refused"; attempts: number; next_attempt_at: string | null; last_problem: Text | null; portal_number: string | null; portal_status: string | null; payment_status: string | null; received_at: string | null; packet_sha256: string; frozen_at: string; documents: number };
export type OutboxRow = { id: string; application: string; application_number: string; company: string; submission: SubmissionView };
export type PreviewView = { page: number; pages: number; png: string /* base64 */ };
export type SavedLetters = { folder: string; files: string[]; failures: { letter: string; text: Text }[] };
export type PublicOffer = { version: string; sha256: string; text: string };
export type TodayView = {
  date: string; needs_you: { kind: string; severity: Severity; text: Text; application: string | null; person: string | null; date: string | null }[];
  next_days: { date: string; working: boolean; entries: Text[] }[]; // 30 days
  stages: { stage: "preparing" | "ready" | "approved" | "sent" | "awaiting_payment" | "awaiting_documents"; count: number }[];
  outbox: { waiting: number; last_sync: string | null };
};
export type Hit = { kind: "company" | "person" | "paper" | "application" | "travel_document" | "stay_document" | "submission"; id: string; title: string; detail: string; /** the record to open */ target_kind: "company" | "person" | "application"; target: string };
export type HistoryRow = { at: string; actor: string; text: Text; fields: { field: string; before: string; after: string }[] };

export interface Commands {
  appState(): Promise<AppState>;
  cabinetCreate(input: { passphrase: string; client_name: string; language: Language }): Promise<RecoveryKeyView>;
  /** The two groups asked back, by index; opens the desk when they are right. */
  cabinetConfirmRecovery(groups: { index: number; text: string }[]): Promise<void>;
  cabinetUnlock(passphrase: string): Promise<void>;
  cabinetUnlockRecovery(key: string): Promise<void>;
  cabinetLock(): Promise<void>;
  passphraseStrength(passphrase: string): Promise<{ score: number /*0-4*/; acceptable: boolean; text: Text }>;
  samplesLoad(): Promise<void>;
  settingsGet(): Promise<Settings>;
  settingsSave(settings: Settings): Promise<void>;
  /** Opens the system's folder dialog; null when cancelled. */
  chooseExportFolder(): Promise<string | null>;
  clientCreate(input: { name: string; colour: string }): Promise<ClientView>;
  clientSelect(id: string): Promise<void>;
  today(): Promise<TodayView>;
  search(query: string): Promise<Hit[]>;
  countries(): Promise<CountryView[]>;
  services(): Promise<ServiceRow[]>;
  companyList(query: { filter: string; sort: string; descending: boolean }): Promise<CompanyRow[]>;
  companyGet(id: string): Promise<CompanyView>;
  companySave(input: CompanyInput): Promise<CompanyView>;
  binCheck(bin: string): Promise<IdentifierCheck>;
  iinCheck(iin: string, birth_date: string | null, sex: Sex | null): Promise<IdentifierCheck>;
  personList(query: { filter: string; sort: string; descending: boolean }): Promise<PersonRow[]>;
  personGet(id: string): Promise<PersonView>;
  personSave(input: PersonInput): Promise<PersonView>;
  mrzRead(line1: string, line2: string): Promise<MrzView>;
  paperList(query: { filter: string; sort: string; descending: boolean }): Promise<PaperRow[]>;
  paperAttach(input: PaperInput): Promise<PaperView>;
  paperRemove(id: string): Promise<void>;
  paperPreview(id: string, page: number): Promise<PreviewView>;
  applicationList(): Promise<ApplicationRow[]>;
  applicationCreate(input: { service: string; company: string; persons: string[] }): Promise<ApplicationView>;
  applicationGet(id: string): Promise<ApplicationView>;
  applicationSaveDetails(id: string, version: number, details: ApplicationDetailsInput): Promise<ApplicationView>;
  applicationAddPerson(id: string, person: string, principal: string | null): Promise<ApplicationView>;
  applicationRemovePerson(id: string, person: string): Promise<ApplicationView>;
  applicationApprove(id: string): Promise<ApplicationView>;
  publicOffer(): Promise<PublicOffer>;
  applicationSubmit(id: string, offer: { version: string; sha256: string }): Promise<ApplicationView>;
  letterPreview(id: string, kind: LetterKind, person: string | null, language: Language, page: number): Promise<PreviewView>;
  /** Writes all letters that can be made into the export folder. */
  lettersSave(id: string, languages: Language[]): Promise<SavedLetters>;
  /** Asks for a folder first; null when cancelled. */
  lettersSaveTo(id: string, languages: Language[]): Promise<SavedLetters | null>;
  outboxList(): Promise<OutboxRow[]>;
  syncNow(): Promise<{ delivered: number; events: number; problem: Text | null }>;
  portalSignUp(input: { email: string; password: string; name: string }): Promise<void>;
  portalSignIn(input: { email: string; password: string }): Promise<void>;
  /** Opens the sandbox's staff page in the system browser. */
  portalOpenStaff(): Promise<void>;
}
