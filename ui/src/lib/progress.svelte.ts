// How far the making of letters is, asked for while it runs.
import { ipc } from "$lib/ipc";

/** Often enough to look alive, seldom enough to cost nothing. */
const ASK_EVERY_MS = 250;

export class Progress {
  done = $state(0);
  total = $state(0);

  /** Runs `work` and keeps an eye on it. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.done = 0;
    this.total = 0;
    const timer = setInterval(() => void this.#ask(), ASK_EVERY_MS);
    try {
      return await work();
    } finally {
      clearInterval(timer);
    }
  }

  async #ask(): Promise<void> {
    try {
      const { running, done, total } = await ipc.lettersProgress();
      if (!running) return;
      this.done = done;
      this.total = total;
    } catch {
      // The work itself says what went wrong.
    }
  }
}
