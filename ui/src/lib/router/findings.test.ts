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
    expect(findingRoute({ subject: "company", subject_id: "c1", field: "email" }, "a1")).toMatchObject({ at: "company", id: "c1", field: "email" });
  });

  it("in the checklist, whoever has to bring the paper", () => {
    for (const subject of ["application", "company", "person"] as const) {
      expect(findingRoute({ subject, subject_id: "x", field: "papers.charter" }, "a1")).toEqual({ at: "application", id: "a1", tab: "documents", field: "papers.charter", subject: "x" });
    }
  });

  it("in the details, with or without their prefix", () => {
    const details = { at: "application", id: "a1", tab: "details", field: "until" };
    expect(findingRoute({ subject: "application", subject_id: "a1", field: "until" }, "a1")).toEqual(details);
    expect(findingRoute({ subject: "application", subject_id: "a1", field: "details.until" }, "a1")).toEqual(details);
  });

  it("among the persons", () => {
    expect(findingRoute({ subject: "application", subject_id: "a1", field: "persons" }, "a1")).toMatchObject({ tab: "persons" });
  });
});
