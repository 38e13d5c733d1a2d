// Names of coded values in the window's language; an unknown code is shown as it came.
import type { Catalogue } from "$lib/i18n/en";
import { i18n } from "$lib/i18n/i18n.svelte";
import type { CompanyRow, PersonRow } from "$lib/ipc";

/** What a person is in a list: somebody's spouse, or what the job is called in the user's own words. */
export function roleName({ role, relation }: Pick<PersonRow, "role" | "relation">, t: Catalogue): string {
  return relation === null ? i18n.wording(role) : t.people.relation.kinds[relation];
}

/** A company in a choice: two may be called the same, so the number goes with the name. */
export function companyName({ title, bin }: Pick<CompanyRow, "title" | "bin">): string {
  const name = i18n.wording(title);
  return bin === "" || bin === name ? name : `${name} (${bin})`;
}

/** Who did something, as the journal knows it: whoever sits here, the portal, or a name. */
export function actorName(actor: string, t: Catalogue): string {
  if (actor === "user") return t.cabinet.journal.you;
  return actor === "portal" ? t.send.actors.portal : actor;
}

export function portalStatusName(status: string | null, t: Catalogue): string {
  return status === null ? "" : (t.portalStatus[status] ?? status);
}

export function paymentStatusName(status: string | null, t: Catalogue): string {
  return status === null ? "" : (t.paymentStatus[status] ?? status);
}

export function paperFormName(form: string, t: Catalogue): string {
  return t.papers.forms[form] ?? form;
}
