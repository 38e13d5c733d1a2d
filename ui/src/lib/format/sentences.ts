// Texts of the desk begin with what happened and go on with what to do.

/** The first sentence, and the rest. */
export function splitSentence(text: string): [first: string, rest: string] {
  const end = /[.!?](?=\s)/.exec(text);
  if (!end) return [text.trim(), ""];
  return [text.slice(0, end.index + 1), text.slice(end.index + 1).trim()];
}
