// The desk as a toy, in memory: for an ordinary browser and for tests of the window. Never in the product's bundle.
import type { Backend } from "../backend";
import type { Commands } from "../contract";
import { applicationCommands } from "./applications";
import { cabinetCommands } from "./cabinet";
import { loadLong, loadMany } from "./extremes";
import { keeping } from "./keeping";
import { letterCommands } from "./letters";
import { applicationRow, applicationView } from "./overview";
import { recordCommands } from "./records";
import * as rules from "./rules";
import * as samples from "./samples";
import { sessionCommands } from "./session";
import { startFromAddress, store } from "./store";
import { tables } from "./tables";
import { companyRow, personRow } from "./views";

const { text } = samples;

const address = new URLSearchParams(globalThis.location?.search ?? "");
startFromAddress(address);
if (address.get("data") === "long") loadLong();
if (address.get("data") === "many") loadMany();

const commands: Commands = {
  ...sessionCommands,
  ...recordCommands,
  ...applicationCommands,
  ...cabinetCommands,
  ...tables,
  ...keeping,
  ...letterCommands,
  today: async () => {
    const rows = [...store.applications.values()].map(applicationRow);
    const stage = (name: string): number => rows.filter(({ work }) => work === name).length;
    return {
      date: samples.TODAY,
      needs_you: rows.flatMap(({ id }) =>
        applicationView(id)
          .findings.filter(({ severity }) => severity === "blocks")
          .map((one) => ({
            kind: one.code,
            severity: one.severity,
            text: text(
              `${one.subject_title}: ${one.text.en}`,
              `${one.subject_title}: ${one.text.ru}`,
              `${one.subject_title}: ${one.text.kk}`,
            ),
            application: id,
            person: one.subject_id,
            company: null,
            date: "2026-12-01",
          })),
      ),
      next_days: Array.from({ length: 30 }, (_, index) => {
        const day = new Date(Date.UTC(2026, 10, 23 + index));
        const entries = index === 8 && rows.length > 0 ? [text("AP-2026-014: filing", "AP-2026-014: подача", "AP-2026-014: тапсыру")] : [];
        return { date: day.toISOString().slice(0, 10), working: day.getUTCDay() % 6 !== 0 && index !== 23, entries };
      }),
      stages: (["preparing", "ready", "approved", "sent", "awaiting_payment", "awaiting_documents"] as const).map((name) => ({
        stage: name,
        count: stage(name),
      })),
      outbox: { waiting: 0, last_sync: rows.length > 0 ? samples.NOW : null },
    };
  },
  searchPrepare: async () => undefined,
  search: async (query) => {
    const found = (title: string): boolean => title.toLowerCase().includes(query.toLowerCase());
    const current = store.clients.find(({ id }) => id === store.client);
    const whose = { client: store.client, client_name: current?.name ?? "", client_colour: current?.colour ?? "teal" };
    const away = store.clients.find(({ id }) => id !== store.client);
    const elsewhere = away ? { client: away.id, client_name: away.name, client_colour: away.colour } : whose;
    const hits = [
      ...[...store.people.keys()]
        .map(personRow)
        .filter(({ title, cyrillic }) => found(`${title} ${cyrillic}`))
        .map(({ id, title, company }, index) => ({
          kind: "person" as const,
          id,
          title,
          detail: company,
          target_kind: "person" as const,
          target: id,
          ...(index === 0 ? whose : elsewhere),
        })),
      ...[...store.companies.keys()]
        .map(companyRow)
        .filter(({ title }) => found(Object.values(title).join(" ")))
        .map(({ id, title, bin }) => ({
          kind: "company" as const,
          id,
          title: title.en,
          detail: samples.text(bin),
          target_kind: "company" as const,
          target: id,
          ...whose,
        })),
      ...[...store.applications.values()]
        .filter(({ number }) => found(number))
        .map(({ id, number }) => ({
          kind: "application" as const,
          id,
          title: number,
          detail: samples.text(""),
          target_kind: "application" as const,
          target: id,
          ...whose,
        })),
    ];
    return { hits, unsearched: store.clientTroubles.map(({ client }) => client) };
  },
  countries: async () => rules.countries,
  serviceRules: async (service, on) => rules.serviceRules(service, on ?? samples.TODAY),
  services: async () => rules.services,
};

export const backend: Backend = { commands, onChanged: () => () => undefined, noteActivity: () => undefined, forget: () => false };
