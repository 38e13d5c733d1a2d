// What screens seldom get and have to bear: names of the length that registers allow, and lists of five hundred rows.
import { blankLetterDetails } from "$lib/forms/blank";
import * as samples from "./samples";
import { store } from "./store";

const { text } = samples;
const ROWS = 500;

const LONG_COMPANY = text(
  "Limited Liability Partnership “Eurasian Centre of International Consulting, Actuarial Analysis and Investment Projects of Central Asia”",
  "Товарищество с ограниченной ответственностью «Евразийский центр международного консалтинга, актуарного анализа и инвестиционных проектов»",
  "«Еуразиялық халықаралық консалтинг, актуарлық талдау және инвестициялық жобалар орталығы» жауапкершілігі шектеулі серіктестігі",
);

/** A company of 140 letters, and a person whose names have 60 each. */
export function loadLong(): void {
  const company = store.companies.get("c1");
  const person = store.people.get("p1");
  if (!company || !person) return;
  company.name = LONG_COMPANY;
  company.legal_address = text(`${company.legal_address.en}, block 12, ${"floor of the tenants’ association, ".repeat(3)}right wing`);
  person.surname_latin = "VON UND ZU HOHENZOLLERN-SIGMARINGEN-WITTGENSTEIN-BERLEBURGER";
  person.given_names_latin = "MAXIMILIAN ALEXANDER FERDINAND JOHANNES-NEPOMUK KARL LEOPOLD";
  person.surname_cyrillic = "фон унд цу Гогенцоллерн-Зигмаринген-Витгенштейн-Берлебургер";
  person.given_names_cyrillic = "Максимилиан Александр Фердинанд Иоганнес-Непомук Карл Леопольд";
  person.engagement = person.engagement && {
    ...person.engagement,
    position: text(
      "Principal expert for actuarial analysis of long-term insurance liabilities",
      "Главный эксперт по актуарному анализу долгосрочных страховых обязательств",
      "Ұзақ мерзімді сақтандыру міндеттемелерін актуарлық талдау жөніндегі бас сарапшы",
    ),
  };
  const client = store.clients[0];
  if (client) client.name = LONG_COMPANY.ru;
}

/** Five hundred of everything that stands in a list. */
export function loadMany(): void {
  const [person] = samples.people;
  const [company] = samples.companies;
  const application = store.applications.get("a1");
  if (!person || !company || !application) return;
  for (let index = 10; index < ROWS + 10; index += 1) {
    const [p, c] = [`p${index}`, `c${index}`];
    store.companies.set(c, { ...company, id: c, version: 1, name: text(`Sample ${index} Ltd`) });
    store.people.set(p, { ...person, id: p, version: 1, surname_latin: `SAMPLE-${index}` });
    store.papers.set(`d${index}`, { ...samples.registrationPaper, id: `d${index}`, owner_id: c });
    store.applications.set(`a${index}`, {
      ...application,
      id: `a${index}`,
      number: `AP-2026-${String(index).padStart(3, "0")}`,
      company: c,
      persons: [{ person: p, principal: null }],
      letter_details: blankLetterDetails(),
    });
  }
}
