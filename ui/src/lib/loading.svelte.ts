// Something that a view asks the desk for. The latest question wins; an old answer that comes late is dropped.
import { appErrorOf, type AppError } from "$lib/ipc";

export class Loading<T> {
  value = $state.raw<T>();
  error = $state<AppError | null>(null);
  #turn = 0;

  async run(ask: () => Promise<T>): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    try {
      const value = await ask();
      if (turn !== this.#turn) return;
      this.value = value;
      this.error = null;
    } catch (thrown) {
      if (turn === this.#turn) this.error = appErrorOf(thrown);
    }
  }
}

/** One thing that the user started: busy while it runs, with the error if it failed. */
export class Doing {
  busy = $state(false);
  error = $state<AppError | null>(null);

  /** Runs `work` unless it is running; true when it succeeded. */
  async run(work: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.error = null;
    try {
      await work();
      return true;
    } catch (thrown) {
      this.error = appErrorOf(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
