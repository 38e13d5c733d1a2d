// Countries, services, documents and templates of the mock: the gist of what the rulebook and the letters hold.
import type { RuleMark, RuleView, ServiceRulesView, Text } from "../contract";
import { text } from "./samples";
import { refuse } from "./store";

export const countries = [
  { code: "DEU", name: text("Germany", "Германия", "Германия") },
  { code: "GBR", name: text("United Kingdom", "Великобритания", "Ұлыбритания") },
  { code: "IND", name: text("India", "Индия", "Үндістан") },
  { code: "KAZ", name: text("Kazakhstan", "Казахстан", "Қазақстан") },
  { code: "TUR", name: text("Türkiye", "Турция", "Түркия") },
];

export const services = [
  {
    id: "employment_invitation",
    title: text("Employment visa, invitation", "Рабочая виза, приглашение", "Жұмыс визасы, шақыру"),
    section: text("Employment", "Работа", "Жұмыс"),
    available: true,
  },
  {
    id: "employment_extension",
    title: text("Employment visa, extension", "Рабочая виза, продление", "Жұмыс визасы, ұзарту"),
    section: text("Employment", "Работа", "Жұмыс"),
    available: false,
  },
  {
    id: "residence_permit",
    title: text("Residence permit", "Вид на жительство", "Ықтиярхат"),
    section: text("Residence", "Проживание", "Тұру"),
    available: false,
  },
];

export const cite = (heading: string, from: number, to: number) => ({
  document: "Expat Centre guidebook 2025",
  heading,
  lines_from: from,
  lines_to: to,
});

const HEADING = "Employment visa, letter of invitation";

/** Documents of the checklist: id, text, scope, whether we write it ourselves. */
export const documents: {
  id: string;
  text: Text;
  scope: "company" | "person";
  letter?: string;
  dependant?: boolean;
  inferred?: Text;
  citation: ReturnType<typeof cite>;
}[] = [
  {
    id: "invitation_letter",
    text: text(
      "Letter of invitation, table form, 2 hard copies",
      "Письмо-приглашение, табличная форма, 2 экземпляра",
      "Шақыру хаты, кесте түрінде, 2 дана",
    ),
    scope: "company",
    letter: "invitation",
    citation: cite(HEADING, 101, 102),
  },
  {
    id: "registration_certificate",
    text: text("Registration certificate of the company", "Свидетельство о регистрации компании", "Компанияны тіркеу туралы куәлік"),
    scope: "company",
    citation: cite(HEADING, 103, 103),
  },
  {
    id: "passport_copy",
    text: text(
      "Copy of the passport, valid 3 months beyond the visa",
      "Копия паспорта, действующего ещё 3 месяца после визы",
      "Визадан кейін тағы 3 ай жарамды паспорт көшірмесі",
    ),
    scope: "person",
    citation: cite(HEADING, 106, 108),
  },
  {
    id: "employment_contract",
    text: text(
      "Employment contract with title and period",
      "Трудовой договор с должностью и сроком",
      "Лауазымы мен мерзімі көрсетілген еңбек шарты",
    ),
    scope: "person",
    citation: cite(HEADING, 110, 111),
  },
  {
    id: "family_certificate",
    text: text(
      "Marriage certificate, notarised translation",
      "Свидетельство о браке с нотариальным переводом",
      "Неке туралы куәлік, нотариат куәландырған аударма",
    ),
    scope: "person",
    dependant: true,
    citation: cite(HEADING, 114, 115),
  },
  {
    id: "consent_form",
    text: text("Consent to personal-data processing", "Согласие на обработку персональных данных", "Дербес деректерді өңдеуге келісім"),
    scope: "person",
    letter: "consent",
    inferred: text(
      "The list names the consent once; every person has to sign an own one.",
      "В перечне согласие названо один раз; подписать своё должен каждый.",
      "Тізімде келісім бір рет аталған; әр адам өзінікіне қол қоюы тиіс.",
    ),
    citation: cite(HEADING, 117, 117),
  },
];

function rule(mark: RuleMark, said: Text, more: Partial<RuleView> = {}): RuleView {
  return { mark, number: null, text: said, citation: null, inferred: [], ...more };
}

/** The rules of a service: the documents above, and a price. */
export function serviceRules(id: string, on: string): ServiceRulesView {
  const service =
    services.find((one) => one.id === id) ??
    refuse("invalid", text("There is no such service.", "Такой услуги нет.", "Мұндай қызмет жоқ."));
  const listed = (scope: "company" | "person"): RuleView[] =>
    documents.flatMap((one, index) =>
      one.scope === scope
        ? [rule("number", one.text, { number: index + 1, citation: one.citation, inferred: one.inferred ? [one.inferred] : [] })]
        : [],
    );
  return {
    service: id,
    on,
    title: service.title,
    purpose: rule(
      "point",
      text("Invitation of an employee who is abroad.", "Приглашение работника из-за рубежа.", "Шетелдегі қызметкерді шақыру."),
      {
        citation: cite(HEADING, 46, 46),
      },
    ),
    facts: [text("For: employee, family member", "Для кого: работник, член семьи", "Кімге: қызметкер, отбасы мүшесі")],
    eligibility: [],
    section: text("Section: EMPLOYMENT VISA", "Раздел: EMPLOYMENT VISA", "Бөлім: EMPLOYMENT VISA"),
    parts: [
      {
        title: text("Documents", "Документы", "Құжаттар"),
        on: null,
        rules: [
          rule("group", text("of the company, once", "от компании, один раз", "компаниядан, бір рет")),
          ...listed("company"),
          rule("group", text("of each person", "от каждого лица", "әр адамнан")),
          ...listed("person"),
        ],
      },
      {
        title: text("Fees on", "Сборы на", "Алымдар:"),
        on,
        rules: [
          rule(
            "point",
            text(
              "Invitation letter: 390 000 KZT per person",
              "Письмо-приглашение: 390 000 KZT за лицо",
              "Шақыру хаты: бір адамға 390 000 KZT",
            ),
            {
              citation: cite(HEADING, 77, 77),
            },
          ),
          rule(
            "inferred",
            text("Tenge is assumed.", "Валюта не указана: считаем, что тенге.", "Валютасы көрсетілмеген: теңге деп есептейміз."),
          ),
        ],
      },
    ],
  };
}

export const OFFER = Array.from(
  { length: 14 },
  (_, index) =>
    `${index + 1}. This is an invented paragraph of a public offer. It stands here so that a long text can be scrolled, read and accepted in the mock.`,
).join("\n\n");

/** Templates with the gist of what the desk's look like. */
export function templates() {
  const titles: [string, Text][] = [
    ["invitation", text("Letter of invitation", "Письмо-приглашение", "Шақыру хаты")],
    [
      "consent",
      text("Consent to personal-data processing", "Согласие на обработку персональных данных", "Дербес деректерді өңдеуге келісім"),
    ],
    [
      "waiver",
      text("Application for a waiver or modification", "Заявление об освобождении от требования", "Талаптан босату туралы өтініш"),
    ],
  ];
  return new Map(
    titles.map(([id, title]) => {
      const original = `// ${title.en}\n#import "lib.typ": *\n\n#let record = json("/record.json")\n\n#show: paper.with(record, title: "${title.en}")\n\n#letterhead(record.letterhead, record.sheet.lang)\n`;
      return [id, { base: id, title, text: original, original, own: false, removed: false, draft_note: true, past: [] as string[] }];
    }),
  );
}
