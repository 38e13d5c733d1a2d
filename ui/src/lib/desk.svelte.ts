// What the palette, the rail and the shortcuts can do from anywhere.
import { ipc, type Language, type Settings, type Theme } from "$lib/ipc";
import { router } from "$lib/router/router.svelte";
import { session } from "$lib/session.svelte";

class Desk {
  paletteOpen = $state(false);
  /** Locking waits: something is typed that couldn't be saved. */
  lockBlocked = $state(false);

  /** Locks; saves what is typed first. What can't be saved asks, unless nobody is there to answer. */
  async lock(attended: boolean): Promise<void> {
    if (!(await router.saveUnsaved()) && attended) {
      this.lockBlocked = true;
      return;
    }
    await this.lockNow();
  }

  async lockNow(): Promise<void> {
    this.lockBlocked = false;
    this.paletteOpen = false;
    await ipc.cabinetLock();
    await session.refresh();
  }

  async selectClient(id: string): Promise<void> {
    if (!(await router.saveUnsaved())) return;
    await ipc.clientSelect(id);
    router.leave({ at: "today" });
    await session.changed();
  }

  async setTheme(theme: Theme): Promise<void> {
    await this.#set({ theme });
  }

  async setLanguage(language: Language): Promise<void> {
    await this.#set({ language });
  }

  async #set(change: Partial<Settings>): Promise<void> {
    await ipc.settingsSave({ ...(await ipc.settingsGet()), ...change });
    await session.refresh();
  }
}

export const desk = new Desk();
