// Every place of the window as data, and its address. `parse(href(route))` is the route again; an address that
// nobody made leads to Today.

import type { ImportKind } from "$lib/ipc";

export const APPLICATION_TABS = ["persons", "details", "documents", "letters", "review", "send"] as const;
export type ApplicationTab = (typeof APPLICATION_TABS)[number];
export const SETTINGS_TABS = ["keys", "backups", "journal"] as const;
export type SettingsTab = (typeof SETTINGS_TABS)[number];

/** Where a form should put the cursor, and the application to return to afterwards. */
type Jump = { field?: string; from?: string };

export type Route =
  | { at: "today" }
  | { at: "applications" }
  | { at: "newApplication"; company?: string; person?: string }
  | { at: "application"; id: string; tab: ApplicationTab; field?: string; subject?: string }
  | { at: "people" }
  | ({ at: "person"; id: string } & Jump)
  | ({ at: "newPerson"; company?: string; principal?: string } & Jump)
  | { at: "companies" }
  | ({ at: "company"; id: string } & Jump)
  | { at: "newCompany" }
  | { at: "papers" }
  | { at: "bin" }
  | { at: "privacy" }
  /** Without a service: the choice of one. */
  | { at: "rulebook"; service?: string }
  | { at: "outbox" }
  | { at: "clients" }
  /** Without a tab: what is set. */
  | { at: "settings"; tab?: SettingsTab; field?: string }
  | { at: "templates"; id?: string }
  | { at: "import"; kind: ImportKind };

export type Place = Route["at"];

const LISTS = ["today", "applications", "people", "companies", "papers", "outbox", "privacy", "bin", "clients"] as const;

function withQuery(path: string, query: Record<string, string | undefined>): string {
  const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== "");
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
}

/** The address of a route, with the leading `#`. */
export function href(route: Route): string {
  const part = encodeURIComponent;
  switch (route.at) {
    case "newApplication":
      return withQuery("#/applications/new", { company: route.company, person: route.person });
    case "application":
      return withQuery(`#/applications/${part(route.id)}/${route.tab}`, { field: route.field, subject: route.subject });
    case "person":
      return withQuery(`#/people/${part(route.id)}`, { field: route.field, from: route.from });
    case "newPerson":
      return withQuery("#/people/new", { company: route.company, principal: route.principal, field: route.field, from: route.from });
    case "company":
      return withQuery(`#/companies/${part(route.id)}`, { field: route.field, from: route.from });
    case "newCompany":
      return "#/companies/new";
    case "settings":
      return withQuery(route.tab === undefined ? "#/settings" : `#/settings/${route.tab}`, { field: route.field });
    case "templates":
      return route.id === undefined ? "#/templates" : `#/templates/${part(route.id)}`;
    case "rulebook":
      return route.service === undefined ? "#/rulebook" : `#/rulebook/${part(route.service)}`;
    case "import":
      return `#/import/${route.kind}`;
    default:
      return `#/${route.at}`;
  }
}

function applicationRoute(parts: string[], query: (name: string) => string | undefined): Route {
  const [id, tab] = parts;
  if (id === undefined) return { at: "applications" };
  if (id === "new") return pruned({ at: "newApplication", company: query("company"), person: query("person") });
  const known = APPLICATION_TABS.find((name) => name === tab) ?? "persons";
  return pruned({ at: "application", id, tab: known, field: query("field"), subject: query("subject") });
}

function personRoute(id: string | undefined, query: (name: string) => string | undefined): Route {
  const jump = { field: query("field"), from: query("from") };
  if (id === undefined) return { at: "people" };
  if (id === "new") return pruned({ at: "newPerson", company: query("company"), principal: query("principal"), ...jump });
  return pruned({ at: "person", id, ...jump });
}

function companyRoute(id: string | undefined, query: (name: string) => string | undefined): Route {
  if (id === undefined) return { at: "companies" };
  if (id === "new") return { at: "newCompany" };
  return pruned({ at: "company", id, field: query("field"), from: query("from") });
}

function pruned(route: Route): Route {
  return Object.fromEntries(Object.entries(route).filter(([, value]) => value !== undefined)) as Route;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The route of an address such as `#/people/42?field=iin`. Takes the desk's search targets, too. */
export function parse(address: string): Route {
  const [path = "", queryText = ""] = address.replace(/^#/, "").split("?", 2);
  const [first, ...rest] = path
    .split("/")
    .filter((part) => part !== "")
    .map(decoded);
  const parameters = new URLSearchParams(queryText);
  const query = (name: string): string | undefined => parameters.get(name) || undefined;
  switch (first) {
    case "applications":
      return applicationRoute(rest, query);
    case "people":
      return personRoute(rest[0], query);
    case "companies":
      return companyRoute(rest[0], query);
    case "settings":
      return pruned({ at: "settings", tab: SETTINGS_TABS.find((name) => name === rest[0]), field: query("field") });
    case "rulebook":
      return pruned({ at: "rulebook", service: rest[0] });
    case "templates":
      return pruned({ at: "templates", id: rest[0] });
    case "import":
      return { at: "import", kind: rest[0] === "companies" ? "companies" : "people" };
    default:
      return { at: LISTS.find((name) => name === first) ?? "today" };
  }
}
