// The mock's letters, templates and firm.
import type { Commands, TemplateView } from "../contract";
import { applicationView } from "./overview";
import * as samples from "./samples";
import { freshId, refuse, required, store } from "./store";
import { personRow } from "./views";

const { text } = samples;
const onePage = { page: 1, pages: 1, png: samples.WHITE_PAGE };

/** The word that makes the mock find fault with a template. */
const WRONG = "record.nothing";

function problemOf(source: string) {
  const line = source.split("\n").findIndex((one) => one.includes(WRONG));
  if (line < 0) return null;
  return {
    line: line + 1,
    text: text(
      `invitation.typ, line ${line + 1}: the record has no field "nothing". Its nearest name is "number".`,
      `invitation.typ, строка ${line + 1}: в записи нет поля «nothing». Ближайшее к нему имя — «number».`,
      `invitation.typ, ${line + 1}-жол: жазбада «nothing» өрісі жоқ. Оған ең жақын атау — «number».`,
    ),
  };
}

function template(id: string): TemplateView {
  const stored = required(store.templates, id);
  const { base, title, own, removed, draft_note, original } = stored;
  return {
    row: {
      id,
      title,
      base,
      base_title: required(store.templates, base).title,
      changed: !own && stored.text !== original,
      own,
      removed,
      draft_note,
    },
    text: stored.text,
    original,
    past: stored.past.map((past, index) => ({ at: `2026-11-23T1${index % 10}:02:00+05:00`, text: past })).reverse(),
  };
}

const lettersSave: Commands["lettersSave"] = async (id, request) => {
  const chosen = applicationView(id).letters.filter((letter) =>
    request.letters ? request.letters.some(({ kind, person }) => kind === letter.kind && person === letter.person) : letter.wanted,
  );
  const made = chosen.filter(({ state }) => state !== "blocked");
  const languages = request.languages ?? [];
  return {
    folder: "Documents/Expat Desk",
    files: made.flatMap(({ kind }, index) => languages.map((language) => `${index + 1}-${kind}-${language}.pdf`)),
    asked: chosen.length * languages.length,
    failures: chosen
      .filter(({ state }) => state === "blocked")
      .flatMap((letter) =>
        languages.map((language) => ({
          letter: letter.title,
          person: letter.person_title,
          language,
          text: letter.missing[0]?.text ?? text(""),
        })),
      ),
    left_out: [],
    cancelled: false,
  };
};

/** The newest application of a person that has a letter. */
function letterOf(person: string, kind: string) {
  const own = [...store.applications.values()].filter(({ persons }) => persons.some((one) => one.person === person));
  return own
    .reverse()
    .flatMap(({ id }) => applicationView(id).letters)
    .find((letter) => letter.kind === kind && (letter.person === null || letter.person === person));
}

/** What a letter is called, found in any application that has it. */
const titleOf = (kind: string) =>
  [...store.applications.keys()].flatMap((id) => applicationView(id).letters).find((letter) => letter.kind === kind)?.title ?? text(kind);

const batchSave: Commands["batchSave"] = async ({ persons, letters, languages, pairs }) => {
  const wanted = persons.flatMap((person) => letters.map((kind) => ({ person, kind, letter: letterOf(person, kind) })));
  const made = wanted.filter(({ letter }) => letter !== undefined);
  const tongues = [...languages, ...pairs.map((pair) => pair.replace("_", "-"))];
  return {
    folder: "Documents/Expat Desk/letters-2026-11-23-140200",
    files: made.flatMap(({ kind }, index) => tongues.map((tongue) => `${index + 1}-${kind}-${tongue}.pdf`)),
    asked: made.length * tongues.length + (wanted.length - made.length),
    failures: wanted
      .filter(({ letter }) => letter === undefined)
      .map(({ person, kind }) => ({
        letter: titleOf(kind),
        person: personRow(person).title,
        language: null,
        text: text(
          "No application of this person has this letter. Start one, or choose another letter.",
          "Ни в одной заявке этого лица нет такого письма. Создайте заявку или выберите другое письмо.",
          "Бұл адамның ешбір өтінімінде мұндай хат жоқ. Өтінім жасаңыз немесе басқа хатты таңдаңыз.",
        ),
      })),
    left_out: [],
    cancelled: false,
  };
};

export const letterCommands = {
  batchOffer: async (persons) => {
    const all = [...store.applications.keys()].flatMap((id) => applicationView(id).letters);
    const kinds = [...new Map(all.map((letter) => [letter.kind, letter.title]))];
    return kinds
      .map(([kind, title]) => ({ kind, title, people: persons.filter((person) => letterOf(person, kind)).length }))
      .filter(({ people }) => people > 0);
  },
  batchSave,
  batchSaveTo: batchSave,
  letterPreview: async () => onePage,
  lettersSave,
  lettersSaveTo: lettersSave,
  lettersProgress: async () => ({ running: false, done: 0, total: 0 }),
  lettersCancel: async () => undefined,
  firmGet: async () => store.firm,
  firmSave: async (firm) => {
    store.firm = structuredClone(firm);
    return store.firm;
  },
  templateList: async () => [...store.templates.keys()].map((id) => template(id).row),
  templateGet: async (id) => template(id),
  templateCheck: async (_id, source) => problemOf(source),
  templatePreview: async () => onePage,
  templateSave: async (id, input) => {
    const problem = problemOf(input.text);
    if (problem) refuse("invalid", text(""), [{ field: "text", code: "template", text: problem.text }]);
    const stored = required(store.templates, id);
    stored.past.push(stored.text);
    stored.text = input.text;
    if (stored.own) stored.title = input.title;
    return template(id);
  },
  templateAdd: async (base, title) => {
    const id = freshId("t");
    const from = required(store.templates, base);
    store.templates.set(id, { ...structuredClone(from), title, own: true, past: [] });
    return template(id);
  },
  templateRemove: async (id) => {
    const stored = required(store.templates, id);
    if (stored.own) stored.removed = true;
    else {
      stored.past.push(stored.text);
      stored.text = stored.original;
    }
    return undefined;
  },
  templatePutBack: async (id) => {
    required(store.templates, id).removed = false;
    return template(id);
  },
  templateDraftNote: async (id, printed) => {
    required(store.templates, id).draft_note = printed;
    return template(id);
  },
} satisfies Partial<Commands>;
