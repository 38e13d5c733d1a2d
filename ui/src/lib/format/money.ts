// Amounts arrive as decimal strings in tenge and are only regrouped: no amount passes through a floating number.
import type { Language } from "$lib/ipc";

/** Narrow and unbreakable, so that an amount is never torn over two lines. */
const THIN_SPACE = "\u202f";
const SPACE = "\u00a0";

/** `782162.50` as `782 162.50 ₸`, with the language's decimal sign; whole amounts stay whole. */
export function showMoney(amount: string, language: Language): string {
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount);
  if (!parts) return amount;
  const [, sign = "", whole = "", fraction] = parts;
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, THIN_SPACE);
  const cents = fraction === undefined || /^0+$/.test(fraction) ? "" : `${language === "en" ? "." : ","}${fraction}`;
  return `${sign}${grouped}${cents}${SPACE}₸`;
}

/** A calculation such as `0.5 × 4 325.00`, with the language's decimal sign and numbers that don't tear. */
export function showFormula(formula: string, language: Language): string {
  const whole = formula.replace(/(\d) (?=\d)/g, `$1${THIN_SPACE}`);
  return language === "en" ? whole : whole.replace(/(\d)\.(?=\d)/g, "$1,");
}

// Not from Intl: some webviews know no Kazakh units.
const SIZE_UNITS: Record<Language, readonly string[]> = {
  en: ["B", "kB", "MB", "GB"],
  ru: ["Б", "КБ", "МБ", "ГБ"],
  kk: ["Б", "КБ", "МБ", "ГБ"],
};

/** `1536` as `1.5 kB`, with decimal units as file managers show them. */
export function showSize(bytes: number, language: Language): string {
  const step = bytes < 1000 ? 0 : bytes < 1e6 ? 1 : bytes < 1e9 ? 2 : 3;
  const value = (bytes / 1000 ** step).toFixed(step === 0 ? 0 : 1).replace(/\.0$/, "");
  return `${language === "en" ? value : value.replace(".", ",")}${SPACE}${SIZE_UNITS[language][step] ?? ""}`;
}
