// @vitest-environment jsdom
import { render, screen, fireEvent } from "@testing-library/svelte";
import { afterEach, describe, expect, it, vi } from "vitest";
import EraseDialog from "$domain/EraseDialog.svelte";
import HandOverDialog from "$domain/HandOverDialog.svelte";
import Clients from "./Clients.svelte";
import { ipc } from "$lib/ipc";
import { replaceWith, typeInto } from "../testing/typing";

const AKME = { id: "k1", name: "Akme Capital" };

afterEach(() => {
  vi.restoreAllMocks();
});

describe("all clients", () => {
  it("are listed with what they need, and a damaged one says so", async () => {
    const [row] = await ipc.clientsOverview();
    if (!row) throw new Error("the mock has clients");
    vi.spyOn(ipc, "clientsOverview").mockResolvedValue([
      { ...row, needs: 7 },
      { ...row, id: "k9", name: "Astra", trouble: { en: "Restore a backup.", ru: "", kk: "" } },
    ]);
    render(Clients);
    const states = (await screen.findAllByTestId("client-state")).map((badge) => badge.dataset["value"]);
    expect(states).toContain("damaged");
    expect(screen.getByTestId("clients-trouble").textContent).toContain("Restore a backup.");
    expect(screen.getAllByTestId("client-list-row")[0]?.textContent).toContain("7");
  });
});

describe("erasing a client", () => {
  it("says what goes and how long backups keep it, and waits for the exact name", async () => {
    const erase = vi.spyOn(ipc, "clientErase").mockResolvedValue(undefined);
    const closed = vi.fn();
    render(EraseDialog, { client: AKME, onclose: closed });
    expect((await screen.findByTestId("erase-goes")).textContent).toContain("can't be undone");
    expect(screen.getByTestId("erase-backups").textContent).toContain("4\u00a0backups");
    const button = screen.getByTestId<HTMLButtonElement>("erase-do");
    await typeInto(screen.getByTestId("erase-name"), "akme capital");
    expect(button.disabled).toBe(true);
    await replaceWith(screen.getByTestId("erase-name"), "Akme Capital");
    await fireEvent.click(button);
    expect(erase).toHaveBeenCalledWith("k1", "Akme Capital");
    await vi.waitFor(() => expect(closed).toHaveBeenCalledOnce());
  });

  it("isn't offered for the only client", async () => {
    const report = await ipc.clientErasure("k1");
    vi.spyOn(ipc, "clientErasure").mockResolvedValue({ ...report, obstacle: { en: "Add another client first.", ru: "", kk: "" } });
    render(EraseDialog, { client: AKME, onclose: () => undefined });
    await screen.findByTestId("erase-obstacle");
    expect(screen.queryByTestId("erase-name")).toBeNull();
    expect(screen.getByTestId<HTMLButtonElement>("erase-do").disabled).toBe(true);
  });
});

describe("taking clients in", () => {
  it("stays open with what was typed when the file dialog is cancelled or the passphrase is wrong", async () => {
    const closed = vi.fn();
    render(HandOverDialog, { open: true, client: null, onclose: closed });
    const take = vi.spyOn(ipc, "clientImport").mockResolvedValueOnce(null);
    const passphrase = await screen.findByTestId<HTMLInputElement>("hand-over-passphrase");
    await typeInto(passphrase, "wrong");
    await fireEvent.click(screen.getByTestId("hand-over-do"));
    await vi.waitFor(() => expect(screen.getByTestId<HTMLButtonElement>("hand-over-do").disabled).toBe(false));
    expect(take).toHaveBeenCalledOnce();
    await fireEvent.click(screen.getByTestId("hand-over-do"));
    await screen.findByTestId("hand-over-error");
    expect(passphrase.value).toBe("wrong");
    expect(closed).not.toHaveBeenCalled();
  });
});

describe("a file with clients", () => {
  it("isn't said to open with the recovery key when its passphrase is wrong", async () => {
    render(HandOverDialog, { open: true, client: null, onclose: () => undefined });
    await typeInto(screen.getByTestId("hand-over-passphrase"), "wrong");
    await fireEvent.click(screen.getByTestId("hand-over-do"));
    const error = await screen.findByTestId("hand-over-error");
    expect(error.textContent).toContain("doesn't open the file");
    expect(error.textContent).toContain("whoever sent the file");
  });
});
