// Russian, as a careful clerk writes it.
import * as applications from "./applications/ru";
import * as cabinet from "./cabinet/ru";
import * as companies from "./companies/ru";
import type { Catalogue } from "./en";
import * as errors from "./errors/ru";
import * as gate from "./gate/ru";
import * as keeping from "./keeping/ru";
import * as letters from "./letters/ru";
import * as papers from "./papers/ru";
import * as people from "./people/ru";
import * as portal from "./portal/ru";
import * as privacy from "./privacy/ru";
import * as rulebook from "./rulebook/ru";
import * as settings from "./settings/ru";
import * as shell from "./shell/ru";
import * as tables from "./tables/ru";
import * as today from "./today/ru";

export const ru: Catalogue = {
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
