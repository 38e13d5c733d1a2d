// Texts of the desk begin with what happened and go on with what to do.

/** A button's label as a title, and on the button that does it: the dots only promised a question. */
export function withoutDots(label: string): string {
  return label.replace(/…$/, "");
}

/** The first sentence, and the rest. */
export function splitSentence(text: string): [first: string, rest: string] {
  const end = /[.!?](?=\s)/.exec(text);
  if (!end) return [text.trim(), ""];
  return [text.slice(0, end.index + 1), text.slice(end.index + 1).trim()];
}
