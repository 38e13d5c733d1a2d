// What every screen shares: buttons, the rail, clients, the palette, dates and unsaved changes, in English; the shape of the other two languages.
import { plural } from "../plural";

export const common = {
  save: "Save",
  saved: "Saved",
  cancel: "Cancel",
  close: "Close",
  back: "Back",
  add: "Add",
  remove: "Remove",
  edit: "Edit",
  done: "Done",
  open: "Open",
  loading: "Loading…",
  filter: "Filter",
  pickAll: "Tick all rows",
  pickRow: (name: string) => `Tick ${name}`,
  filterList: "Filter the list",
  noMatches: "Nothing matches the filter.",
  clearFilter: "Clear the filter",
  showMore: (count: number) => plural("en", count, { one: "Show 1 more", other: "Show # more" }),
  rows: (count: number) => plural("en", count, { one: "1 row", other: "# rows" }),
  choose: "Choose…",
  why: "why?",
  yes: "Yes",
  no: "No",
  dateHint: "DD.MM.YYYY",
  unsaved: "Unsaved changes",
  tryAgain: "Try again",
  history: "History",
  noHistory: "Nothing has been changed yet.",
  language: "Language",
  actions: "Actions",
  emptied: "empty",
  otherRecord: "another record",
  erasedRecord: "an erased record",
  recordInBin: (title: string) => `${title} (in the recycle bin)`,
  skipToContent: "Skip to the content",
};

export const languageNames = { en: "English", ru: "Russian", kk: "Kazakh" };

export const date = {
  unreadable: "Write the date as DD.MM.YYYY, for example 09.03.2026.",
  ambiguous: "Day and month can't be told apart here. Write DD.MM.YYYY with dots.",
  short_year: "Write the year with four digits.",
  impossible: "There is no such day.",
};

export const number = { unreadable: "Write a whole number." };

export const leave = {
  title: "Save your changes?",
  body: "This form has changes that are not saved yet.",
  save: "Save and go on",
  discard: "Give them up",
  stay: "Stay here",
};

export const stale = {
  compare: "Compare",
  title: "Two versions of this record",
  body: "Both versions changed these fields. Everything else was brought together already. Choose which value stays; nothing is saved until you press Save.",
  before: "Before",
  field: "Field",
  mine: "Typed here",
  theirs: "Saved elsewhere",
  apply: "Go on with this choice",
  same: "Nothing is in conflict: both edits are brought together. Go on and save.",
};

export const nav = {
  main: "Main",
  today: "Today",
  applications: "Applications",
  people: "People",
  companies: "Companies",
  papers: "Papers",
  outbox: "Outbox",
  bin: "Recycle bin",
  rulebook: "Rulebook",
  privacy: "Personal data",
  settings: "Settings",
  find: "Find or do…",
  lock: "Lock",
  waiting: (count: number) => plural("en", count, { one: "1 waiting to be sent", other: "# waiting to be sent" }),
};

export const clients = {
  switch: "Switch client",
  current: "Client",
  add: "Add a client…",
  name: "Name of the client",
  colour: "Colour along the window's edge",
  hint: "Every client has its own encrypted vault with its own key.",
  colours: { teal: "Teal", indigo: "Indigo", amber: "Amber", rose: "Rose", green: "Green", slate: "Slate" },
  select: "Choose a client to begin.",
};

export const palette = {
  title: "Find or do anything",
  placeholder: "A name, number, company, or what to do",
  nothing: "Nothing found.",
  commands: "Commands",
  results: "Found",
  keys: "↑ ↓ choose, Enter opens, Esc closes",
  goTo: (place: string) => `Go to ${place}`,
  unsearched: (clients: string) => `Not searched, because their papers can't be opened: ${clients}. The list of clients says why.`,
  theme: (theme: string) => `Theme: ${theme}`,
  kinds: {
    company: "Company",
    person: "Person",
    paper: "Paper",
    application: "Application",
    travel_document: "Passport",
    stay_document: "Visa or permit",
    submission: "Submission",
  },
};
