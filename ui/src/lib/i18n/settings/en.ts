// Settings, in English; the shape of the other two languages.

export const settings = {
  title: "Settings",
  appearance: "Language and look",
  language: "Language of the window",
  languageHint: "Letters have their own language; this changes only the window.",
  theme: "Theme",
  themes: { system: "As the system", light: "Light", dark: "Dark" },
  safety: "Safety",
  idle: "Lock after minutes without use",
  idleHint: "Ctrl+L locks at once.",
  folder: "Folder for saved letters",
  chooseFolder: "Choose…",
  noFolder: "No folder chosen",
  portal: "Portal",
  about: "About",
  version: "Version",
  licence: "Licence MIT or Apache 2.0",
  aboutText: "Records stay encrypted on this computer. Only what you send to the portal leaves it.",
  saved: "Settings saved",
};
