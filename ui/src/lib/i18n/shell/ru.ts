// What every screen shares: buttons, the rail, clients, the palette, dates and unsaved changes, in Russian.
import type { Catalogue } from "../en";
import { plural } from "../plural";

export const common: Catalogue["common"] = {
  save: "Сохранить",
  saved: "Сохранено",
  cancel: "Отмена",
  close: "Закрыть",
  back: "Назад",
  add: "Добавить",
  remove: "Убрать",
  edit: "Изменить",
  done: "Готово",
  open: "Открыть",
  loading: "Загрузка…",
  filter: "Отбор",
  pickAll: "Отметить все строки",
  pickRow: (name) => `Отметить: ${name}`,
  filterList: "Отобрать в списке",
  noMatches: "Под отбор ничего не подходит.",
  clearFilter: "Снять отбор",
  showMore: (count) => plural("ru", count, { one: "Показать ещё #", other: "Показать ещё #" }),
  rows: (count) => plural("ru", count, { one: "# строка", few: "# строки", many: "# строк", other: "# строки" }),
  choose: "Выберите…",
  why: "почему?",
  yes: "Да",
  no: "Нет",
  dateHint: "ДД.ММ.ГГГГ",
  unsaved: "Есть несохранённые изменения",
  tryAgain: "Повторить",
  history: "История",
  noHistory: "Изменений пока не было.",
  language: "Язык",
  actions: "Действия",
  emptied: "пусто",
  otherRecord: "другая запись",
  erasedRecord: "запись, удалённая безвозвратно",
  recordInBin: (title: string) => `${title} (в корзине)`,
  skipToContent: "Перейти к содержимому",
};

export const languageNames: Catalogue["languageNames"] = { en: "английский", ru: "русский", kk: "казахский" };

export const date: Catalogue["date"] = {
  unreadable: "Запишите дату как ДД.ММ.ГГГГ, например 09.03.2026.",
  ambiguous: "Здесь не различить день и месяц. Запишите ДД.ММ.ГГГГ через точки.",
  short_year: "Запишите год четырьмя цифрами.",
  impossible: "Такого дня нет.",
};

export const number: Catalogue["number"] = { unreadable: "Введите целое число." };

export const leave: Catalogue["leave"] = {
  title: "Сохранить изменения?",
  body: "В этой форме есть изменения, которые ещё не сохранены.",
  save: "Сохранить и продолжить",
  discard: "Не сохранять",
  stay: "Остаться",
};

export const stale: Catalogue["stale"] = {
  compare: "Сравнить",
  title: "Две версии одной записи",
  body: "Эти поля изменены в обеих версиях. Всё остальное уже объединено. Выберите, какое значение останется; ничего не сохранится, пока вы не нажмёте «Сохранить».",
  before: "Было",
  field: "Поле",
  mine: "Введено здесь",
  theirs: "Сохранено в другом месте",
  apply: "Продолжить с этим выбором",
  same: "Противоречий нет: обе правки объединены. Продолжите и сохраните.",
};

export const nav: Catalogue["nav"] = {
  main: "Главное меню",
  today: "Сегодня",
  applications: "Заявки",
  people: "Люди",
  companies: "Компании",
  papers: "Документы",
  outbox: "Исходящие",
  bin: "Корзина",
  rulebook: "Правила",
  privacy: "Персональные данные",
  settings: "Настройки",
  find: "Поиск…",
  lock: "Заблокировать",
  waiting: (count) =>
    plural("ru", count, { one: "# ждёт отправки", few: "# ждут отправки", many: "# ждут отправки", other: "# ждут отправки" }),
};

export const clients: Catalogue["clients"] = {
  switch: "Сменить клиента",
  current: "Клиент",
  add: "Добавить клиента…",
  name: "Название клиента",
  colour: "Цвет по краю окна",
  hint: "У каждого клиента своё зашифрованное хранилище со своим ключом.",
  colours: { teal: "Бирюзовый", indigo: "Индиго", amber: "Янтарный", rose: "Розовый", green: "Зелёный", slate: "Серый" },
  select: "Выберите клиента, чтобы начать.",
};

export const palette: Catalogue["palette"] = {
  title: "Поиск и команды",
  placeholder: "Имя, номер, компания или действие",
  nothing: "Ничего не найдено.",
  commands: "Команды",
  results: "Найдено",
  keys: "↑ ↓ выбор, Enter открыть, Esc закрыть",
  goTo: (place) => `Перейти: ${place}`,
  unsearched: (clients) => `Поиск не охватил тех, чьи документы не открываются: ${clients}. Причина указана в списке клиентов.`,
  theme: (theme) => `Тема: ${theme}`,
  kinds: {
    company: "Компания",
    person: "Человек",
    paper: "Документ",
    application: "Заявка",
    travel_document: "Паспорт",
    stay_document: "Виза или разрешение",
    submission: "Отправка",
  },
};
