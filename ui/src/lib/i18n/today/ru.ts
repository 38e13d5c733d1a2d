// Today, in Russian.
import type { Catalogue } from "../en";
import { plural } from "../plural";

export const today: Catalogue["today"] = {
  needsYou: "Ждёт вас",
  nothing: "Ничего не ждёт вашего участия.",
  nextDays: "Ближайшие 30 дней",
  dayOff: "выходной",
  noEntries: "В ближайшие 30 дней сроков нет.",
  stages: "Заявки по этапам",
  stageNames: {
    preparing: "Готовятся",
    ready: "Готовы",
    approved: "Одобрены",
    sent: "Отправлены",
    awaiting_payment: "Ждут оплаты",
    awaiting_documents: "Ждут документов",
  },
  outbox: "Исходящие",
  waiting: (count) =>
    count === 0
      ? "Ничего не ждёт отправки."
      : plural("ru", count, {
          one: "# заявка ждёт отправки.",
          few: "# заявки ждут отправки.",
          many: "# заявок ждут отправки.",
          other: "# заявки ждут отправки.",
        }),
  lastSync: (moment) => `Последний обмен: ${moment}`,
  neverSynced: "Обмена ещё не было",
  emptyTitle: "Спокойный первый день",
  emptyLead:
    "Expat Desk определяет, какие документы нужны для каждой визы, составляет письма и отправляет заявку. Для начала нужны три шага:",
  emptyCompany: "Добавьте приглашающую компанию. Для начала достаточно БИН.",
  emptyPerson: "Добавьте человека. Вставьте две нижние строки страницы паспорта, и поля заполнятся сами.",
  emptyApplication: "Начните заявку. Перечень документов, сборы и письма сложатся из неё.",
  samples: "Загрузить примеры",
  samplesHint: "Или сначала осмотритесь на вымышленных компаниях и людях.",
  addCompany: "Добавить компанию",
  addPerson: "Добавить человека",
  newApplication: "Новая заявка",
};

export const severity: Catalogue["severity"] = { blocks: "Препятствие", warns: "Внимание", tells: "К сведению" };
