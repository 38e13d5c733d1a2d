import { describe, expect, it } from "vitest";
import { blankEngagement, blankPerson } from "./blank";
import { differences, merged } from "./merge";

const mine = {
  ...blankPerson(),
  id: "p1",
  version: 3,
  surname_latin: "SMITH",
  phone: "1",
  travel_document: {
    id: "t",
    number: "A1",
    issuing_country: "GBR",
    issued_on: null,
    expires_on: "2027-05-02",
    authority: "",
    blank_pages: 6,
  },
};
const theirs = {
  ...structuredClone(mine),
  version: 5,
  phone: "2",
  travel_document: { ...mine.travel_document, expires_on: "2030-01-01" },
  engagement: blankEngagement("c1"),
};

describe("two versions of a record", () => {
  it("differ only where they say something else", () => {
    expect(differences(mine, theirs).map(({ path }) => path)).toEqual(["phone", "travel_document.expires_on", "engagement"]);
  });

  it("show what each of them says", () => {
    expect(differences(mine, theirs)[1]).toEqual({ path: "travel_document.expires_on", mine: "2027-05-02", theirs: "2030-01-01" });
  });

  it("merge to what was chosen, standing on the saved version", () => {
    const result = merged(mine, theirs, new Set(["travel_document.expires_on", "engagement"]));
    expect(result).toMatchObject({
      version: 5,
      surname_latin: "SMITH",
      phone: "1",
      travel_document: { expires_on: "2030-01-01", number: "A1" },
      engagement: { company: "c1" },
    });
  });

  it("merge without a choice to what was typed", () => {
    expect(merged(mine, theirs, new Set())).toEqual({ ...mine, version: 5 });
  });

  it("are the same when only the version differs", () => {
    expect(differences(mine, { ...structuredClone(mine), version: 9 })).toEqual([]);
  });
});
