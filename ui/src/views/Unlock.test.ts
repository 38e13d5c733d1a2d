// @vitest-environment jsdom
import { fireEvent, render, screen } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import App from "../App.svelte";
import { ipc, type AppState, type ErrorCode } from "$lib/ipc";
import { session } from "$lib/session.svelte";
import { typeInto } from "../testing/typing";

async function locked(change: Partial<AppState>): Promise<void> {
  const state = await ipc.appState();
  vi.spyOn(ipc, "appState").mockResolvedValue({ ...state, screen: "locked", ...change });
  render(App);
  await screen.findByTestId("unlock-passphrase");
}

const trouble = (code: ErrorCode): Partial<AppState> => ({
  cabinet_trouble: { code, message: "", text: { en: "", ru: "", kk: "" }, fields: [] },
});

beforeEach(() => {
  session.state = null;
});

afterEach(() => {
  vi.restoreAllMocks();
});

describe("the locked desk", () => {
  it("offers no keychain where it is no way in", async () => {
    await locked({});
    expect(screen.queryByTestId("unlock-keychain")).toBeNull();
  });

  it("falls back to the passphrase when the keychain fails", async () => {
    await locked({ opens_by_keychain: true });
    vi.spyOn(ipc, "cabinetUnlockKeychain").mockRejectedValue(trouble("keychain").cabinet_trouble);
    await fireEvent.click(screen.getByTestId("unlock-keychain"));
    expect((await screen.findByTestId("unlock-error")).querySelector("[data-code]")?.getAttribute("data-code")).toBe("keychain");
    expect(screen.getByTestId("unlock-passphrase")).toBeTruthy();
  });

  it("mends a damaged header from its copy", async () => {
    await locked(trouble("header_repairable"));
    const mended = vi.spyOn(ipc, "headerRestore").mockResolvedValue(undefined);
    vi.spyOn(ipc, "appState").mockResolvedValue({ ...(await ipc.appState()), cabinet_trouble: null });
    await fireEvent.click(screen.getByTestId("unlock-repair"));
    await screen.findByTestId("unlock-repaired");
    expect(mended).toHaveBeenCalledOnce();
  });

  it("offers a backup for what another try doesn't help with, and restores the chosen one", async () => {
    await locked(trouble("rolled_back"));
    expect(screen.queryByTestId("unlock-repair")).toBeNull();
    await fireEvent.click(screen.getByTestId("unlock-restore-now"));
    await screen.findByTestId("restore-which");
    const restore = vi.spyOn(ipc, "backupRestore");
    await typeInto(screen.getByTestId("restore-secret"), "not the passphrase");
    await fireEvent.click(screen.getByTestId("restore-do"));
    await screen.findByTestId("restore-error");
    restore.mockResolvedValue({ kept_aside: "cabinet-before-2026" });
    await fireEvent.click(screen.getByTestId("restore-do"));
    expect((await screen.findByTestId("restore-done")).textContent).toContain("cabinet-before-2026");
    const [id, proof] = restore.mock.lastCall ?? [];
    expect(id).toContain("2026-11-23");
    expect(proof).toEqual({ secret: "not the passphrase", is_recovery_key: false });
  });

  it("says that the last backup failed", async () => {
    await locked({ backup_problem: { en: "The last backup failed.", ru: "", kk: "" } });
    expect(screen.getByTestId("unlock-backup-problem").textContent).toContain("The last backup failed.");
  });
});
