// Applications: their list and their parts up to the review, in Russian.
import type { Catalogue } from "../en";
import { plural } from "../plural";

export const applications: Catalogue["applications"] = {
  title: "Заявки",
  add: "Новая заявка",
  newTitle: "Новая заявка",
  empty: "Заявок пока нет",
  emptyLead: "Заявка соединяет компанию, услугу и людей, а остальное определяется само.",
  columns: {
    number: "Номер",
    service_title: "Услуга",
    company: "Компания",
    persons: "Люди",
    work: "Наша работа",
    portal_status: "Портал",
    payment_status: "Оплата",
    findings: "Замечания",
    filing_on: "Подача",
  },
  work: { preparing: "Готовится", ready: "Готова", approved: "Одобрена", sent: "Отправлена" },
  service: "Услуга",
  company: "Компания",
  persons: "Люди",
  personsHint: "Работники и члены их семей. Других можно добавить позже.",
  morePeople: (count) =>
    plural("ru", count, {
      one: "Ещё # человек; начните вводить имя",
      few: "Ещё # человека; начните вводить имя",
      many: "Ещё # человек; начните вводить имя",
      other: "Ещё # человека; начните вводить имя",
    }),
  unavailable: "пока нет",
  create: "Начать заявку",
  needCompany: "Сначала добавьте компанию: у каждой заявки есть приглашающая сторона.",
  serviceMissing: "Выберите услугу.",
  companyMissing: "Выберите приглашающую компанию.",
  personsMissing: "Выберите хотя бы одного человека.",
  personCount: (count) => plural("ru", count, { one: "# человек", few: "# человека", many: "# человек", other: "# человека" }),
  blocksCount: (count) =>
    plural("ru", count, { one: "# препятствие", few: "# препятствия", many: "# препятствий", other: "# препятствия" }),
  warnsCount: (count) =>
    plural("ru", count, { one: "# предупреждение", few: "# предупреждения", many: "# предупреждений", other: "# предупреждения" }),
  noFindings: "всё на месте",
  frozen: "Отправлено и зафиксировано: вы видите то, что получил портал.",
  sections: "Части заявки",
};

export const tabs: Catalogue["tabs"] = {
  persons: "Люди",
  details: "Сведения",
  documents: "Документы",
  letters: "Письма",
  review: "Проверка",
  send: "Отправка",
};

export const persons: Catalogue["persons"] = {
  add: "Добавить человека",
  addTitle: "Добавить человека в заявку",
  person: "Человек",
  principal: "Чей член семьи",
  noPrincipal: "Ничей: подаёт от своего имени",
  nobodyElse: "Все уже в этой заявке.",
  newPerson: "Новый человек",
  newDependant: "Новый член семьи",
  applicant: "Заявитель",
  remove: (name) => `Убрать из заявки: ${name}`,
  empty: "В этой заявке пока никого нет.",
  steps: "Как всё проходит",
  timeframe: "Срок",
  due: "Ответ ожидается до",
  latest: "Самое позднее",
};

export const details: Catalogue["details"] = {
  visa: "Виза",
  journey: "Поездка",
  filing: "Подача",
  category: "Категория визы",
  validity_months: "Срок визы, месяцев",
  entries: "Въезды",
  from: "Пребывание с",
  until: "Пребывание по",
  visa_country: "Посольство или аэропорт (страна)",
  visa_city: "Город",
  purpose: "Цель поездки",
  transport: "Вид транспорта",
  purposes: {
    employment: "Работа по трудовому договору",
    family: "Сопровождение семьи",
    negotiations: "Переговоры и заключение договоров",
    conference: "Конференция или выставка",
    installation: "Монтаж и обслуживание оборудования",
    consulting: "Консультации или аудит",
    founder: "Обязанности учредителя",
    board_member: "Обязанности члена совета директоров",
    investment: "Инвестиционная деятельность",
    business_immigration: "Бизнес-иммиграция",
  },
  transports: { air: "Воздушный", rail: "Железнодорожный", road: "Автомобильный" },
  unmet: "Невыполненное требование",
  route: "Маршрут по Казахстану",
  personal_manager: "Заказать персонального менеджера в Экспат-центре",
  filing_on: "Дата подачи",
  filingHint: "Сборы и правила – по состоянию на этот день.",
  letter_number: "Исходящий номер писем",
  note: "Заметка для коллег",
  saved: "Сведения сохранены",
};

export const documents: Catalogue["documents"] = {
  ready: (ready, required) => `готово ${ready} из ${required}`,
  states: {
    missing: "не приложен",
    attached: "приложен",
    on_record: "есть в записях",
    written_by_us: "составим сами",
    not_expected: "не требуется",
    if_applicable: "если применимо",
    later: "позже",
  },
  company: "один раз на компанию",
  dropHere: "Чтобы приложить файл, перетащите его на строку.",
  inferred: "наше толкование, в справочнике этого нет",
  toLetters: "К письму",
  stepTwo: "После этого",
  filterAll: "Все",
  filterOpen: "Не готовы",
  allDone: "Всё готово.",
};

export const fees: Catalogue["fees"] = {
  title: "Сборы",
  on: (date) => `по прейскуранту на ${date}`,
  service: "Экспат-центр",
  state: "Госпошлина",
  total: "Итого",
  perPersons: (count) => `×\u00a0${count}`,
  unknown: "нет в прейскуранте",
  noTotal: "Итога нет: одной из цен нет в прейскуранте",
  whyLabel: (label) => `Почему: ${label}`,
  formula: "Расчёт",
  separately: "Госпошлина оплачивается отдельно, в счёт портала она не входит.",
};

export const citation: Catalogue["citation"] = {
  source: "Источник",
  lines: (from, to) => (from === to ? `строка ${from}` : `строки ${from}–\u2060${to}`),
  none: "Наш совет: строки в справочнике для него нет.",
  inferred: "Наше толкование",
};

export const review: Catalogue["review"] = {
  lead: "Что говорят правила об этой заявке; самое срочное сверху.",
  go: "К полю",
  clean: "Всё на месте. Заявку можно одобрить.",
  onlyNotes: "Ничто не мешает. Просмотрите предупреждения и одобрите, если согласны.",
  blocked: (count) =>
    plural("ru", count, {
      one: "Одобрению мешает # замечание.",
      few: "Одобрению мешают # замечания.",
      many: "Одобрению мешают # замечаний.",
      other: "Одобрению мешают # замечания.",
    }),
  approve: "Одобрить",
  approved: "Одобрено, можно отправлять.",
  approvedNote: "Изменение людей, сведений или документов снимает одобрение.",
  sent: "Отправлено на портал.",
  toSend: "К отправке",
  groups: { blocks: "Нужно исправить", warns: "Стоит проверить", tells: "К сведению" },
};
