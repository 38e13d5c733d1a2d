// Clients, keys, backups and the journal of the toy desk.
import type { ClientRow, Commands, JournalRow } from "../contract";
import * as samples from "./samples";
import { freshId, refuse, store } from "./store";

const { text } = samples;

/** What the toy remembers of the cabinet itself. */
const cabinet = {
  slots: [
    { id: "s1", kind: "passphrase" as const, created_at: "2026-09-02T10:11:00+05:00" },
    { id: "s2", kind: "recovery_key" as const, created_at: "2026-09-02T10:11:00+05:00" },
  ] as { id: string; kind: "passphrase" | "recovery_key" | "keychain"; created_at: string }[],
  snapshots: ["2026-11-23T13:40:00+05:00", "2026-11-20T18:02:00+05:00", "2026-11-13T17:55:00+05:00", "2026-10-30T18:10:00+05:00"],
  backupFolder: "",
  archived: new Map<string, string>(),
  draft: [] as string[],
};

const BESIDE = "~/.local/share/expat-desk/backups";

function require(id: string) {
  return store.clients.find((client) => client.id === id) ?? refuse("not_found");
}

function row(client: { id: string; name: string; colour: string }): ClientRow {
  const isFull = client.id === "k1" && store.people.size > 0;
  return {
    ...client,
    created_at: "2026-09-02T10:11:00+05:00",
    archived_at: cabinet.archived.get(client.id) ?? null,
    people: isFull ? store.people.size : 0,
    companies: isFull ? store.companies.size : 0,
    applications_open: isFull ? store.applications.size : 0,
    needs: isFull ? 2 : 0,
    next_deadline: isFull ? "2026-12-01" : null,
    outbox_waiting: 0,
    trouble: null,
    can_be_taken: false,
  };
}

function backups() {
  return {
    folder: cabinet.backupFolder || BESIDE,
    is_beside_cabinet: cabinet.backupFolder === "",
    problem: store.backupProblem,
    snapshots: cabinet.snapshots.map((taken_at) => ({ id: `k/${taken_at}`, taken_at })),
  };
}

function prove({ secret, is_recovery_key }: { secret: string; is_recovery_key: boolean }): void {
  if (is_recovery_key ? secret.replace(/\D/g, "") !== store.recovery.join("") : secret !== store.passphrase)
    refuse(is_recovery_key ? "wrong_recovery_key" : "wrong_passphrase");
}

const words = { created: text("Created", "Создано", "Жасалды"), changed: text("Changed", "Изменено", "Өзгертілді") };

function journal(): JournalRow[] {
  return Array.from({ length: 64 }, (_, index) => {
    const sequence = 64 - index;
    const isNew = sequence <= 20;
    const person = sequence % 3 !== 0;
    const id = person ? "p1" : "a1";
    return {
      sequence: String(sequence),
      at: `2026-11-${String(1 + Math.floor(sequence / 3)).padStart(2, "0")}T14:02:00+05:00`,
      actor: "user",
      text: words[isNew ? "created" : "changed"],
      action: isNew ? "created" : "changed",
      subject: person ? "person" : "application",
      subject_id: id,
      title: person ? "FAIRWEATHER Jordan" : "AP-2026-014",
      fields: isNew
        ? []
        : [
            {
              path: person ? "/phone" : "/filing_on",
              field: person ? "phone" : "filing_on",
              before: "",
              after: person ? "+7 700 000 00 01" : "2026-12-01",
              records: [],
            },
          ],
      is_redacted: false,
    };
  });
}

const journalFile = () => ({
  client: "019a6c2e-0000-7000-8000-0000000000a1",
  client_name: require(store.client).name,
  exported_at: samples.NOW,
  entries: 64,
  public_key: "3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29",
});

export const cabinetCommands = {
  clientsOverview: async () => store.clients.map(row).sort((a, b) => Number(a.archived_at !== null) - Number(b.archived_at !== null)),
  clientRename: async (id, { name, colour }) => Object.assign(require(id), { name, colour }),
  clientArchive: async (id, archived) => {
    if (archived) cabinet.archived.set(id, samples.NOW);
    else cabinet.archived.delete(id);
  },
  clientErasure: async (id) => {
    const { name, people, companies, applications_open } = row(require(id));
    return {
      name,
      people,
      companies,
      papers: 1,
      applications: applications_open,
      backups: cabinet.snapshots.length,
      obstacle:
        store.clients.length > 1
          ? null
          : text("A cabinet keeps at least one client.", "Хотя бы один клиент остаётся.", "Кемінде бір клиент қалады."),
    };
  },
  clientErase: async (id, typed) => {
    if (typed.trim() !== require(id).name) refuse("invalid", text(""), [{ field: "name", code: "differs", text: text("Another name.") }]);
    store.clients = store.clients.filter((client) => client.id !== id);
    store.client = store.clients[0]?.id ?? "";
  },
  clientRotateKey: async (id) => void require(id),
  clientExport: async () => "Documents/expat-desk-client.age",
  clientImport: async (passphrase) => {
    if (passphrase === "wrong") refuse("wrong_passphrase");
    const client = { id: freshId("k"), name: "Taken In Ltd", colour: "green" };
    store.clients.push(client);
    return [client];
  },
  cabinetUnlockKeychain: async () => void (store.screen = "open"),
  cabinetUnlockAsFound: async (proof) => {
    prove(proof);
    store.screen = "open";
  },
  clientTakeAsFound: async (id) => void require(id),
  keysList: async () => ({ slots: cabinet.slots }),
  passphraseGenerate: async () => ({ passphrase: "tavoki-renuda-bofize-hupalo" }),
  passphraseChange: async ({ proof, passphrase }) => {
    prove(proof);
    if (passphrase.length < 12) refuse("weak_passphrase");
    store.passphrase = passphrase;
  },
  keychainAdd: async () => void cabinet.slots.push({ id: "s3", kind: "keychain", created_at: samples.NOW }),
  keychainRemove: async () => void (cabinet.slots = cabinet.slots.filter(({ kind }) => kind !== "keychain")),
  recoveryKeyNew: async (proof) => {
    prove(proof);
    cabinet.draft = [...store.recovery].reverse();
    return { groups: cabinet.draft };
  },
  recoveryKeyConfirm: async (groups) => {
    if (groups.some(({ index, text: typed }) => cabinet.draft[index] !== typed)) refuse("wrong_recovery_key");
    store.recovery = cabinet.draft;
  },
  backupsList: async () => backups(),
  backupNow: async () => {
    store.backupProblem = null;
    cabinet.snapshots.unshift("2026-11-23T14:03:00+05:00");
    return { taken_at: samples.NOW, clients: store.clients.length, files: 12, files_copied: 1, removed: 1, skipped: 0, lost: 0 };
  },
  backupCheck: async () => undefined,
  chooseBackupFolder: async () => (cabinet.backupFolder = "/media/usb/Expat Desk"),
  restoreList: async () => backups(),
  chooseRestoreFolder: async () => ({ ...backups(), folder: "/media/usb/Expat Desk" }),
  backupRestore: async (_id, proof) => {
    prove(proof);
    store.screen = "locked";
    store.cabinetTrouble = null;
    return { kept_aside: "cabinet-before-2026-11-23-140200", damaged_files: 0 };
  },
  headerRestore: async () => void (store.cabinetTrouble = null),
  cabinetArchive: async () => "Documents/expat-desk-cabinet.age",
  cabinetVerify: async () => ({
    sound: true,
    clients: store.clients.map(({ name }, index) => ({ client: name, entries: 64 - index * 60, records: 21, files: 12, problem: null })),
  }),
  journalExport: async () => ({ file: "Documents/expat-desk-journal.jsonl", journal: journalFile() }),
  journalCheck: async () => ({
    verdict: "sound",
    text: text(
      "The file is as it was signed, with the key that was expected.",
      "Файл такой, каким был подписан, и подписан ожидаемым ключом.",
      "Файл қол қойылған күйінде және күтілген кілтпен қол қойылған.",
    ),
    journal: journalFile(),
  }),
  journalPage: async ({ scope, subject, action, before }) => {
    const all = scope === "cabinet" ? [] : journal();
    const found = all.filter((one) => (subject === "" || one.subject === subject) && (action === "" || one.action === action));
    const rows = found.filter(({ sequence }) => before === null || Number(sequence) < Number(before)).slice(0, 50);
    return { rows, next: rows[49]?.sequence ?? null };
  },
} satisfies Partial<Commands>;
