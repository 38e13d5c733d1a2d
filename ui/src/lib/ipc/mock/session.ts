// Opening and locking the toy desk, its settings, and whose papers lie on it.
import type { Commands } from "../contract";
import * as samples from "./samples";
import { freshId, loadSamples, refuse, store } from "./store";

const { text } = samples;

export const sessionCommands = {
  activity: async () => undefined,
  appState: async () => ({
    screen: store.screen,
    version: "0.1.0",
    language: store.settings.language,
    theme: store.settings.theme,
    clients: store.clients,
    client: store.clients.find(({ id }) => id === store.client) ?? null,
    portal: {
      address: "http://127.0.0.1:8700",
      sandbox: true,
      connected: store.account !== null,
      email: store.account,
      staff_available: true,
    },
    outbox_waiting: 0,
    today: samples.TODAY,
    opens_by_keychain: store.screen === "locked" && store.opensByKeychain,
    cabinet_trouble: store.screen === "locked" ? store.cabinetTrouble : null,
    place_warning: store.screen === "open" ? null : store.placeWarning,
    folder: store.folder,
    client_troubles: store.clientTroubles,
    backup_problem: store.backupProblem,
  }),
  cabinetCreate: async ({ passphrase, client_name, language }) => {
    if (passphrase.length < 12) refuse("weak_passphrase");
    store.passphrase = passphrase;
    store.settings.language = language;
    store.clients = [{ id: "k1", name: client_name, colour: "teal" }];
    return { groups: store.recovery };
  },
  cabinetConfirmRecovery: async (groups) => {
    if (groups.some(({ index, text: typed }) => store.recovery[index] !== typed)) refuse("wrong_recovery_key");
    store.screen = "open";
  },
  cabinetUnlock: async (passphrase) => {
    if (passphrase !== store.passphrase) refuse("wrong_passphrase");
    store.screen = "open";
  },
  cabinetUnlockRecovery: async (key) => {
    if (key.replace(/[\s-]/g, "") !== store.recovery.join("")) refuse("wrong_recovery_key");
    store.screen = "open";
  },
  cabinetLock: async () => void (store.screen = "locked"),
  passphraseStrength: async ({ length }) => ({
    score: Math.min(4, Math.floor(length / 5)),
    acceptable: length >= 12,
    text:
      length >= 12
        ? text("Fine.", "Годится.", "Жарайды.")
        : text("Add a word or two.", "Добавьте слово-другое.", "Тағы бір-екі сөз қосыңыз."),
  }),
  folderChoose: async () => {
    store.folder = { path: "/media/aida/Work/Expat Desk", can_choose: true, is_usual: false, is_missing: false };
    store.screen = "locked";
    return true;
  },
  folderUsual: async () => {
    store.folder = { path: "/home/aida/.local/share/expat-desk", can_choose: true, is_usual: true, is_missing: false };
    store.screen = "locked";
  },
  placeInsist: async () => void (store.placeWarning = null),
  samplesLoad: async () => {
    loadSamples();
  },
  settingsGet: async () => ({ ...store.settings }),
  settingsSave: async (settings) => void (store.settings = settings),
  chooseExportFolder: async () => "Documents/Expat Desk",
  clientCreate: async ({ name, colour }) => {
    const client = { id: freshId("k"), name, colour };
    store.clients.push(client);
    return client;
  },
  clientSelect: async (id) => void (store.client = id),
} satisfies Partial<Commands>;
