// Settings, in Russian.
import type { Catalogue } from "../en";

export const settings: Catalogue["settings"] = {
  title: "Настройки",
  appearance: "Язык и вид",
  language: "Язык окна",
  languageHint: "У писем свой язык; здесь меняется только окно.",
  theme: "Тема",
  themes: { system: "Как в системе", light: "Светлая", dark: "Тёмная" },
  safety: "Безопасность",
  idle: "Блокировать после бездействия, минут",
  idleHint: "Ctrl+L блокирует сразу.",
  folder: "Папка для сохранённых писем",
  chooseFolder: "Выбрать…",
  noFolder: "Папка не выбрана",
  portal: "Портал",
  about: "О программе",
  version: "Версия",
  licence: "Лицензия MIT или Apache 2.0",
  aboutText: "Записи хранятся на этом компьютере в зашифрованном виде. Его покидает только то, что вы отправляете на портал.",
  saved: "Настройки сохранены",
};
