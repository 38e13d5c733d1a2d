// From a finding to the field that cures it.
import type { FindingView } from "$lib/ipc";
import { href, type Route } from "./routes";

const PAPERS = "papers.";
/** The rules name a field within the whole case, a form within its own record. */
const RECORD_NAMES = /^(application|details|person|company)\./;
/** Where the rules look at more than one field, the one to begin with. */
const FIRST_FIELD: Record<string, string> = {
  citizenships: "citizenship",
  head: "head.name",
  signatories: "head.name",
  "stay_document.host": "stay_document.kind",
};
/** What is wrong with an application as a whole is put right where its persons are. */
const ABOUT_PERSONS = new Set(["", "persons", "service"]);

/** The place where the finding's field is edited, on behalf of an application. */
export function findingRoute(finding: Pick<FindingView, "subject" | "subject_id" | "field">, application: string): Route {
  const { subject, subject_id } = finding;
  if (finding.field.startsWith(PAPERS))
    return { at: "application", id: application, tab: "documents", field: finding.field, subject: subject_id };
  const own = finding.field.replace(RECORD_NAMES, "");
  const field = FIRST_FIELD[own] ?? own;
  const from = href({ at: "application", id: application, tab: "review" }).slice(1);
  switch (subject) {
    case "person":
      return { at: "person", id: subject_id, field, from };
    case "company":
      return { at: "company", id: subject_id, field, from };
    case "application":
      if (ABOUT_PERSONS.has(field)) return { at: "application", id: application, tab: "persons" };
      return { at: "application", id: application, tab: "details", field };
  }
}
