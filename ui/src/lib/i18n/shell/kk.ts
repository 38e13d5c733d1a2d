// What every screen shares: buttons, the rail, clients, the palette, dates and unsaved changes, in Kazakh.
import type { Catalogue } from "../en";
import { plural } from "../plural";

export const common: Catalogue["common"] = {
  save: "Сақтау",
  saved: "Сақталды",
  cancel: "Бас тарту",
  close: "Жабу",
  back: "Артқа",
  add: "Қосу",
  remove: "Алып тастау",
  edit: "Өзгерту",
  done: "Дайын",
  open: "Ашу",
  loading: "Жүктелуде…",
  filter: "Сүзгі",
  pickAll: "Барлық жолды белгілеу",
  pickRow: (name) => `Белгілеу: ${name}`,
  filterList: "Тізімді сүзу",
  noMatches: "Сүзгіге сәйкес ештеңе жоқ.",
  clearFilter: "Сүзгіні алып тастау",
  showMore: (count) => plural("kk", count, { other: "Тағы # көрсету" }),
  rows: (count) => plural("kk", count, { other: "# жол" }),
  choose: "Таңдаңыз…",
  why: "неге?",
  yes: "Иә",
  no: "Жоқ",
  dateHint: "КК.АА.ЖЖЖЖ",
  unsaved: "Сақталмаған өзгерістер бар",
  tryAgain: "Қайталау",
  history: "Тарихы",
  noHistory: "Әзірге өзгеріс болған жоқ.",
  language: "Тіл",
  actions: "Әрекеттер",
  emptied: "бос",
  otherRecord: "басқа жазба",
  erasedRecord: "біржола жойылған жазба",
  recordInBin: (title: string) => `${title} (себетте)`,
  skipToContent: "Мазмұнға өту",
};

export const languageNames: Catalogue["languageNames"] = { en: "ағылшынша", ru: "орысша", kk: "қазақша" };

export const date: Catalogue["date"] = {
  unreadable: "Күнді КК.АА.ЖЖЖЖ түрінде жазыңыз, мысалы 09.03.2026.",
  ambiguous: "Мұнда күн мен айды ажырату мүмкін емес. Нүктемен КК.АА.ЖЖЖЖ деп жазыңыз.",
  short_year: "Жылды төрт цифрмен жазыңыз.",
  impossible: "Мұндай күн жоқ.",
};

export const number: Catalogue["number"] = { unreadable: "Бүтін сан жазыңыз." };

export const leave: Catalogue["leave"] = {
  title: "Өзгерістерді сақтау керек пе?",
  body: "Бұл нысанда әлі сақталмаған өзгерістер бар.",
  save: "Сақтап, жалғастыру",
  discard: "Сақтамау",
  stay: "Осында қалу",
};

export const stale: Catalogue["stale"] = {
  compare: "Салыстыру",
  title: "Бір жазбаның екі нұсқасы",
  body: "Бұл өрістер екі нұсқада да өзгерген. Қалғаны біріктіріліп қойды. Қай мән қалатынын таңдаңыз; «Сақтау» басылмайынша ештеңе сақталмайды.",
  before: "Бұрын",
  field: "Өріс",
  mine: "Осында енгізілген",
  theirs: "Басқа жерде сақталған",
  apply: "Осы таңдаумен жалғастыру",
  same: "Қайшылық жоқ: екі түзету де біріктірілді. Жалғастырып, сақтаңыз.",
};

export const nav: Catalogue["nav"] = {
  main: "Басты мәзір",
  today: "Бүгін",
  applications: "Өтінімдер",
  people: "Адамдар",
  companies: "Компаниялар",
  papers: "Құжаттар",
  outbox: "Шығыс қалтасы",
  bin: "Себет",
  rulebook: "Ережелер",
  privacy: "Дербес деректер",
  settings: "Баптаулар",
  find: "Іздеу…",
  lock: "Құлыптау",
  waiting: (count) => plural("kk", count, { other: "# жіберілуді күтуде" }),
};

export const clients: Catalogue["clients"] = {
  switch: "Клиентті ауыстыру",
  current: "Клиент",
  add: "Клиент қосу…",
  name: "Клиенттің атауы",
  colour: "Терезе жиегінің түсі",
  hint: "Әр клиенттің өз кілті бар жеке шифрланған қоймасы болады.",
  colours: { teal: "Көгілдір-жасыл", indigo: "Индиго", amber: "Кәріптас түсті", rose: "Қызғылт", green: "Жасыл", slate: "Сұр" },
  select: "Бастау үшін клиентті таңдаңыз.",
};

export const palette: Catalogue["palette"] = {
  title: "Іздеу және әрекеттер",
  placeholder: "Аты-жөні, нөмір, компания немесе әрекет",
  nothing: "Ештеңе табылмады.",
  commands: "Әрекеттер",
  results: "Табылды",
  keys: "↑ ↓ таңдау, Enter ашу, Esc жабу",
  goTo: (place) => `Өту: ${place}`,
  unsearched: (clients) => `Құжаттары ашылмайтындардан іздеу жүргізілмеді: ${clients}. Себебі клиенттер тізімінде көрсетілген.`,
  theme: (theme) => `Тақырып: ${theme}`,
  kinds: {
    company: "Компания",
    person: "Адам",
    paper: "Құжат",
    application: "Өтінім",
    travel_document: "Паспорт",
    stay_document: "Виза немесе рұқсат",
    submission: "Жіберілім",
  },
};
