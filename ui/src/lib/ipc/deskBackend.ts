// The desk itself, over Tauri's IPC. Rejections arrive as `AppError` objects.
import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import type { Backend } from "./backend";
import type { Commands } from "./contract";

const CHANGED = "desk-changed";

/** The names by which the desk takes each command's arguments, in the order in which `Commands` takes them. */
const ARGUMENTS: { readonly [Name in keyof Commands]: readonly string[] & { length: Parameters<Commands[Name]>["length"] } } = {
  appState: [],
  cabinetCreate: ["input"],
  cabinetConfirmRecovery: ["groups"],
  cabinetUnlock: ["passphrase"],
  cabinetUnlockRecovery: ["key"],
  cabinetLock: [],
  passphraseStrength: ["passphrase"],
  samplesLoad: [],
  settingsGet: [],
  settingsSave: ["settings"],
  chooseExportFolder: [],
  clientCreate: ["input"],
  clientSelect: ["id"],
  today: [],
  search: ["query"],
  countries: [],
  services: [],
  companyList: ["query"],
  companyGet: ["id"],
  companySave: ["input"],
  binCheck: ["bin"],
  iinCheck: ["iin", "birthDate", "sex"],
  personList: ["query"],
  personGet: ["id"],
  personSave: ["input"],
  mrzRead: ["line1", "line2"],
  paperList: ["query"],
  paperAttach: ["input"],
  paperRemove: ["id"],
  paperPreview: ["id", "page"],
  applicationList: [],
  applicationCreate: ["input"],
  applicationGet: ["id"],
  applicationSaveDetails: ["id", "version", "details"],
  applicationAddPerson: ["id", "person", "principal"],
  applicationRemovePerson: ["id", "person"],
  applicationApprove: ["id"],
  publicOffer: [],
  applicationSubmit: ["id", "offer"],
  letterPreview: ["id", "kind", "person", "language", "page"],
  lettersSave: ["id", "languages"],
  lettersSaveTo: ["id", "languages"],
  outboxList: [],
  syncNow: [],
  portalSignUp: ["input"],
  portalSignIn: ["input"],
  portalOpenStaff: [],
};

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function command(name: string, names: readonly string[]) {
  return (...values: unknown[]): Promise<unknown> =>
    invoke(snakeCase(name), Object.fromEntries(names.map((argument, index) => [argument, values[index]])));
}

const commands = Object.fromEntries(Object.entries(ARGUMENTS).map(([name, names]) => [name, command(name, names)])) as unknown as Commands;

export const backend: Backend = {
  commands,
  onChanged(listener) {
    const listening = listen(CHANGED, listener);
    return () => void listening.then((stop) => stop());
  },
  noteActivity() {
    // Whether it arrives is of no consequence here: without it the desk locks, which is the safe side.
    invoke("activity").catch(() => undefined);
  },
  forget() {
    // Nothing less than a new page is sure to let go of every name in variables and closures.
    location.reload();
    return true;
  },
};
