import { describe, expect, it } from "vitest";
import { en } from "$lib/i18n/en";
import { fieldLabel } from "./fieldNames";

describe("a field's name", () => {
  it.each([
    ["company", "phone", "Phone"],
    ["company", "head.name.ru", "Name of the head (Russian)"],
    ["company", "legal_address.kk", "Legal address (Kazakh)"],
    ["company", "bank_name", "Bank"],
    ["person", "citizenship", "Citizenship"],
    ["person", "retain_until", "Keep the data until"],
    ["travel_document", "expires_on", "Expires on"],
    ["engagement", "position.en", "Position (English)"],
    ["paper", "original_holder", "Who holds the original"],
    ["company", "a_field_of_tomorrow", "a_field_of_tomorrow"],
  ])("of a %s, %s, is %s", (kind, field, label) => {
    expect(fieldLabel(kind, field, en)).toBe(label);
  });
});
