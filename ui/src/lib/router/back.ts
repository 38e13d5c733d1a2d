// Where "back" leads from a record that was opened out of an application.
import type { Catalogue } from "$lib/i18n/en";
import { href, parse } from "./routes";

/** `from` is the path of the place that sent us here; its last part is shown to the user. */
export function backTarget(from: string, t: Catalogue): { href: string; label: string } {
  const route = parse(from);
  return { href: href(route), label: route.at === "application" ? t.tabs[route.tab] : t.common.back };
}
