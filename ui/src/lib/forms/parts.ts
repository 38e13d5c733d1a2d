// Parts of a person that are records of their own: taking one out of the form moves it into the recycle bin on saving.
import type { PersonInput } from "$lib/ipc";

/** Notes that a part goes; one that was never saved just isn't there any more. */
export function forget(values: PersonInput, part: { id: string | null } | null): void {
  if (part?.id) values.removed.push(part.id);
}

/** Takes a part out of its list. */
export function takeOut<Part extends { id: string | null }>(values: PersonInput, list: Part[], index: number): void {
  forget(values, list.splice(index, 1)[0] ?? null);
}
