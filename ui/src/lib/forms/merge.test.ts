import { describe, expect, it } from "vitest";
import { blankEngagement, blankPerson } from "./blank";
import { conflicts, merged } from "./merge";

const base = {
  ...blankPerson(),
  id: "p1",
  version: 3,
  surname_latin: "SMITH",
  phone: "0",
  email: "old@example.org",
  travel_document: {
    id: "t",
    version: 1,
    number: "A1",
    issuing_country: "GBR",
    issued_on: null,
    expires_on: "2027-05-02",
    authority: "",
    blank_pages: 6,
  },
};
const mine = { ...structuredClone(base), phone: "1", email: "mine@example.org", removed: ["x"] };
const theirs = {
  ...structuredClone(base),
  version: 5,
  phone: "2",
  travel_document: { ...base.travel_document, version: 2, expires_on: "2030-01-01" },
  engagement: blankEngagement("c1"),
  other_citizenships: ["IRL"],
};

describe("two late versions of a record", () => {
  it("conflict only where both changed a field to different values", () => {
    expect(conflicts(base, mine, theirs)).toEqual([{ path: "phone", before: "0", mine: "1", theirs: "2" }]);
  });

  it("come together in all other fields, lists and parts included", () => {
    expect(merged(base, mine, theirs, new Set())).toMatchObject({
      version: 5,
      phone: "1",
      email: "mine@example.org",
      removed: ["x"],
      travel_document: { version: 2, expires_on: "2030-01-01", number: "A1" },
      engagement: { company: "c1" },
      other_citizenships: ["IRL"],
    });
  });

  it("take the saved value where it was chosen", () => {
    expect(merged(base, mine, theirs, new Set(["phone"]))).toMatchObject({ phone: "2", email: "mine@example.org" });
  });

  it("keep a list as it is typed when only this side changed it", () => {
    const lists = { ...structuredClone(base), other_citizenships: ["FRA", "IRL"] };
    expect(merged(base, lists, { ...structuredClone(base), version: 4 }, new Set()).other_citizenships).toEqual(["FRA", "IRL"]);
  });

  it("are one when only the version differs", () => {
    expect(conflicts(base, mine, { ...structuredClone(base), version: 9 })).toEqual([]);
    expect(merged(base, mine, { ...structuredClone(base), version: 9 }, new Set())).toEqual({ ...mine, version: 9 });
  });
});
