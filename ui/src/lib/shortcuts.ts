// Keys by their place on the keyboard, so that they work with a Russian or Kazakh layout, too.

export function isCommand(event: KeyboardEvent, code: string): boolean {
  return (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.code === code;
}

/** The digit of Alt+1 … Alt+9 or Ctrl+1 … Ctrl+9, if it is one. */
export function digitOf(event: KeyboardEvent): number | null {
  if (event.altKey === (event.ctrlKey || event.metaKey) || event.shiftKey) return null;
  const digit = /^Digit([1-9])$/.exec(event.code);
  return digit ? Number(digit[1]) : null;
}
