// Set-up, the recovery key and unlocking, in English; the shape of the other two languages.

export const welcome = {
  title: "Set up your cabinet",
  lead: "The cabinet keeps passports, contracts and letters encrypted on this computer. Nothing leaves it unless you send it.",
  name: "Whose papers are these?",
  nameHint: "Your company, or your first client if you work for several.",
  passphrase: "Passphrase",
  passphraseHint: "Four or five words that have nothing to do with each other are best.",
  repeat: "Passphrase again",
  differs: "The two passphrases differ.",
  strength: "Strength",
  strengths: ["very weak", "weak", "fair", "good", "strong"],
  show: "Show",
  hide: "Hide",
  create: "Create the cabinet",
  creating: "Creating the keys takes about a second…",
  nameMissing: "Give it a name.",
};

export const recovery = {
  title: "Your recovery key",
  lead: "If the passphrase is forgotten, this key is the only way in. We can't restore it, nobody can.",
  keep: "Print it or write it down and keep it where the passport safe is, not on this computer.",
  group: (number: number) => `Group ${number}`,
  print: "Print",
  next: "I have it on paper",
  confirmTitle: "Check your sheet",
  confirmLead: "Type these two groups from the paper, so that we know it can be read.",
  confirm: "Open the desk",
  showAgain: "Show the key again",
  sheetTitle: "Expat Desk: recovery key",
  sheetNote: "Whoever holds this sheet can open the cabinet. Keep it like a passport.",
};

export const unlock = {
  title: "Unlock",
  lead: "Your papers are encrypted while the desk is locked.",
  passphrase: "Passphrase",
  open: "Unlock",
  opening: "Unlocking takes about a second…",
  byRecovery: "Use the recovery key",
  byPassphrase: "Use the passphrase",
  recovery: "Recovery key",
  recoveryHint: "All groups in order; spaces and dashes don't matter.",
};
