// What the user writes in three languages.
import type { Wording } from "$lib/ipc";

export type { Wording };

/** No words yet. A function, because forms write into what they are given. */
export function noWording(): Wording {
  return { en: "", ru: "", kk: "" };
}
