// The colours that clients are told apart by; the names are those of the desk and of the tokens.
export const CLIENT_COLOURS = ["teal", "indigo", "amber", "rose", "green", "slate"] as const;

/** A colour that no client has yet, if there is one. */
export function freeColour(taken: readonly { colour: string }[]): string {
  return CLIENT_COLOURS.find((name) => !taken.some(({ colour }) => colour === name)) ?? "slate";
}
