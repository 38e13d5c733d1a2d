// Today, in Kazakh.
import type { Catalogue } from "../en";
import { plural } from "../plural";

export const today: Catalogue["today"] = {
  needsYou: "Сізді күтіп тұр",
  nothing: "Сізді күтіп тұрған ештеңе жоқ.",
  nextDays: "Алдағы 30 күн",
  dayOff: "демалыс",
  noEntries: "Алдағы 30 күнде мерзім жоқ.",
  stages: "Өтінімдер кезеңдер бойынша",
  stageNames: {
    preparing: "Дайындалуда",
    ready: "Дайын",
    approved: "Мақұлданған",
    sent: "Жіберілген",
    awaiting_payment: "Төлемді күтуде",
    awaiting_documents: "Құжаттарды күтуде",
  },
  outbox: "Шығыс қалтасы",
  waiting: (count) => (count === 0 ? "Жіберілуді күткен ештеңе жоқ." : plural("kk", count, { other: "# өтінім жіберілуді күтуде." })),
  lastSync: (moment) => `Соңғы алмасу: ${moment}`,
  neverSynced: "Алмасу әлі болған жоқ",
  emptyTitle: "Тыныш алғашқы күн",
  emptyLead: "Expat Desk әр визаға қандай құжаттар керегін анықтайды, хаттарды жазады және өтінімді жібереді. Ол үшін үш қадам жеткілікті:",
  emptyCompany: "Шақырушы компанияны қосыңыз. Бастау үшін БСН жеткілікті.",
  emptyPerson: "Адамды қосыңыз. Паспорт бетінің төменгі екі жолын қойсаңыз, өрістер өзі толады.",
  emptyApplication: "Өтінім бастаңыз. Құжаттар тізбесі, алымдар мен хаттар содан шығады.",
  samples: "Үлгі деректерді жүктеу",
  samplesHint: "Немесе алдымен ойдан құрылған компаниялар мен адамдарды қарап шығыңыз.",
  addCompany: "Компания қосу",
  addPerson: "Адам қосу",
  newApplication: "Жаңа өтінім",
};

export const severity: Catalogue["severity"] = { blocks: "Кедергі", warns: "Назар аударыңыз", tells: "Мәлімет" };
