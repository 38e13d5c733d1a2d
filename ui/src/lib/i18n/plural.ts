// Plural forms by the language's own rules. Russian needs three, Kazakh one, English two.
import type { Language } from "$lib/ipc";

type Forms = { other: string } & Partial<Record<"one" | "few" | "many", string>>;

const rules: Record<Language, Intl.PluralRules> = {
  en: new Intl.PluralRules("en"),
  ru: new Intl.PluralRules("ru"),
  kk: new Intl.PluralRules("kk"),
};

/** The form that goes with `count`, with the number in place of `#`; a number and its noun stay on one line. */
export function plural(language: Language, count: number, forms: Forms): string {
  const category = rules[language].select(count) as keyof Forms;
  return (forms[category] ?? forms.other).replace(/# ?/, (mark) => (mark === "#" ? String(count) : `${count}\u00a0`));
}
