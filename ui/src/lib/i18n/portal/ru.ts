// Sending, the portal's answers and the outbox, in Russian.
import type { Catalogue } from "../en";
import { plural } from "../plural";

export const send: Catalogue["send"] = {
  notApproved: "Сначала заявку нужно одобрить на вкладке «Проверка».",
  toReview: "К проверке",
  offerTitle: "Публичная оферта Экспат-центра",
  offerVersion: (version) => `версия ${version}`,
  accept: "Публичная оферта прочитана, условия приняты",
  submit: "Отправить на портал",
  submitNote: "В этот момент пакет фиксируется. Он уходит ровно один раз; без связи ждёт в исходящих.",
  state: { queued: "В исходящих", sending: "Отправляется", delivered: "Получено порталом", refused: "Портал отказал" },
  stateLabel: "Состояние",
  attempts: "Неудачных попыток",
  next: "Следующая попытка",
  number: "Номер на портале",
  portalStatus: "Статус на портале",
  paymentStatus: "Статус оплаты",
  noPayment: "оплаты пока не было",
  received: "Получено",
  frozenAt: "Зафиксировано",
  proof: "Отпечаток пакета (SHA-256)",
  documentsCount: (count) => plural("ru", count, { one: "# документ", few: "# документа", many: "# документов", other: "# документа" }),
  timeline: "Ход заявки",
  noTimeline: "Пока ничего не произошло.",
  sync: "Обменяться с порталом",
  actors: { journal: "наша работа", portal: "портал" },
};

export const portalStatus: Catalogue["portalStatus"] = {
  NEW: "Новая",
  "Awaiting for Payment": "Ждёт оплаты",
  "Awaiting to Receive Documents": "Ждёт документов",
  Returned: "Возвращена",
};

export const paymentStatus: Catalogue["paymentStatus"] = { Pending: "Проверяется, повторно не платите", Paid: "Оплачено" };

export const portal: Catalogue["portal"] = {
  title: "Учётная запись на портале",
  sandbox: "Песочница: в настоящий Экспат-центр ничего не уходит.",
  sandboxShort: "Портал-песочница: ничего не уходит по-настоящему",
  connected: (email) => `Вход выполнен: ${email}`,
  notConnected: "Вход не выполнен",
  none: "Портал не настроен.",
  address: "Адрес",
  signIn: "Войти",
  signUp: "Создать учётную запись",
  haveAccount: "Учётная запись уже есть",
  needAccount: "Нужна учётная запись",
  email: "Эл. почта",
  password: "Пароль",
  name: "Ваше имя",
  staff: "Открыть страницу сотрудника",
  staffHint: "Другая сторона песочницы: здесь сотрудники Экспат-центра одобряют заявку.",
  signedIn: "Вход на портал выполнен",
  lead: "Для отправки нужна учётная запись на портале. Пароль уходит только на портал.",
};

export const outbox: Catalogue["outbox"] = {
  title: "Исходящие",
  empty: "В исходящих пусто",
  emptyLead: "Здесь заявки ждут связи, а после отправки остаются в списке вместе с подтверждением.",
  columns: {
    application_number: "Заявка",
    company: "Компания",
    state: "Отправка",
    attempts: "Неудачных попыток",
    problem: "Последняя помеха",
    portal: "Портал",
    frozen: "Зафиксировано",
  },
  sync: "Обменяться с порталом",
  synced: (delivered, events) =>
    delivered + events === 0
      ? "Отправлять нечего, новостей с портала нет."
      : `${plural("ru", delivered, { one: "Отправлена # заявка", few: "Отправлено # заявки", many: "Отправлено # заявок", other: "Отправлено # заявки" })}, ${plural("ru", events, { one: "# новость с портала", few: "# новости с портала", many: "# новостей с портала", other: "# новости с портала" })}`,
  nextAt: (moment) => `следующая попытка: ${moment}`,
};
