// Kazakh, as a careful clerk writes it.
import * as applications from "./applications/kk";
import * as cabinet from "./cabinet/kk";
import * as companies from "./companies/kk";
import type { Catalogue } from "./en";
import * as errors from "./errors/kk";
import * as gate from "./gate/kk";
import * as keeping from "./keeping/kk";
import * as letters from "./letters/kk";
import * as papers from "./papers/kk";
import * as people from "./people/kk";
import * as portal from "./portal/kk";
import * as privacy from "./privacy/kk";
import * as rulebook from "./rulebook/kk";
import * as settings from "./settings/kk";
import * as shell from "./shell/kk";
import * as tables from "./tables/kk";
import * as today from "./today/kk";

export const kk: Catalogue = {
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
