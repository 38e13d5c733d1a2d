// Two late versions of one record and the one that both started from: what was typed here, what was saved elsewhere.
// Whatever only one of them changed is taken, items of lists included; where both changed a field, a person chooses.

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

const NOTHING: ReadonlySet<string> = new Set();

/** A part with fields of its own. */
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

/** What an item of a list is followed by: its id, else its name, else all that it says. */
function nameOf(item: unknown): string {
  return isPart(item) ? content(item.id ?? item.name ?? item) : content(item);
}

/** Items by their names, or null where two are called the same. */
function named(list: readonly unknown[]): Map<string, unknown> | null {
  const items = new Map(list.map((item) => [nameOf(item), item]));
  return items.size === list.length ? items : null;
}

/** The list with what both did to it, or null where a person has to choose: the desk's rule for lists (`vault::merge`). */
function mergedList(base: unknown, mine: unknown, theirs: unknown): unknown[] | null {
  if (!Array.isArray(mine) || !Array.isArray(theirs)) return null;
  const [start, left, right] = [named(Array.isArray(base) ? base : []), named(mine), named(theirs)];
  if (!start || !left || !right) return null;
  const common = (one: Map<string, unknown>, other: Map<string, unknown>) => [...one.keys()].filter((name) => other.has(name)).join();
  const inOrder = (one: Map<string, unknown>, other: Map<string, unknown>) => common(one, other) === common(other, one);
  const adds = (one: Map<string, unknown>, other: Map<string, unknown>) =>
    [...one.keys()].some((name) => !start.has(name) && !other.has(name));
  // One item that both renamed looks like two new ones.
  const gone = [...start.keys()].some((name) => !left.has(name) && !right.has(name));
  if (gone && adds(left, right) && adds(right, left)) return null;
  const isMineFirst = !inOrder(start, left) && inOrder(start, right);
  if (!isMineFirst && !inOrder(start, left) && !inOrder(left, right)) return null;
  const [frame, other] = isMineFirst ? [left, right] : [right, left];
  const order = [...frame.keys()];
  let before = -1;
  for (const name of other.keys()) {
    const known = order.indexOf(name);
    if (known < 0) order.splice(before + 1, 0, name);
    before = known < 0 ? before + 1 : known;
  }
  const items: unknown[] = [];
  for (const name of order) {
    const [item, a, b] = [start.get(name), left.get(name), right.get(name)];
    if (content(a) === content(item)) items.push(b);
    else if (content(b) === content(item)) items.push(isPart(a) && isPart(b) ? merged(item as Fields, a, b, NOTHING) : a);
    else if (content(a) === content(b)) items.push(b);
    else if (isPart(item) && isPart(a) && isPart(b) && conflicts(item, a, b).length === 0) items.push(merged(item, a, b, NOTHING));
    else return null;
  }
  return items.filter((item) => item !== undefined);
}

/** Every field that both changed, to different values. A part that only one of them has counts as one field. */
export function conflicts(base: object, mine: object, theirs: object, prefix = ""): Difference[] {
  const [start, left, right] = [base as Fields, mine as Fields, theirs as Fields];
  return Object.keys(left).flatMap((key): Difference[] => {
    if (BOOKKEEPING.has(key)) return [];
    const [before, a, b] = [start[key], left[key], right[key]];
    if (isPart(a) && isPart(b)) return conflicts(isPart(before) ? before : {}, a, b, `${prefix}${key}.`);
    const untouched = content(a) === content(before) || content(b) === content(before) || content(a) === content(b);
    return untouched || mergedList(before, a, b) ? [] : [{ path: prefix + key, before: shown(before), mine: shown(a), theirs: shown(b) }];
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
    if (content(a) === content(before)) return [key, b];
    return [key, mergedList(before, a, b) ?? a];
  });
  return Object.fromEntries(result) as T;
}
