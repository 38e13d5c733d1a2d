// Two late versions of one record and the one that both started from: what was typed here, what was saved elsewhere.
// Whatever only one of them changed is taken; where both changed a field, a person chooses.

export interface Difference {
  /** The field's name as the form knows it, such as `travel_document.number`. */
  path: string;
  before: string;
  mine: string;
  theirs: string;
}

/** The version itself is no content: whichever field wins, the next save builds on the saved version. */
const BOOKKEEPING = new Set(["id", "version"]);

type Fields = Record<string, unknown>;

/** A part with fields of its own; a list is one value, because its items have no names to be followed by. */
function isPart(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.map(shown).filter(Boolean).join("; ");
  if (!isPart(value)) return value === null || value === undefined ? "" : String(value);
  return Object.entries(value)
    .filter(([key]) => !BOOKKEEPING.has(key))
    .map(([, part]) => shown(part))
    .filter((part) => part !== "")
    .join(", ");
}

function content(value: unknown): string {
  return JSON.stringify(value ?? null, (key, part: unknown) => (BOOKKEEPING.has(key) ? undefined : part));
}

/** Every field that both changed, to different values. A part that only one of them has counts as one field. */
export function conflicts(base: object, mine: object, theirs: object, prefix = ""): Difference[] {
  const [start, left, right] = [base as Fields, mine as Fields, theirs as Fields];
  return Object.keys(left).flatMap((key): Difference[] => {
    if (BOOKKEEPING.has(key)) return [];
    const [before, a, b] = [start[key], left[key], right[key]];
    if (isPart(a) && isPart(b)) return conflicts(isPart(before) ? before : {}, a, b, `${prefix}${key}.`);
    const untouched = content(a) === content(before) || content(b) === content(before) || content(a) === content(b);
    return untouched ? [] : [{ path: prefix + key, before: shown(before), mine: shown(a), theirs: shown(b) }];
  });
}

/** Both edits together, standing on the saved version; of the conflicts, the saved value in every field of `taken`. */
export function merged<T extends object>(base: object, mine: T, theirs: T, taken: ReadonlySet<string>, prefix = ""): T {
  const [start, left, right] = [base as Fields, mine as Fields, theirs as Fields];
  const result = Object.keys(left).map((key): [string, unknown] => {
    const [before, a, b] = [start[key], left[key], right[key]];
    const path = prefix + key;
    if (BOOKKEEPING.has(key) || taken.has(path)) return [key, b];
    if (isPart(a) && isPart(b)) return [key, merged(isPart(before) ? before : {}, a, b, taken, `${path}.`)];
    return [key, content(a) === content(before) ? b : a];
  });
  return Object.fromEntries(result) as T;
}
