// @vitest-environment jsdom
import { fireEvent, render, screen } from "@testing-library/svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import App from "../App.svelte";
import { ipc } from "$lib/ipc";
import { session } from "$lib/session.svelte";
import { typeInto } from "../testing/typing";

// The mock reads where to begin from the address, when it is imported.
vi.hoisted(() => history.replaceState(null, "", "?mock=welcome"));

const field = (id: string): HTMLInputElement => screen.getByTestId<HTMLInputElement>(id);

async function createCabinet(passphrase: string, repeat = passphrase): Promise<void> {
  render(App);
  await screen.findByTestId("welcome-name");
  await typeInto(field("welcome-name"), "Akme");
  await typeInto(field("welcome-passphrase"), passphrase);
  await typeInto(field("welcome-repeat"), repeat);
  await fireEvent.click(screen.getByTestId("welcome-create"));
}

async function typeGroups(groups: (index: number) => string): Promise<void> {
  await fireEvent.click(await screen.findByTestId("recovery-next"));
  for (const input of document.querySelectorAll<HTMLInputElement>("[data-group]"))
    await typeInto(input, groups(Number(input.dataset["group"])));
  await fireEvent.click(screen.getByTestId("recovery-confirm"));
}

/** The printed groups as the screen shows them. */
async function shownKey(): Promise<string[]> {
  await screen.findByTestId("recovery-groups");
  return screen.getAllByTestId(/^recovery-group-\d+$/).map((group) => group.textContent ?? "");
}

beforeEach(() => {
  session.state = null;
  session.settingUp = false;
});

describe("setting up", () => {
  it("doesn't ask the desk while the two passphrases differ", async () => {
    const create = vi.spyOn(ipc, "cabinetCreate");
    await createCabinet("correct horse battery", "correct horse batery");
    expect(field("welcome-repeat").getAttribute("aria-invalid")).toBe("true");
    expect(create).not.toHaveBeenCalled();
  });

  it("makes no new cabinet while the chosen folder isn't there", async () => {
    const state = await ipc.appState();
    const folder = { path: "/media/work/Expat Desk", can_choose: true, is_usual: false, is_missing: true };
    const asked = vi.spyOn(ipc, "appState").mockResolvedValue({ ...state, folder });
    render(App);
    expect((await screen.findByTestId("folder-missing")).textContent).toContain("isn't there");
    expect(screen.getByTestId<HTMLButtonElement>("welcome-create").disabled).toBe(true);
    asked.mockResolvedValue({ ...state, folder: { ...folder, is_missing: false } });
    await fireEvent.click(screen.getByTestId("folder-again"));
    await vi.waitFor(() => expect(screen.getByTestId<HTMLButtonElement>("welcome-create").disabled).toBe(false));
    asked.mockRestore();
  });

  it("keeps the passphrase in the field when the desk finds it weak", async () => {
    await createCabinet("short");
    expect((await screen.findByTestId("welcome-error")).querySelector("[data-code]")?.getAttribute("data-code")).toBe("weak_passphrase");
    expect(field("welcome-passphrase").value).toBe("short");
  });

  it("keeps the recovery key on the screen although the desk calls itself locked by now", async () => {
    await createCabinet("correct horse battery staple");
    await shownKey();
    const state = await ipc.appState();
    vi.spyOn(ipc, "appState").mockResolvedValue({ ...state, screen: "locked" });
    await session.refresh();
    expect(screen.getByTestId("recovery-groups")).toBeTruthy();
  });

  it("opens only when both groups are right, and shows the key again before that", async () => {
    await createCabinet("correct horse battery staple");
    const key = await shownKey();
    await typeGroups(() => "00000");
    await screen.findByTestId("recovery-error");
    await fireEvent.click(screen.getByTestId("recovery-show"));
    expect(await shownKey()).toEqual(key);
    for (const input of document.querySelectorAll<HTMLInputElement>("[data-group]")) input.value = "";
    await fireEvent.click(screen.getByTestId("recovery-next"));
    for (const input of document.querySelectorAll<HTMLInputElement>("[data-group]")) {
      input.value = "";
      await typeInto(input, key[Number(input.dataset["group"])] ?? "");
    }
    await fireEvent.click(screen.getByTestId("recovery-confirm"));
    await screen.findByTestId("first-steps");
    expect(session.settingUp).toBe(false);
  });
});
