import { describe, expect, it } from "vitest";
import { APPLICATION_TABS, href, parse, SETTINGS_TABS, type Route } from "./routes";

const places: Route[] = [
  { at: "today" },
  { at: "applications" },
  { at: "newApplication" },
  { at: "newApplication", company: "c1", person: "p1" },
  ...APPLICATION_TABS.map((tab): Route => ({ at: "application", id: "019a-4f", tab })),
  { at: "application", id: "a/b?c#d", tab: "documents", field: "papers.family_certificate", subject: "p 2" },
  { at: "people" },
  { at: "newPerson" },
  { at: "newPerson", company: "c1", from: "/applications/a1/persons" },
  { at: "newPerson", principal: "p1" },
  { at: "person", id: "p1" },
  { at: "person", id: "p1", field: "travel_document.expires_on", from: "/applications/a1/review" },
  { at: "companies" },
  { at: "newCompany" },
  { at: "company", id: "c1", field: "name.kk" },
  { at: "papers" },
  { at: "outbox" },
  { at: "clients" },
  { at: "import", kind: "people" },
  { at: "import", kind: "companies" },
  { at: "settings" },
  ...SETTINGS_TABS.map((tab): Route => ({ at: "settings", tab })),
  { at: "settings", field: "iban" },
  { at: "rulebook" },
  { at: "rulebook", service: "employment_invitation" },
  { at: "templates" },
  { at: "templates", id: "invitation" },
];

describe("addresses", () => {
  it.each(places)("lead back to the same place: %o", (route) => {
    expect(parse(href(route))).toEqual(route);
  });

  it.each(["", "#", "#/", "#/nowhere", "#/../etc", "#today", "#/%E0%A4%A"])("that nobody made lead to Today: %s", (address) => {
    expect(parse(address)).toEqual({ at: "today" });
  });

  it("with an unknown part of an application lead to its persons", () => {
    expect(parse("#/applications/a1/nonsense")).toEqual({ at: "application", id: "a1", tab: "persons" });
  });

  it("keep an id that is not valid percent code", () => {
    expect(parse("#/people/100%")).toEqual({ at: "person", id: "100%" });
  });
});
