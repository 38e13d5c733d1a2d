// Dates on the screen are DD.MM.YYYY in every language and travel as YYYY-MM-DD. No Date object touches a plain
// date: a time zone must never move a birthday. Moments are shown by the clock of Kazakhstan.
import type { Language } from "$lib/ipc";

/** One zone for the whole country since March 2024; older zone tables would say UTC+6. */
const KAZAKHSTAN_OFFSET_MS = 5 * 3_600_000;
const SHORTEST_YEAR = 1850;
const LATEST_YEAR = 2200;

export type DateProblem = "unreadable" | "ambiguous" | "short_year" | "impossible";
export type DateReading = { ok: true; date: string | null } | { ok: false; problem: DateProblem };

const refused = (problem: DateProblem): DateReading => ({ ok: false, problem });

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function read(year: string, month: string, day: string): DateReading {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  if (y < SHORTEST_YEAR || y > LATEST_YEAR || m < 1 || m > 12 || d < 1 || d > daysInMonth(y, m)) return refused("impossible");
  return { ok: true, date: `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` };
}

/**
 * Reads what somebody typed. Accepts DD.MM.YYYY and YYYY-MM-DD; with slashes or dashes the day and the month can't be
 * told apart, and two digits don't name a century, so these are refused with their reason instead of guessed.
 */
export function readDate(typed: string): DateReading {
  const text = typed.trim();
  if (text === "") return { ok: true, date: null };
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return read(iso[1] ?? "", iso[2] ?? "", iso[3] ?? "");
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  if (dotted) return read(dotted[3] ?? "", dotted[2] ?? "", dotted[1] ?? "");
  if (/^\d{1,2}[./-]\d{1,2}[./-]\d{2}$/.test(text)) return refused("short_year");
  if (/^\d{1,2}[/-]\d{1,2}[/-]\d{4}$/.test(text)) return refused("ambiguous");
  return refused("unreadable");
}

/** `2026-03-09` as `09.03.2026`; nothing for no date. */
export function showDate(date: string | null): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(date ?? "");
  return parts ? `${parts[3]}.${parts[2]}.${parts[1]}` : "";
}

/** Milliseconds of a moment, for ordering; engines agree only on three digits of a second's fraction. */
export function instantOf(moment: string): number {
  return Date.parse(moment.replace(/(\.\d{3})\d+/, "$1"));
}

/** `2026-03-09T09:02:11Z` as `09.03.2026 14:02`, by the clock of Kazakhstan whatever offset it was written in. */
export function showMoment(moment: string | null): string {
  const instant = moment?.includes("T") ? instantOf(moment) : Number.NaN;
  if (Number.isNaN(instant)) return showDate(moment);
  const local = new Date(instant + KAZAKHSTAN_OFFSET_MS).toISOString();
  return `${showDate(local)} ${local.slice(11, 16)}`;
}

function midnight(date: string): Date {
  return new Date(`${date}T00:00:00Z`);
}

const locales = { en: "en-GB", ru: "ru-RU" } as const;

// Windows' webview has no Kazakh calendar and would answer "M11 23, Mon".
const KAZAKH_MONTHS = [
  "қаңтар",
  "ақпан",
  "наурыз",
  "сәуір",
  "мамыр",
  "маусым",
  "шілде",
  "тамыз",
  "қыркүйек",
  "қазан",
  "қараша",
  "желтоқсан",
] as const;
const KAZAKH_WEEKDAYS = ["жексенбі", "дүйсенбі", "сейсенбі", "сәрсенбі", "бейсенбі", "жұма", "сенбі"] as const;
const KAZAKH_WEEKDAYS_SHORT = ["жс", "дс", "сс", "ср", "бс", "жм", "сб"] as const;

function inWords(date: string, language: "en" | "ru", parts: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locales[language], { ...parts, timeZone: "UTC" }).format(midnight(date));
}

/** `Monday 9 March`, in the language's own order and cases. */
export function showLongDate(date: string, language: Language): string {
  if (language !== "kk") return inWords(date, language, { weekday: "long", day: "numeric", month: "long" });
  const day = midnight(date);
  return `${day.getUTCDate()} ${KAZAKH_MONTHS[day.getUTCMonth()]}, ${KAZAKH_WEEKDAYS[day.getUTCDay()]}`;
}

/** `Mon` for a narrow strip of days. */
export function showWeekday(date: string, language: Language): string {
  return language === "kk" ? (KAZAKH_WEEKDAYS_SHORT[midnight(date).getUTCDay()] ?? "") : inWords(date, language, { weekday: "short" });
}

/** The month's name, for the head of a strip of days. */
export function showMonth(date: string, language: Language): string {
  return language === "kk" ? (KAZAKH_MONTHS[midnight(date).getUTCMonth()] ?? "") : inWords(date, language, { month: "long" });
}
