/** The shape of a catalogue: what one language says, any language may say in its own words. */
export type Widened<T> = T extends string
  ? string
  : T extends (...parameters: infer P) => string
    ? (...parameters: P) => string
    : { [Key in keyof T]: Widened<T[Key]> };
