// From a finding to the field that cures it.
import type { FindingView } from "$lib/ipc";
import { href, type Route } from "./routes";

const PAPERS = "papers.";
const DETAILS = "details.";

/** The place where the finding's field is edited, on behalf of an application. */
export function findingRoute(finding: Pick<FindingView, "subject" | "subject_id" | "field">, application: string): Route {
  const { subject, subject_id, field } = finding;
  if (field.startsWith(PAPERS)) return { at: "application", id: application, tab: "documents", field, subject: subject_id };
  const from = href({ at: "application", id: application, tab: "review" }).slice(1);
  switch (subject) {
    case "person":
      return { at: "person", id: subject_id, field, from };
    case "company":
      return { at: "company", id: subject_id, field, from };
    case "application":
      if (field === "persons" || field === "") return { at: "application", id: application, tab: "persons" };
      return { at: "application", id: application, tab: "details", field: field.startsWith(DETAILS) ? field.slice(DETAILS.length) : field };
  }
}
