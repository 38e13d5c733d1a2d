// The rules to read, in English.
export const rulebook = {
  title: "Rulebook",
  lead: "What the guidebook of the Expat Centre says about each service, with the line where it stands. What is marked ≈ is not printed there: we infer it.",
  services: "Services",
  choose: "Choose a service",
  chooseLead: "Documents, fees, time and steps of each service, with the source of every line.",
  on: "Rules of the day",
  where: (text: string) => `Where it is printed: ${text}`,
  inferred: "Inferred, not printed in the guidebook",
};
