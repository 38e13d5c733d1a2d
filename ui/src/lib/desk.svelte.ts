// What the palette, the rail and the shortcuts can do from anywhere. What fails is shown above the place.
import { clearCopied } from "$lib/clipboard";
import { ipc, type Language, type Settings, type Theme } from "$lib/ipc";
import { Doing } from "$lib/loading.svelte";
import { router } from "$lib/router/router.svelte";
import type { Route } from "$lib/router/routes";
import { session } from "$lib/session.svelte";

class Desk {
  paletteOpen = $state(false);
  /** Locking waits: something is typed that couldn't be saved. */
  lockBlocked = $state(false);
  readonly doing = new Doing();

  /** Locks; saves what is typed first, and asks about what can't be saved. */
  async lock(): Promise<void> {
    if (await router.saveUnsaved()) await this.lockNow();
    else this.lockBlocked = true;
  }

  async lockNow(): Promise<void> {
    this.lockBlocked = false;
    this.paletteOpen = false;
    await this.doing.run(async () => {
      await clearCopied();
      await ipc.cabinetLock();
      await session.refresh();
    });
  }

  /** Switches to another client's papers, and to a place in them. */
  async selectClient(id: string, place: Route = { at: "today" }): Promise<void> {
    if (!(await router.saveUnsaved())) return;
    await this.doing.run(async () => {
      await ipc.clientSelect(id);
      router.leave(place);
      await session.changed();
    });
  }

  async sync(): Promise<void> {
    await this.doing.run(async () => {
      await ipc.syncNow();
      await session.changed();
    });
  }

  setTheme(theme: Theme): Promise<void> {
    return this.#set({ theme });
  }

  setLanguage(language: Language): Promise<void> {
    return this.#set({ language });
  }

  async #set(change: Partial<Settings>): Promise<void> {
    await this.doing.run(async () => {
      await ipc.settingsSave({ ...(await ipc.settingsGet()), ...change });
      await session.changed();
    });
  }
}

export const desk = new Desk();
