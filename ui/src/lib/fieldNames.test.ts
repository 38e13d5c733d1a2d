import { describe, expect, it } from "vitest";
import { en } from "$lib/i18n/en";
import { clientValue, fieldLabel } from "./fieldNames";

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
    ["client", "name", "Name of the client"],
    ["client", "archived_at", "Put aside"],
    ["company", "a_field_of_tomorrow", "a_field_of_tomorrow"],
  ])("of a %s, %s, is %s", (kind, field, label) => {
    expect(fieldLabel(kind, field, en)).toBe(label);
  });
});

describe("what the journal says of a client", () => {
  it.each([
    ["colour", "rose", "Rose"],
    ["what", "archive", "everything, as an archive"],
    ["kind", "person", "People"],
    ["archived_at", "2026-11-22T10:30:00+05:00", "22.11.2026 10:30"],
    ["archived_at", "", ""],
    ["name", "Akme Group", "Akme Group"],
  ])("%s %s is %s", (field, value, shown) => {
    expect(clientValue(field, value, en)).toBe(shown);
  });
});
