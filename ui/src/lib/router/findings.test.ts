import { describe, expect, it } from "vitest";
import { findingRoute } from "./findings";

describe("a finding leads to the field that cures it", () => {
  it("in a person's form, with the way back", () => {
    expect(findingRoute({ subject: "person", subject_id: "p1", field: "travel_document.expires_on" }, "a1")).toEqual({
      at: "person",
      id: "p1",
      field: "travel_document.expires_on",
      from: "/applications/a1/review",
    });
  });

  it("in a company's form", () => {
    expect(findingRoute({ subject: "company", subject_id: "c1", field: "email" }, "a1")).toMatchObject({
      at: "company",
      id: "c1",
      field: "email",
    });
  });

  it("in the checklist, whoever has to bring the paper", () => {
    for (const subject of ["application", "company", "person"] as const) {
      expect(findingRoute({ subject, subject_id: "x", field: "papers.charter" }, "a1")).toEqual({
        at: "application",
        id: "a1",
        tab: "documents",
        field: "papers.charter",
        subject: "x",
      });
    }
  });

  it.each(["until", "details.until", "application.until"])("in the details, whatever the rules call them: %s", (field) => {
    expect(findingRoute({ subject: "application", subject_id: "a1", field }, "a1")).toEqual({
      at: "application",
      id: "a1",
      tab: "details",
      field: "until",
    });
  });

  it.each(["application.persons", "application.service", ""])("among the persons: %s", (field) => {
    expect(findingRoute({ subject: "application", subject_id: "a1", field }, "a1")).toMatchObject({ tab: "persons" });
  });

  it.each([
    ["person", "person.citizenships", "citizenship"],
    ["person", "person.surname_cyrillic", "surname_cyrillic"],
    ["person", "stay_document.host", "stay_document.kind"],
    ["company", "company.head", "head.name"],
    ["company", "company.legal_address", "legal_address"],
  ] as const)("of a %s by its own name: %s is %s", (subject, field, own) => {
    expect(findingRoute({ subject, subject_id: "x", field }, "a1")).toMatchObject({ at: subject, field: own });
  });
});
