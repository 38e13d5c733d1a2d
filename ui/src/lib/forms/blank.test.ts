import { describe, expect, it } from "vitest";
import type { MrzView } from "$lib/ipc";
import { blankPerson, blankTravelDocument, personToSave } from "./blank";
import { filledFromMrz } from "./mrzFill";

const mrz: MrzView = {
  valid: true,
  problems: [],
  surname_latin: "ERIKSSON",
  given_names_latin: "ANNA MARIA",
  sex: "female",
  birth_date: "1974-08-12",
  citizenship: "SWE",
  issuing_country: "SWE",
  number: "L898902C3",
  expires_on: null,
  names_maybe_cut: false,
};

describe("a person's form", () => {
  it("saves no passport of which nothing is known", () => {
    expect(personToSave(blankPerson()).travel_document).toBeNull();
  });

  it("saves a passport as soon as something is known", () => {
    const form = { ...blankPerson(), travel_document: { ...blankTravelDocument(), number: "1" } };
    expect(personToSave(form).travel_document).toEqual(form.travel_document);
  });

  it("keeps a saved passport that was emptied, so that emptying it is a change", () => {
    const form = { ...blankPerson(), travel_document: { ...blankTravelDocument(), id: "t1" } };
    expect(personToSave(form).travel_document?.id).toBe("t1");
  });
});

describe("a passport's lines", () => {
  it("fill what they say and leave the rest as it was typed", () => {
    const typed = {
      ...blankPerson(),
      surname_cyrillic: "Эрикссон",
      travel_document: { ...blankTravelDocument(), expires_on: "2030-01-01", blank_pages: 4 },
    };
    const { values, fields } = filledFromMrz(typed, mrz);
    expect(values).toMatchObject({
      surname_latin: "ERIKSSON",
      surname_cyrillic: "Эрикссон",
      citizenship: "SWE",
      travel_document: { number: "L898902C3", expires_on: "2030-01-01", blank_pages: 4 },
    });
    expect(fields).toEqual([
      "surname_latin",
      "given_names_latin",
      "sex",
      "birth_date",
      "citizenship",
      "travel_document.number",
      "travel_document.issuing_country",
    ]);
  });

  it("take back an earlier confirmation of the names", () => {
    expect(filledFromMrz({ ...blankPerson(), names_confirmed: true }, mrz).values.names_confirmed).toBe(false);
  });
});
