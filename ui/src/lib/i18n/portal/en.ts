// Sending, the portal's answers and the outbox, in English; the shape of the other two languages.
import { plural } from "../plural";

export const send = {
  notApproved: "First somebody has to approve the application in Review.",
  toReview: "Go to Review",
  offerTitle: "Public offer of the Expat Centre",
  offerVersion: (version: string) => `version ${version}`,
  accept: "I have read the public offer and accept it",
  submit: "Send to the portal",
  submitNote: "The packet is frozen at this moment. It is sent exactly once; without a network it waits in the outbox.",
  state: { queued: "In the outbox", sending: "Being sent", delivered: "Received by the portal", refused: "Refused by the portal" },
  stateLabel: "State",
  attempts: "Failed attempts",
  next: "Next attempt",
  number: "Number at the portal",
  portalStatus: "Portal status",
  paymentStatus: "Payment status",
  noPayment: "nothing paid yet",
  received: "Received",
  frozenAt: "Frozen",
  proof: "Fingerprint of the packet (SHA-256)",
  documentsCount: (count: number) => plural("en", count, { one: "1 document", other: "# documents" }),
  timeline: "Timeline",
  noTimeline: "Nothing has happened yet.",
  sync: "Sync now",
  actors: { journal: "our work", portal: "portal" },
};

export const portalStatus = {
  NEW: "New",
  "Awaiting for Payment": "Awaiting payment",
  "Awaiting to Receive Documents": "Awaiting the documents",
  Returned: "Returned",
} as Record<string, string>;

export const paymentStatus = { Pending: "Pending, don't pay again", Paid: "Paid" } as Record<string, string>;

export const portal = {
  title: "Portal account",
  sandbox: "Sandbox: nothing reaches the real Expat Centre.",
  sandboxShort: "Sandbox portal: nothing is really sent",
  connected: (email: string) => `Signed in as ${email}`,
  notConnected: "Not signed in",
  none: "No portal is set up.",
  address: "Address",
  signIn: "Sign in",
  signUp: "Create an account",
  haveAccount: "I have an account",
  needAccount: "I need an account",
  email: "E-mail",
  password: "Password",
  name: "Your name",
  staff: "Open the staff page",
  staffHint: "The sandbox's other side: here the Expat Centre's staff approve an application.",
  signedIn: "Signed in to the portal",
  lead: "Sending needs an account at the portal. The password goes to the portal only.",
};

export const outbox = {
  title: "Outbox",
  empty: "The outbox is empty",
  emptyLead: "Applications wait here while there is no network, and stay listed with their proof after they arrived.",
  columns: {
    application_number: "Application",
    company: "Company",
    state: "Sending",
    attempts: "Failed attempts",
    problem: "Last problem",
    portal: "Portal",
    frozen: "Frozen",
  },
  sync: "Sync now",
  synced: (delivered: number, events: number) =>
    delivered + events === 0
      ? "Nothing to send, and no news from the portal."
      : `${plural("en", delivered, { one: "1 delivered", other: "# delivered" })}, ${plural("en", events, { one: "1 piece of news from the portal", other: "# pieces of news from the portal" })}`,
  nextAt: (moment: string) => `next at ${moment}`,
};
