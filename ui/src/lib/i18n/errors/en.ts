// What went wrong and what to do next, a code each, in English; the shape of the other two languages.
import type { ErrorCode } from "$lib/ipc";

export type ErrorAdvice = { title: string; todo: string };

export const errors: Record<ErrorCode, ErrorAdvice> = {
  wrong_passphrase: {
    title: "This passphrase doesn't open the cabinet.",
    todo: "Check the keyboard layout and Caps Lock and try again. If you have forgotten it, use the recovery key.",
  },
  weak_passphrase: {
    title: "This passphrase is too easy to guess.",
    todo: "Make it longer. Four or five words that have nothing to do with each other are strong and easy to remember.",
  },
  wrong_recovery_key: {
    title: "This recovery key doesn't open the cabinet.",
    todo: "Compare every group with the sheet. Each group has a check digit, so a single slip is noticed.",
  },
  header_damaged: {
    title: "The cabinet's header file is damaged.",
    todo: "Nothing was changed. Restore cabinet.json from a backup; the records themselves are untouched.",
  },
  header_repairable: {
    title: "The cabinet's header file is damaged.",
    todo: "The copy beside it is sound. Use the copy; nothing is lost.",
  },
  rolled_back: {
    title: "Somebody put an older state of the files back.",
    todo: "Entries that were there are missing. Nothing was changed; restore the newest backup.",
  },
  keychain: { title: "This computer's keychain doesn't open the cabinet now.", todo: "Use the passphrase. Nothing was changed." },
  archive_refused: {
    title: "This file is damaged, or Expat Desk didn't write it.",
    todo: "Nothing was taken from it. Try another copy of the file.",
  },
  target_exists: { title: "There is a file of this name already.", todo: "It was left alone. Choose another name." },
  format_too_new: {
    title: "This cabinet was written by a newer version of Expat Desk.",
    todo: "Install the newer version on this computer. Nothing was changed.",
  },
  cabinet_in_use: { title: "The cabinet is open in another window.", todo: "Close the other window of Expat Desk and try again." },
  cabinet_exists: { title: "There is already a cabinet here.", todo: "Unlock it, or start Expat Desk with another folder." },
  locked: { title: "The desk is locked.", todo: "Unlock it to go on." },
  invalid: { title: "Some fields need another look.", todo: "They are marked below. Nothing was saved, and nothing you typed is lost." },
  stale: {
    title: "This record was changed elsewhere in the meantime.",
    todo: "What you typed is still here. Compare it with the saved version, then decide which to keep.",
  },
  not_found: { title: "This record is no longer there.", todo: "It may have been removed. Go back to the list." },
  frozen: {
    title: "This application was sent, so it can't be changed.",
    todo: "What was sent stays as proof. Make a new application for a change.",
  },
  not_ready: { title: "Something still blocks this step.", todo: "Look at the findings in Review; each one leads to its field." },
  unsafe_place: {
    title: "The cabinet's folder is copied to other machines or lies on one.",
    todo: "What was saved there may be lost. Choose another folder, or use this one anyway.",
  },
  no_cabinet: { title: "There is no cabinet here.", todo: "Create one, or start Expat Desk with the folder that holds yours." },
  store_damaged: {
    title: "The files aren't what Expat Desk wrote.",
    todo: "Someone or something has changed them. Stop, keep a copy of the folder, and restore the last good backup.",
  },
  disk_full: { title: "The disk is full.", todo: "Free some space and save again. What you typed is still here." },
  portal_unreachable: {
    title: "The portal can't be reached.",
    todo: "Everything stays in the outbox and is sent as soon as there is a connection.",
  },
  portal_refused: { title: "The portal refused this.", todo: "Read its reason, correct the application and send it again." },
  portal_sign_in: { title: "The portal didn't accept the sign-in.", todo: "Check the e-mail and the password, or create an account." },
  portal_answer: {
    title: "The portal gave an answer that we don't understand.",
    todo: "Nothing was lost. Try again later; if it stays, tell support.",
  },
  typesetting: { title: "The document couldn't be made.", todo: "The reason is below. The other documents aren't affected." },
  file_refused: { title: "This file can't be attached.", todo: "Attach a PDF, JPEG or PNG that opens on this computer." },
  internal: {
    title: "Something went wrong inside Expat Desk.",
    todo: "Nothing you typed is lost. Try again; if it happens again, save your work elsewhere and tell support.",
  },
};
