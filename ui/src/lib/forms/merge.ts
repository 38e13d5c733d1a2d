// Two versions of one record side by side: what was typed here and what was saved elsewhere.

export interface Difference {
  /** The field's name as the form knows it, such as `travel_document.number`. */
  path: string;
  mine: string;
  theirs: string;
}

/** The version itself is no content: whichever field wins, the next save builds on the saved version. */
const BOOKKEEPING = new Set(["id", "version"]);

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function shown(value: unknown): string {
  if (!isRecord(value)) return value === null || value === undefined ? "" : String(value);
  return Object.entries(value)
    .filter(([key]) => !BOOKKEEPING.has(key))
    .map(([, part]) => shown(part))
    .filter((part) => part !== "")
    .join(", ");
}

/** Every field in which the two differ. A part that only one of them has counts as one field. */
export function differences(mine: object, theirs: object, prefix = ""): Difference[] {
  const [left, right] = [mine as Record<string, unknown>, theirs as Record<string, unknown>];
  return Object.keys(left).flatMap((key): Difference[] => {
    if (BOOKKEEPING.has(key)) return [];
    const [a, b] = [left[key], right[key]];
    const path = prefix + key;
    if (isRecord(a) && isRecord(b)) return differences(a, b, `${path}.`);
    return shown(a) === shown(b) ? [] : [{ path, mine: shown(a), theirs: shown(b) }];
  });
}

/** What was typed, with the saved value in every field of `taken`, standing on the saved version. */
export function merged<T extends object>(mine: T, theirs: T, taken: ReadonlySet<string>, prefix = ""): T {
  const [left, right] = [mine as Record<string, unknown>, theirs as Record<string, unknown>];
  const result = Object.keys(left).map((key): [string, unknown] => {
    const [a, b] = [left[key], right[key]];
    const path = prefix + key;
    if (BOOKKEEPING.has(key) || taken.has(path)) return [key, b];
    return [key, isRecord(a) && isRecord(b) ? merged(a, b, taken, `${path}.`) : a];
  });
  return Object.fromEntries(result) as T;
}
