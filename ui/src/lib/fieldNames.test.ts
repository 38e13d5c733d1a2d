// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { en } from "$lib/i18n/en";
import { i18n } from "$lib/i18n/i18n.svelte";
import { ru } from "$lib/i18n/ru";
import { clientValue, fieldLabel, fieldValue } from "./fieldNames";

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
    ["paper", "pages", "Pages"],
    ["application", "details.letters.order_number", "Number of the order"],
    ["application", "details.work", "Our work"],
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

describe("a value in a history", () => {
  it.each([
    ["person", "sex", "female", "Женский"],
    ["engagement", "kind", "board_member", "Член совета директоров"],
    ["stay_document", "entries", "multiple", "Многократная"],
    ["application", "details.transport", "air", "Воздушный"],
    ["application", "details.work", "approved", "Одобрена"],
    ["paper", "form", "apostilled", "С апостилем"],
    ["paper", "language", "kk", "казахский"],
    ["paper", "expires_on", "2027-05-02", "02.05.2027"],
    ["client", "colour", "rose", "Розовый"],
    ["engagement", "company", "019a6c2e-0000-7000-8000-0000000000a1", "другая запись"],
    ["person", "surname_latin", "MULTIPLE", "MULTIPLE"],
    ["person", "phone", "", ""],
  ])("of a %s, %s, %j, is %j", (kind, field, value, shown) => {
    expect(fieldValue(kind, field, value, ru)).toBe(shown);
  });

  it("calls other records by their titles, and says where they are gone", () => {
    const [here, binned, erased] = [1, 2, 3].map((digit) => `019a6c2e-0000-7000-8000-00000000000${digit}`) as [string, string, string];
    const records = [
      { id: here, title: { en: "Akme Capital Ltd", ru: "«Акме Капитал»", kk: "" }, is_deleted: false },
      { id: binned, title: { en: "Tengri Ltd", ru: "", kk: "" }, is_deleted: true },
      { id: erased, title: { en: "", ru: "", kk: "" }, is_deleted: false },
    ];
    i18n.use("ru");
    const said = [here, binned, erased, `${here}, ${erased}`].map((value) => fieldValue("engagement", "company", value, ru, records));
    i18n.use("en");
    expect(said).toEqual([
      "«Акме Капитал»",
      "Tengri Ltd (в корзине)",
      "запись, удалённая безвозвратно",
      "«Акме Капитал», запись, удалённая безвозвратно",
    ]);
  });
});
