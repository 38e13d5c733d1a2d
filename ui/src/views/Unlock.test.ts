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
    restore.mockResolvedValue({ kept_aside: "cabinet-before-2026", damaged_files: 2 });
    await fireEvent.click(screen.getByTestId("restore-do"));
    expect((await screen.findByTestId("restore-done")).textContent).toContain("cabinet-before-2026");
    expect(screen.getByTestId("restore-damaged").textContent).toContain("2\u00a0attached files");
    const [id, proof] = restore.mock.lastCall ?? [];
    expect(id).toContain("2026-11-23");
    expect(proof).toEqual({ secret: "not the passphrase", is_recovery_key: false });
  });

  it("says that the last backup failed", async () => {
    await locked({ backup_problem: { en: "The last backup failed.", ru: "", kk: "" } });
    expect(screen.getByTestId("unlock-backup-problem").textContent).toContain("The last backup failed.");
  });

  it("asks about a folder that is copied elsewhere before anything can be opened, and takes it where the user insists", async () => {
    const place_warning = { folder: "/home/aida/Dropbox/desk", text: { en: "It is copied (Dropbox). That is bad.", ru: "", kk: "" } };
    await locked({ place_warning, opens_by_keychain: true });
    await typeInto(screen.getByTestId("unlock-passphrase"), "correct horse battery staple");
    const isOff = (id: string): boolean => screen.getByTestId<HTMLButtonElement>(id).disabled;
    expect(screen.getByTestId("place-warning").textContent).toContain("It is copied (Dropbox).");
    expect(screen.getByTestId("place-folder").textContent).toBe(place_warning.folder);
    expect([isOff("unlock-open"), isOff("unlock-keychain")]).toEqual([true, true]);
    const insisted = vi.spyOn(ipc, "placeInsist");
    vi.spyOn(ipc, "appState").mockResolvedValue({ ...(await ipc.appState()), place_warning: null });
    await fireEvent.click(screen.getByTestId("place-insist"));
    await vi.waitFor(() => expect(isOff("unlock-open")).toBe(false));
    expect(insisted).toHaveBeenCalledOnce();
    expect(screen.queryByTestId("place-warning")).toBeNull();
  });

  it("goes on in another folder with nothing of what was typed for this one", async () => {
    const folder = { path: "/media/work/Expat Desk", can_choose: true, is_usual: false, is_missing: false };
    await locked({ folder: { ...folder, path: "/home/aida/expat-desk", is_usual: true } });
    expect(screen.getByTestId("folder-path").textContent).toBe("/home/aida/expat-desk");
    expect(screen.queryByTestId("folder-usual")).toBeNull();
    await typeInto(screen.getByTestId("unlock-passphrase"), "correct horse");
    const choose = vi.spyOn(ipc, "folderChoose").mockResolvedValueOnce(false);
    await fireEvent.click(screen.getByTestId("folder-choose"));
    expect(screen.getByTestId<HTMLInputElement>("unlock-passphrase").value).toBe("correct horse");
    choose.mockResolvedValueOnce(true);
    vi.spyOn(ipc, "appState").mockResolvedValue({ ...(await ipc.appState()), folder });
    await fireEvent.click(screen.getByTestId("folder-choose"));
    await vi.waitFor(() => expect(screen.getByTestId("folder-path").textContent).toBe(folder.path));
    expect(screen.getByTestId<HTMLInputElement>("unlock-passphrase").value).toBe("");
    const usual = vi.spyOn(ipc, "folderUsual").mockResolvedValue(undefined);
    await fireEvent.click(screen.getByTestId("folder-usual"));
    expect(usual).toHaveBeenCalledOnce();
  });

  it("offers no folder where it is given from outside", async () => {
    await locked({ folder: { path: "/srv/desk", can_choose: false, is_usual: true, is_missing: false } });
    expect(screen.queryByTestId("folder-choose")).toBeNull();
  });

  it("takes older files as they are only after asking, and with the passphrase that was typed", async () => {
    await locked({});
    vi.spyOn(ipc, "cabinetUnlock").mockRejectedValue(trouble("rolled_back").cabinet_trouble);
    const take = vi.spyOn(ipc, "cabinetUnlockAsFound").mockResolvedValue(undefined);
    await typeInto(screen.getByTestId("unlock-passphrase"), "correct horse");
    await fireEvent.click(screen.getByTestId("unlock-open"));
    await fireEvent.click(await screen.findByTestId("unlock-take"));
    const sure = await screen.findByTestId("take-do");
    expect(take).not.toHaveBeenCalled();
    await fireEvent.click(sure);
    await vi.waitFor(() => expect(take).toHaveBeenCalledWith({ secret: "correct horse", is_recovery_key: false }));
  });
});
