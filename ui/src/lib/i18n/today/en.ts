// Today, in English; the shape of the other two languages.
import { plural } from "../plural";

export const today = {
  needsYou: "Needs you",
  nothing: "Nothing is waiting for you.",
  nextDays: "Next 30 days",
  dayOff: "day off",
  noEntries: "Nothing falls due in the next 30 days.",
  stages: "Applications by stage",
  stageNames: {
    preparing: "Preparing",
    ready: "Ready",
    approved: "Approved",
    sent: "Sent",
    awaiting_payment: "Awaiting payment",
    awaiting_documents: "Awaiting documents",
  },
  outbox: "Outbox",
  waiting: (count: number) =>
    count === 0
      ? "Nothing waits to be sent."
      : plural("en", count, { one: "1 submission waits to be sent.", other: "# submissions wait to be sent." }),
  lastSync: (moment: string) => `Last sync ${moment}`,
  neverSynced: "Not synced yet",
  emptyTitle: "A calm first day",
  emptyLead: "Expat Desk works out which papers each visa needs, writes the letters and sends the application. Three things get you there:",
  emptyCompany: "Add the company that invites. Its BIN is enough to start.",
  emptyPerson: "Add the person. Paste the two lines at the foot of the passport and the fields fill themselves.",
  emptyApplication: "Start an application. The checklist, fees and letters follow from it.",
  samples: "Load sample data",
  samplesHint: "Or look around first with invented companies and people.",
  addCompany: "Add a company",
  addPerson: "Add a person",
  newApplication: "New application",
};

export const severity = { blocks: "Blocks", warns: "Warning", tells: "Note" };
