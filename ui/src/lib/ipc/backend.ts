// What a side that answers the commands has to offer. The window under development and its tests use the mock,
// everything else the desk.
import type { Commands } from "./contract";

export interface Backend {
  commands: Commands;
  /** Calls back whenever the desk's data changed behind the window; returns how to stop. */
  onChanged(listener: () => void): () => void;
  /** Tells that somebody is there, which puts off the desk's own idle lock. */
  noteActivity(): void;
  /** Drops all that the page remembers, as locking demands; false where there is nothing to protect. */
  forget(): boolean;
}
