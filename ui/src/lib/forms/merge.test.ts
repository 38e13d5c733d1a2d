import { describe, expect, it } from "vitest";
import { blankEngagement, blankPerson, blankSignatory } from "./blank";
import { conflicts, merged } from "./merge";
import { noWording } from "./wording";

const signatory = (name: string) => ({ ...blankSignatory(), name: { ...noWording(), en: name } });

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

  it("keep the items that each of them added, removed or changed in one list", () => {
    const [head, late, early] = [signatory("Smith"), signatory("Late"), signatory("Early")];
    const start = { codes: ["IRL", "USA"], signatories: [head] };
    const here = { codes: ["IRL", "USA", "FRA"], signatories: [{ ...head, genitive: "Смита" }, late] };
    const there = { codes: ["USA", "DEU"], signatories: [head, early] };
    expect(conflicts(start, here, there)).toEqual([]);
    const both = merged(start, here, there, new Set());
    expect(both.codes).toEqual(["USA", "FRA", "DEU"]);
    expect(both.signatories).toEqual([{ ...head, genitive: "Смита" }, late, early]);
  });

  it("build on the saved version of an item that only this side changed", () => {
    const work = { ...blankEngagement("c1"), id: "e1", version: 1 };
    const [here, there] = [
      [{ ...work, department: "Law" }],
      [
        { ...work, version: 2 },
        { ...work, id: "e2" },
      ],
    ];
    expect(merged({ list: [work] }, { list: here }, { list: there }, new Set()).list).toEqual([
      { ...work, department: "Law", version: 2 },
      { ...work, id: "e2" },
    ]);
  });

  it("stand side by side where both changed one item, or the order", () => {
    const head = signatory("Smith");
    const signed = (genitive: string) => ({ list: [{ ...head, genitive }, signatory(genitive)] });
    expect(conflicts({ list: [head] }, signed("Смита"), signed("Смит"))).toHaveLength(1);
    expect(conflicts({ list: [head] }, { list: [] }, signed("Смита"))).toHaveLength(1);
    expect(conflicts({ list: [head] }, { list: [signatory("Smyth")] }, { list: [signatory("Smithe")] })).toHaveLength(1);
    expect(conflicts({ list: ["A", "B", "C"] }, { list: ["B", "A", "C"] }, { list: ["C", "B", "A"] })).toHaveLength(1);
    expect(conflicts({ list: ["A"] }, { list: ["A", "B", "B"] }, { list: [] })).toHaveLength(1);
  });

  it("are one when only the version differs", () => {
    expect(conflicts(base, mine, { ...structuredClone(base), version: 9 })).toEqual([]);
    expect(merged(base, mine, { ...structuredClone(base), version: 9 }, new Set())).toEqual({ ...mine, version: 9 });
  });
});
