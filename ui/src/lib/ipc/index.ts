// The only door to Rust. Nothing outside this folder imports the shell, the bindings or the mock.
import { backend } from "$backend";
import type { AppError, Commands } from "./contract";

export type * from "./contract";

export const ipc: Commands = backend.commands;
export const onDeskChanged = backend.onChanged;
export const noteActivity = backend.noteActivity;
export const forgetPage = backend.forget;

const NOTHING = { en: "", ru: "", kk: "" };

function isAppError(thrown: unknown): thrown is AppError {
  return typeof thrown === "object" && thrown !== null && "code" in thrown && "text" in thrown && "fields" in thrown;
}

/** Whatever a command threw, as the error that screens know how to show. */
export function appErrorOf(thrown: unknown): AppError {
  if (isAppError(thrown)) return thrown;
  return { code: "internal", message: String(thrown), text: NOTHING, fields: [] };
}
