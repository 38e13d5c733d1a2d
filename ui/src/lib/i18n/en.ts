// English, and the shape that the other languages have to fill. One word for one thing, as in docs/ARCHITECTURE.md.
// A screen's texts stand in the folder of its name, one file a language.
import * as applications from "./applications/en";
import * as cabinet from "./cabinet/en";
import * as companies from "./companies/en";
import * as errors from "./errors/en";
import * as gate from "./gate/en";
import * as keeping from "./keeping/en";
import * as letters from "./letters/en";
import * as papers from "./papers/en";
import * as people from "./people/en";
import * as portal from "./portal/en";
import * as privacy from "./privacy/en";
import * as rulebook from "./rulebook/en";
import * as settings from "./settings/en";
import * as shell from "./shell/en";
import * as tables from "./tables/en";
import * as today from "./today/en";
import type { Widened } from "./widened";

export const en = {
  appName: "Expat Desk",
  ...applications,
  ...cabinet,
  ...companies,
  ...errors,
  ...gate,
  ...keeping,
  ...letters,
  ...papers,
  ...people,
  ...portal,
  ...privacy,
  ...rulebook,
  ...settings,
  ...shell,
  ...tables,
  ...today,
};

/** What every language has to say. */
export type Catalogue = Widened<typeof en>;
