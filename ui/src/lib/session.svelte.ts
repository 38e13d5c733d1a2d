// What the whole window needs to know: which screen, which client, which language. The only global state.
import { appErrorOf, forgetPage, ipc, onDeskChanged, type AppError, type AppState } from "$lib/ipc";
import { clearCopied } from "$lib/clipboard";
import { i18n } from "$lib/i18n/i18n.svelte";

/** A change that the shell forgot to tell shows up after this long; the desk itself decides nothing by it. */
const RECHECK_MS = 15_000;

class Session {
  state = $state<AppState | null>(null);
  /** Grows whenever data may have changed; views read it to load again. */
  revision = $state(0);
  /** The recovery key is on the screen: whatever the desk says, the set-up screen stays. */
  settingUp = $state(false);
  failure = $state<AppError | null>(null);
  notice = $state<{ text: string; id: number; undo: (() => Promise<void>) | null } | null>(null);
  #notices = 0;

  /** Follows the desk; returns how to stop. */
  start(): () => void {
    void this.refresh();
    const stopListening = onDeskChanged(() => void this.changed());
    const timer = setInterval(() => void this.refresh(), RECHECK_MS);
    return () => {
      stopListening();
      clearInterval(timer);
    };
  }

  /** Asks the desk where it stands and follows its language and theme. */
  async refresh(): Promise<void> {
    try {
      this.#follow(await ipc.appState());
      this.failure = null;
    } catch (thrown) {
      this.failure = appErrorOf(thrown);
    }
  }

  /** Something was written, here or behind the window: everything on the screen loads again. */
  async changed(): Promise<void> {
    this.revision += 1;
    await this.refresh();
  }

  /** Says shortly that something worked, and how to take it back where that is one step. */
  tell(text: string, undo: (() => Promise<void>) | null = null): void {
    this.#notices += 1;
    this.notice = { text, id: this.#notices, undo };
  }

  #follow(next: AppState): void {
    if (this.state?.screen === "open" && next.screen === "locked") {
      void clearCopied();
      if (forgetPage()) {
        this.state = null;
        return;
      }
    }
    // Before the desk is open the language is chosen on the screen itself; after that it is a setting.
    if (this.state === null || next.screen === "open") i18n.use(next.language);
    document.documentElement.dataset.theme = next.theme;
    if (JSON.stringify(next) !== JSON.stringify(this.state)) this.state = next;
  }
}

export const session = new Session();
