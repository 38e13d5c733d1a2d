// Puts what a passport's lines say into a person's form. The names wait for a person's confirmation.
import type { MrzView, PersonInput } from "$lib/ipc";
import { blankTravelDocument } from "./blank";

const PERSON_FIELDS = ["surname_latin", "given_names_latin", "sex", "birth_date", "citizenship"] as const;
const PASSPORT_FIELDS = ["number", "issuing_country", "expires_on"] as const;

/** The filled form, and the fields that were filled and have to be compared with the page. */
export function filledFromMrz(form: PersonInput, mrz: MrzView): { values: PersonInput; fields: string[] } {
  const given = (value: string | null): boolean => value !== null && value !== "";
  const person = PERSON_FIELDS.filter((field) => given(mrz[field]));
  const passport = PASSPORT_FIELDS.filter((field) => given(mrz[field]));
  const values: PersonInput = {
    ...form,
    ...Object.fromEntries(person.map((field) => [field, mrz[field]])),
    names_confirmed: false,
    travel_document: {
      ...(form.travel_document ?? blankTravelDocument()),
      ...Object.fromEntries(passport.map((field) => [field, mrz[field]])),
    },
  };
  return { values, fields: [...person, ...passport.map((field) => `travel_document.${field}`)] };
}
