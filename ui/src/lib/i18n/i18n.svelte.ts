// The language of the window. Texts of the desk come in all three languages; ours are in the catalogues.
import type { Language, Text } from "$lib/ipc";
import { en, type Catalogue } from "./en";
import { kk } from "./kk";
import { ru } from "./ru";

export const LANGUAGES: readonly { code: Language; name: string }[] = [
  { code: "kk", name: "Қазақша" },
  { code: "ru", name: "Русский" },
  { code: "en", name: "English" },
];

export const catalogues: Record<Language, Catalogue> = { en, ru, kk };

class I18n {
  language = $state<Language>("en");

  get t(): Catalogue {
    return catalogues[this.language];
  }

  use(language: Language): void {
    this.language = language;
    document.documentElement.lang = language;
  }

  /** The desk's sentence in the window's language; English where it has none. */
  text(text: Text | null | undefined): string {
    return text ? text[this.language] || text.en : "";
  }

  /** What the user wrote, in the window's language or in whichever was filled in. */
  wording(wording: Text): string {
    return wording[this.language] || wording.en || wording.ru || wording.kk;
  }
}

export const i18n = new I18n();
