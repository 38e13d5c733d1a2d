// Settings, in Kazakh.
import type { Catalogue } from "../en";

export const settings: Catalogue["settings"] = {
  title: "Баптаулар",
  appearance: "Тіл және көрініс",
  language: "Терезе тілі",
  languageHint: "Хаттардың өз тілі бар; мұнда тек терезе тілі өзгереді.",
  theme: "Тақырып",
  themes: { system: "Жүйедегідей", light: "Ашық", dark: "Қараңғы" },
  safety: "Қауіпсіздік",
  idle: "Әрекетсіздіктен кейін құлыптау, минут",
  idleHint: "Ctrl+L бірден құлыптайды.",
  folder: "Сақталған хаттар қалтасы",
  chooseFolder: "Таңдау…",
  noFolder: "Қалта таңдалмаған",
  portal: "Портал",
  about: "Бағдарлама туралы",
  version: "Нұсқасы",
  licence: "MIT немесе Apache 2.0 лицензиясы",
  aboutText: "Жазбалар осы компьютерде шифрланған күйде сақталады. Одан тек порталға жібергеніңіз ғана шығады.",
  saved: "Баптаулар сақталды",
};
