// Sending, the portal's answers and the outbox, in Kazakh.
import type { Catalogue } from "../en";
import { plural } from "../plural";

export const send: Catalogue["send"] = {
  notApproved: "Алдымен өтінімді «Тексеру» бөлімінде мақұлдау керек.",
  toReview: "Тексеруге өту",
  offerTitle: "Экспат орталығының жария офертасы",
  offerVersion: (version) => `${version} нұсқасы`,
  accept: "Жария офертаны оқып шықтым және қабылдаймын",
  submit: "Порталға жіберу",
  submitNote: "Осы сәтте құжаттар топтамасы бекітіледі. Ол тек бір рет жіберіледі; байланыс болмаса, шығыс қалтасында күтеді.",
  state: { queued: "Шығыс қалтасында", sending: "Жіберілуде", delivered: "Портал қабылдап алды", refused: "Портал бас тартты" },
  stateLabel: "Күйі",
  attempts: "Сәтсіз әрекеттер",
  next: "Келесі әрекет",
  number: "Порталдағы нөмірі",
  portalStatus: "Порталдағы мәртебесі",
  paymentStatus: "Төлем мәртебесі",
  noPayment: "төлем әлі болған жоқ",
  received: "Қабылданды",
  frozenAt: "Бекітілді",
  proof: "Топтаманың таңбасы (SHA-256)",
  documentsCount: (count) => plural("kk", count, { other: "# құжат" }),
  timeline: "Өтінім барысы",
  noTimeline: "Әзірге ештеңе болған жоқ.",
  sync: "Порталмен дерек алмасу",
  actors: { journal: "біздің жұмыс", portal: "портал" },
};

export const portalStatus: Catalogue["portalStatus"] = {
  NEW: "Жаңа",
  "Awaiting for Payment": "Төлемді күтуде",
  "Awaiting to Receive Documents": "Құжаттарды күтуде",
  Returned: "Қайтарылды",
};

export const paymentStatus: Catalogue["paymentStatus"] = { Pending: "Тексерілуде, қайта төлемеңіз", Paid: "Төленді" };

export const portal: Catalogue["portal"] = {
  title: "Порталдағы тіркелгі",
  sandbox: "Сынақ порталы: нағыз Экспат орталығына ештеңе жіберілмейді.",
  sandboxShort: "Сынақ порталы: ештеңе шын жіберілмейді",
  connected: (email) => `Кіру орындалды: ${email}`,
  notConnected: "Кіру орындалмаған",
  none: "Портал бапталмаған.",
  address: "Мекенжайы",
  signIn: "Кіру",
  signUp: "Тіркелгі жасау",
  haveAccount: "Тіркелгім бар",
  needAccount: "Тіркелгі керек",
  email: "Эл. пошта",
  password: "Құпиясөз",
  name: "Аты-жөніңіз",
  staff: "Қызметкер бетін ашу",
  staffHint: "Сынақ порталының екінші жағы: мұнда Экспат орталығының қызметкерлері өтінімді мақұлдайды.",
  signedIn: "Порталға кіру орындалды",
  lead: "Жіберу үшін порталда тіркелгі керек. Құпиясөз тек порталға жіберіледі.",
};

export const outbox: Catalogue["outbox"] = {
  title: "Шығыс қалтасы",
  empty: "Шығыс қалтасы бос",
  emptyLead: "Байланыс жоқ кезде өтінімдер осында күтеді, жеткеннен кейін дәлелімен бірге тізімде қалады.",
  columns: {
    application_number: "Өтінім",
    company: "Компания",
    state: "Жіберу",
    attempts: "Сәтсіз әрекеттер",
    problem: "Соңғы кедергі",
    portal: "Портал",
    frozen: "Бекітілген",
  },
  sync: "Порталмен дерек алмасу",
  synced: (delivered, events) =>
    delivered + events === 0
      ? "Жіберетін ештеңе жоқ, порталда жаңалық жоқ."
      : `${plural("kk", delivered, { other: "# өтінім жіберілді" })}, ${plural("kk", events, { other: "порталдан # жаңалық" })}`,
  nextAt: (moment) => `келесі әрекет: ${moment}`,
};
