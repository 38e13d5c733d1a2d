// The desk as a toy, in memory: for an ordinary browser and for tests of the window. Never in the product's bundle.
import { blankLetterDetails } from "$lib/forms/blank";
import type { Backend } from "../backend";
import type { Commands, PaperRow } from "../contract";
import { cabinetCommands } from "./cabinet";
import { applicationRow, applicationView, checkBin, companyRow, companyView, personRow, personTitle, personView } from "./derived";
import { loadLong, loadMany } from "./extremes";
import { consents, historyOf, keeping, putInBin, withoutConsent } from "./keeping";
import { letterCommands } from "./letters";
import * as samples from "./samples";
import { tables } from "./tables";
import { freshId, loadSamples, refuse, required, startFromAddress, store, submission, type StoredApplication } from "./store";

const { text } = samples;

const address = new URLSearchParams(globalThis.location?.search ?? "");
startFromAddress(address);
if (address.get("data") === "long") loadLong();
if (address.get("data") === "many") loadMany();

function listed<Row>(rows: Row[], query: { filter: string; sort: string; descending: boolean }): Row[] {
  const key = query.sort as keyof Row;
  const found = rows.filter((row) => JSON.stringify(row).toLowerCase().includes(query.filter.toLowerCase()));
  return found.sort((a, b) => (query.descending ? -1 : 1) * String(a[key]).localeCompare(String(b[key]), undefined, { numeric: true }));
}

function write(id: string, change: (application: StoredApplication) => void) {
  const application = required(store.applications, id);
  if (application.submission) refuse("frozen");
  change(application);
  application.version += 1;
  return applicationView(id);
}

function saved<T extends { id: string | null; version: number | null }>(records: Map<string, T>, prefix: string, input: T): string {
  const id = input.id ?? freshId(prefix);
  const version = records.get(id)?.version ?? 0;
  if (input.id !== null && input.version !== version) refuse("stale");
  records.set(id, { ...structuredClone(input), id, version: version + 1 });
  return id;
}

function paperRow(id: string): PaperRow {
  const paper = required(store.papers, id);
  const owner = store.people.has(paper.owner_id) ? personTitle(paper.owner_id) : (store.companies.get(paper.owner_id)?.name.en ?? "");
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

const onePage = { page: 1, pages: 1, png: samples.WHITE_PAGE };

const commands: Commands = {
  ...cabinetCommands,
  ...tables,
  activity: async () => undefined,
  appState: async () => ({
    screen: store.screen,
    version: "0.1.0",
    language: store.settings.language,
    theme: store.settings.theme,
    clients: store.clients,
    client: store.clients.find(({ id }) => id === store.client) ?? null,
    portal: {
      address: "http://127.0.0.1:8700",
      sandbox: true,
      connected: store.account !== null,
      email: store.account,
      staff_available: true,
    },
    outbox_waiting: 0,
    today: samples.TODAY,
    opens_by_keychain: store.screen === "locked" && store.opensByKeychain,
    cabinet_trouble: store.screen === "locked" ? store.cabinetTrouble : null,
    place_warning: store.screen === "open" ? null : store.placeWarning,
    client_troubles: store.clientTroubles,
    backup_problem: store.backupProblem,
  }),
  cabinetCreate: async ({ passphrase, client_name, language }) => {
    if (passphrase.length < 12) refuse("weak_passphrase");
    store.passphrase = passphrase;
    store.settings.language = language;
    store.clients = [{ id: "k1", name: client_name, colour: "teal" }];
    return { groups: store.recovery };
  },
  cabinetConfirmRecovery: async (groups) => {
    if (groups.some(({ index, text: typed }) => store.recovery[index] !== typed)) refuse("wrong_recovery_key");
    store.screen = "open";
  },
  cabinetUnlock: async (passphrase) => {
    if (passphrase !== store.passphrase) refuse("wrong_passphrase");
    store.screen = "open";
  },
  cabinetUnlockRecovery: async (key) => {
    if (key.replace(/[\s-]/g, "") !== store.recovery.join("")) refuse("wrong_recovery_key");
    store.screen = "open";
  },
  cabinetLock: async () => void (store.screen = "locked"),
  passphraseStrength: async ({ length }) => ({
    score: Math.min(4, Math.floor(length / 5)),
    acceptable: length >= 12,
    text:
      length >= 12
        ? text("Fine.", "Годится.", "Жарайды.")
        : text("Add a word or two.", "Добавьте слово-другое.", "Тағы бір-екі сөз қосыңыз."),
  }),
  placeInsist: async () => void (store.placeWarning = null),
  samplesLoad: async () => {
    loadSamples();
  },
  settingsGet: async () => ({ ...store.settings }),
  settingsSave: async (settings) => void (store.settings = settings),
  chooseExportFolder: async () => "Documents/Expat Desk",
  clientCreate: async ({ name, colour }) => {
    const client = { id: freshId("k"), name, colour };
    store.clients.push(client);
    return client;
  },
  clientSelect: async (id) => void (store.client = id),
  today: async () => {
    const rows = [...store.applications.values()].map(applicationRow);
    const stage = (name: string): number => rows.filter(({ work }) => work === name).length;
    return {
      date: samples.TODAY,
      needs_you: rows.flatMap(({ id }) =>
        applicationView(id)
          .findings.filter(({ severity }) => severity === "blocks")
          .map((one) => ({
            kind: one.code,
            severity: one.severity,
            text: text(
              `${one.subject_title}: ${one.text.en}`,
              `${one.subject_title}: ${one.text.ru}`,
              `${one.subject_title}: ${one.text.kk}`,
            ),
            application: id,
            person: one.subject_id,
            company: null,
            date: "2026-12-01",
          })),
      ),
      next_days: Array.from({ length: 30 }, (_, index) => {
        const day = new Date(Date.UTC(2026, 10, 23 + index));
        const entries = index === 8 && rows.length > 0 ? [text("AP-2026-014: filing", "AP-2026-014: подача", "AP-2026-014: тапсыру")] : [];
        return { date: day.toISOString().slice(0, 10), working: day.getUTCDay() % 6 !== 0 && index !== 23, entries };
      }),
      stages: (["preparing", "ready", "approved", "sent", "awaiting_payment", "awaiting_documents"] as const).map((name) => ({
        stage: name,
        count: stage(name),
      })),
      outbox: { waiting: 0, last_sync: rows.length > 0 ? samples.NOW : null },
    };
  },
  search: async (query) => {
    const found = (title: string): boolean => title.toLowerCase().includes(query.toLowerCase());
    const current = store.clients.find(({ id }) => id === store.client);
    const whose = { client: store.client, client_name: current?.name ?? "", client_colour: current?.colour ?? "teal" };
    const away = store.clients.find(({ id }) => id !== store.client);
    const elsewhere = away ? { client: away.id, client_name: away.name, client_colour: away.colour } : whose;
    return [
      ...[...store.people.keys()]
        .map(personRow)
        .filter(({ title, cyrillic }) => found(`${title} ${cyrillic}`))
        .map(({ id, title, company, role }, index) => ({
          kind: "person" as const,
          id,
          title,
          detail: `${role} ${company}`,
          target_kind: "person" as const,
          target: id,
          ...(index === 0 ? whose : elsewhere),
        })),
      ...[...store.companies.keys()]
        .map(companyRow)
        .filter(({ title }) => found(title))
        .map(({ id, title, bin }) => ({
          kind: "company" as const,
          id,
          title,
          detail: bin,
          target_kind: "company" as const,
          target: id,
          ...whose,
        })),
      ...[...store.applications.values()]
        .filter(({ number }) => found(number))
        .map(({ id, number }) => ({
          kind: "application" as const,
          id,
          title: number,
          detail: "",
          target_kind: "application" as const,
          target: id,
          ...whose,
        })),
    ];
  },
  countries: async () => samples.countries,
  services: async () => samples.services,
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
    const known = samples.documents.find((document) => document.id === input.document);
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
  ...keeping,
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
  documentTypes: async () =>
    samples.documents.map(({ id, text: title, scope }) => ({ id, title, owner: scope === "company" ? "company" : "person" })),
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
  applicationList: async () => [...store.applications.values()].map(applicationRow),
  applicationCreate: async ({ service, company, persons }) => {
    const id = freshId("a");
    const rows = persons.map((person) => ({ person, principal: required(store.people, person).relation?.principal ?? null }));
    store.applications.set(id, {
      id,
      version: 1,
      number: `AP-2026-0${numberOf(id)}`,
      service,
      company,
      persons: rows,
      details: { ...samples.noDetails, category: "C3" },
      letter_details: blankLetterDetails(),
      approved: false,
      submission: null,
      timeline: [],
    });
    return applicationView(id);
  },
  applicationGet: async (id) => applicationView(id),
  applicationSaveDetails: async (id, version, details) =>
    write(id, (application) => {
      if (application.version !== version) refuse("stale");
      application.details = details;
    }),
  applicationSaveLetters: async (id, version, details) => {
    const application = required(store.applications, id);
    if (application.version !== version) refuse("stale");
    application.letter_details = details;
    application.version += 1;
    return applicationView(id);
  },
  applicationAddPerson: async (id, person, principal) => write(id, ({ persons }) => void persons.push({ person, principal })),
  applicationRemovePerson: async (id, person) =>
    write(id, (application) => void (application.persons = application.persons.filter((one) => one.person !== person))),
  applicationApprove: async (id) => {
    if (applicationView(id).findings.some(({ severity }) => severity === "blocks")) refuse("not_ready");
    return write(id, (application) => void (application.approved = true));
  },
  publicOffer: async () => ({ version: "2025-1", sha256: "5d0c".repeat(16), text: samples.OFFER }),
  applicationSubmit: async (id) => {
    const view = write(id, (application) => void (application.submission = submission(application.persons.length)));
    required(store.applications, id).timeline.unshift({
      at: samples.NOW,
      actor: "Portal",
      text: text("Received, status NEW", "Получено, статус NEW", "Қабылданды, мәртебесі NEW"),
      kind: "portal",
    });
    return view;
  },
  ...letterCommands,
  outboxList: async () =>
    [...store.applications.values()].flatMap((application) =>
      application.submission
        ? [
            {
              id: application.submission.id,
              application: application.id,
              application_number: application.number,
              company: required(store.companies, application.company).name.en,
              submission: application.submission,
            },
          ]
        : [],
    ),
  syncNow: async () => ({ delivered: 0, events: 0, problem: null }),
  portalSignUp: async ({ email }) => void (store.account = email),
  portalSignIn: async ({ email, password }) => {
    if (password === "wrong") refuse("portal_sign_in");
    store.account = email;
  },
  portalOpenStaff: async () => undefined,
};

function numberOf(id: string): string {
  return id.slice(1).padStart(2, "0");
}

export const backend: Backend = { commands, onChanged: () => () => undefined, noteActivity: () => undefined, forget: () => false };
