// The desk itself, over Tauri's IPC, by the generated calls.
import { listen } from "@tauri-apps/api/event";
import type { Backend } from "./backend";
import { commands as bound } from "./bindings";
import type { Commands } from "./contract";

const CHANGED = "desk-changed";

type Outcome = { status: "ok"; data: unknown } | { status: "error"; error: unknown };

/** A generated call hands an error back; screens expect it thrown. */
function throwing(call: (...values: never[]) => Promise<Outcome>) {
  return async (...values: never[]): Promise<unknown> => {
    const outcome = await call(...values);
    if (outcome.status === "error") throw outcome.error;
    return outcome.data;
  };
}

const commands = Object.fromEntries(Object.entries(bound).map(([name, call]) => [name, throwing(call)])) as unknown as Commands;

export const backend: Backend = {
  commands,
  onChanged(listener) {
    const listening = listen(CHANGED, listener);
    return () => void listening.then((stop) => stop());
  },
  noteActivity() {
    // Whether it arrives is of no consequence here: without it the desk locks, which is the safe side.
    commands.activity().catch(() => undefined);
  },
  forget() {
    // Nothing less than a new page is sure to let go of every name in variables and closures.
    location.reload();
    return true;
  },
};
