// Which commands fit what is typed.

export interface Command {
  key: string;
  title: string;
  keys?: string;
  run: () => void;
}

/** The commands whose title has every typed word at the beginning of one of its own, in their given order. */
export function matchingCommands(commands: readonly Command[], query: string): Command[] {
  const typed = words(query);
  return commands.filter(({ title }) => {
    const own = words(title);
    return typed.every((word) => own.some((candidate) => candidate.startsWith(word)));
  });
}

function words(text: string): string[] {
  return text
    .toLocaleLowerCase()
    .split(/[\s:.,]+/)
    .filter((word) => word !== "");
}
