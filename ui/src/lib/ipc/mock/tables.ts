// Imports and exports of the toy desk: one file of staff, as it would be read with all that can be wrong with it.
import type { Commands, Field, ImportColumnView, ImportOptions, ImportProblem, ImportRowView, ImportView, PastImport } from "../contract";
import { NOW, text } from "./samples";
import { refuse, store } from "./store";

type Tables = Pick<Commands, Extract<keyof Commands, `import${string}` | "exportList">>;

const LABELS: [Field, string, string, string][] = [
  ["surname_latin", "Surname (Latin)", "Фамилия (латиницей)", "Тегі (латынша)"],
  ["given_names_latin", "Given names (Latin)", "Имена (латиницей)", "Аты (латынша)"],
  ["birth_date", "Date of birth", "Дата рождения", "Туған күні"],
  ["citizenship", "Citizenship", "Гражданство", "Азаматтығы"],
  ["iin", "IIN", "ИИН", "ЖСН"],
  ["passport_number", "Passport number", "Номер паспорта", "Паспорт нөмірі"],
  ["passport_expires_on", "Passport valid until", "Паспорт действителен до", "Паспорттың жарамдылық мерзімі"],
  ["phone", "Phone", "Телефон", "Телефоны"],
];

const COLUMNS: [string, Field | null, string[]][] = [
  ["Surname", "surname_latin", ["PETRENKO", "OKAFOR", "LINDQVIST"]],
  ["Given names", "given_names_latin", ["OKSANA", "CHIDI", "ASTRID MARIE"]],
  ["Date of birth", "birth_date", ["14.02.1991", "03/04/1988", "1979-11-30"]],
  ["Nationality", "citizenship", ["Ukraine", "Нигерия", "SWE"]],
  ["ИИН", "iin", ["910214400125"]],
  ["Passport No", "passport_number", ["FE123456", "A01234567", "87654321"]],
  ["Valid until", "passport_expires_on", ["2031-02-01", "2029-08-15", "2030-05-05"]],
  ["Floor", null, ["3", "4", "4"]],
];

let options: ImportOptions | null = null;
let mappings: string[] = [];
let past: PastImport[] = [];

function problem(field: Field, severity: "blocks" | "warns", code: string, value: string, words: [string, string, string]): ImportProblem {
  return { field, column: 1, value, severity, code, text: text(...words) };
}

function rows(chosen: ImportOptions): ImportRowView[] {
  const row = (number: number, title: string, more: Partial<ImportRowView>): ImportRowView => ({
    row: number,
    title,
    action: chosen.rows.find((one) => one.row === number)?.action ?? more.action ?? "create",
    blocked: false,
    duplicate: null,
    problems: [],
    changes: [],
    ...more,
  });
  const ambiguous = chosen.date_order
    ? []
    : [
        problem("birth_date", "blocks", "ambiguous_day", "03/04/1988", [
          "This can be 03.04.1988 or 04.03.1988. Choose what comes first in this file, the day or the month.",
          "Это может быть 03.04.1988 или 04.03.1988. Выберите, что в файле идёт первым: день или месяц.",
          "Бұл 03.04.1988 немесе 04.03.1988 болуы мүмкін. Файлда не бірінші тұрғанын таңдаңыз: күн бе, ай ма.",
        ]),
      ];
  const rounded = problem("iin", "blocks", "rounded_number", "9.00101E+11", [
    "The spreadsheet rounded this number and its last digits are lost. Format the column as text and enter the number again.",
    "Таблица округлила этот номер, последние цифры потеряны. Задайте столбцу текстовый формат и введите номер заново.",
    "Кесте бұл нөмірді дөңгелектеген, соңғы цифрлары жоғалған. Бағанға мәтін пішімін беріп, нөмірді қайта енгізіңіз.",
  ]);
  const doubt = problem("surname_latin", "warns", "cyrillic_letters", "LINDQVIST", [
    "There are Cyrillic letters in this Latin text. Type it as in the passport.",
    "В тексте латиницей есть буквы кириллицы. Введите как в паспорте.",
    "Латын мәтінінде кириллица әріптері бар. Паспорттағыдай теріңіз.",
  ]);
  const twin = [...store.people.values()][0];
  const by = text("the same passport number", "тот же номер паспорта", "паспорт нөмірі бірдей");
  const action = chosen.rows.find((one) => one.row === 6)?.action ?? chosen.duplicates;
  return [
    row(3, "OKAFOR CHIDI", { problems: ambiguous, blocked: ambiguous.length > 0 }),
    row(5, "SATO KENJI", { problems: [rounded], blocked: true }),
    row(4, "LINDQVIST ASTRID MARIE", { problems: [doubt] }),
    row(6, "FAIRWEATHER MARGARET", {
      action,
      duplicate: { id: twin?.id ?? "p1", row: null, title: `${twin?.surname_latin ?? ""} ${twin?.given_names_latin ?? ""}`, by },
      changes:
        action === "update"
          ? [
              { field: "passport_expires_on", before: "2027-01-15", after: "2035-05-05" },
              { field: "phone", before: "", after: "+7 701 000 00 00" },
            ]
          : [],
    }),
    row(2, "PETRENKO OKSANA", {}),
  ];
}

function view(): ImportView {
  const chosen = options ?? refuse("not_found");
  const all = rows(chosen);
  const count = (test: (row: ImportRowView) => boolean) => all.filter(test).length;
  const blocked = count((row) => row.blocked);
  const columns = COLUMNS.map(([title, field, samples], column): ImportColumnView => {
    const given = chosen.columns?.find((one) => one.column === column);
    return { column, letters: String.fromCharCode(65 + column), title, samples, filled: 5, field: given ? given.field : field };
  });
  return {
    kind: "people",
    file: "staff-2026.xlsx",
    read_as: text("Excel workbook", "Книга Excel", "Excel кітабы"),
    sheets: ["Staff", "Guests"],
    sheet: chosen.sheet ?? "Staff",
    header_row: chosen.header_row ?? 1,
    columns,
    fields: LABELS.map(([field, ...words]) => ({ field, label: text(...words), required: field === "surname_latin" })),
    date_order: chosen.date_order,
    ambiguous_dates: chosen.date_order ? 0 : 1,
    company: chosen.company,
    duplicates: chosen.duplicates,
    leave_out_problems: chosen.leave_out_problems,
    counts: {
      rows: all.length,
      create: count((row) => row.action === "create" && !row.blocked),
      update: count((row) => row.action === "update"),
      skip: count((row) => row.action === "skip"),
      duplicates: 1,
      blocked,
      warned: 1,
    },
    rows: all,
    mappings,
    ready: blocked === 0 || chosen.leave_out_problems,
  };
}

export const tables: Tables = {
  importChoose: async () => {
    options = {
      sheet: null,
      header_row: null,
      columns: null,
      date_order: null,
      company: null,
      duplicates: "skip",
      rows: [],
      leave_out_problems: false,
    };
    return view();
  },
  importView: async () => (options ? view() : null),
  importOptions: async (next) => {
    options = next;
    return view();
  },
  importUseMapping: async () => view(),
  importSaveMapping: async (name) => {
    mappings = [...new Set([...mappings, name.trim()])];
    return view();
  },
  importForgetMapping: async (name) => {
    mappings = mappings.filter((one) => one !== name);
    return view();
  },
  importRun: async () => {
    const { counts, ready } = view();
    if (!ready) refuse("not_ready");
    options = null;
    const change = past.length + 41;
    past = [{ change, kind: "people", at: NOW, created: counts.create, updated: counts.update }, ...past];
    return {
      change,
      kind: "people",
      created: counts.create,
      updated: counts.update,
      skipped: counts.skip,
      left_out: counts.blocked ? [5] : [],
    };
  },
  importCancel: async () => {
    options = null;
    return undefined;
  },
  importList: async () => past,
  importUndo: async (change) => {
    past = past.filter((one) => one.change !== change);
    return undefined;
  },
  exportList: async ({ list, format }) => ({ file: `${list}.${format === "xlsx" ? "xlsx" : "csv"}`, rows: 12 }),
};
