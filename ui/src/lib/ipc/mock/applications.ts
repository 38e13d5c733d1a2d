// Applications of the toy desk, from the first person to the portal.
import { blankDetails, blankLetterDetails } from "$lib/forms/blank";
import type { Commands } from "../contract";
import { applicationRow, applicationView } from "./overview";
import * as rules from "./rules";
import * as samples from "./samples";
import { freshId, refuse, required, store, submission, type StoredApplication } from "./store";

const { text } = samples;

function write(id: string, change: (application: StoredApplication) => void) {
  const application = required(store.applications, id);
  if (application.submission) refuse("frozen");
  change(application);
  application.version += 1;
  return applicationView(id);
}

function numberOf(id: string): string {
  return id.slice(1).padStart(2, "0");
}

export const applicationCommands = {
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
      details: { ...blankDetails(), category: "C3" },
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
  publicOffer: async () => ({ version: "2025-1", sha256: "5d0c".repeat(16), text: rules.OFFER }),
  applicationSubmit: async (id) => {
    const view = write(id, (application) => void (application.submission = submission(application.persons.length)));
    required(store.applications, id).timeline.unshift({
      at: samples.NOW,
      actor: "portal",
      text: text("Received, status NEW", "Получено, статус NEW", "Қабылданды, мәртебесі NEW"),
      kind: "portal",
    });
    return view;
  },
  outboxList: async () =>
    [...store.applications.values()].flatMap((application) =>
      application.submission
        ? [
            {
              id: application.submission.id,
              application: application.id,
              application_number: application.number,
              company: required(store.companies, application.company).name,
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
} satisfies Partial<Commands>;
