// @vitest-environment jsdom
import { fireEvent, render, screen } from "@testing-library/svelte";
import { afterEach, describe, expect, it, vi } from "vitest";
import KeysTab from "./KeysTab.svelte";
import { ipc } from "$lib/ipc";
import { replaceWith, typeInto } from "../../testing/typing";

const field = (id: string): HTMLInputElement => screen.getByTestId<HTMLInputElement>(id);

afterEach(() => {
  vi.restoreAllMocks();
});

describe("the passphrase", () => {
  it("changes only when both new ones agree, and keeps what is typed when the proof is wrong", async () => {
    const change = vi.spyOn(ipc, "passphraseChange").mockRejectedValueOnce({
      code: "wrong_passphrase",
      message: "",
      text: { en: "", ru: "", kk: "" },
      fields: [],
    });
    render(KeysTab);
    await fireEvent.click(await screen.findByTestId("keys-change"));
    await typeInto(field("passphrase-proof"), "the old one");
    await typeInto(field("passphrase-new"), "nine silver foxes");
    await typeInto(field("passphrase-new-repeat"), "nine silver fxes");
    expect(screen.getByTestId<HTMLButtonElement>("passphrase-do").disabled).toBe(true);
    await replaceWith(field("passphrase-new-repeat"), "nine silver foxes");
    await fireEvent.click(screen.getByTestId("passphrase-do"));
    await screen.findByTestId("passphrase-error");
    expect(field("passphrase-new").value).toBe("nine silver foxes");
    expect(change).toHaveBeenCalledWith({
      proof: { secret: "the old one", is_recovery_key: false },
      passphrase: "nine silver foxes",
    });
  });

  it("can be made by the program, and is shown to be written down", async () => {
    render(KeysTab);
    await fireEvent.click(await screen.findByTestId("keys-change"));
    await fireEvent.click(screen.getByTestId("passphrase-new-generate"));
    const made = (await screen.findByTestId("passphrase-new-made")).textContent;
    expect(field("passphrase-new").value).toBe(made);
    expect(field("passphrase-new-repeat").value).toBe(made);
  });
});

describe("the recovery key", () => {
  it("counts only after two of its groups came back from the paper", async () => {
    const confirm = vi.spyOn(ipc, "recoveryKeyConfirm");
    vi.spyOn(ipc, "recoveryKeyNew").mockResolvedValue({ groups: ["111111", "222222", "333333", "444444"] });
    render(KeysTab);
    await fireEvent.click(await screen.findByTestId("keys-recovery"));
    await typeInto(field("recovery-proof"), "the passphrase");
    await fireEvent.click(screen.getByTestId("recovery-make"));
    await screen.findByTestId("recovery-groups");
    expect(confirm).not.toHaveBeenCalled();
    await fireEvent.click(screen.getByTestId("recovery-next"));
    const inputs = [...document.querySelectorAll<HTMLInputElement>("[data-group]")];
    expect(inputs).toHaveLength(2);
    for (const input of inputs) await typeInto(input, "999999");
    confirm.mockResolvedValueOnce(undefined);
    await fireEvent.click(screen.getByTestId("recovery-confirm"));
    expect(confirm).toHaveBeenCalledWith(inputs.map((input) => ({ index: Number(input.dataset["group"]), text: "999999" })));
  });
});

describe("the keychain", () => {
  it("is added only after the warning was read, and the answer that loses nothing has the focus", async () => {
    const add = vi.spyOn(ipc, "keychainAdd");
    render(KeysTab);
    await fireEvent.click(await screen.findByTestId("keys-keychain"));
    expect((await screen.findByTestId("keychain-dialog")).textContent).toContain("Whoever sits at this computer");
    expect(add).not.toHaveBeenCalled();
    await fireEvent.click(screen.getByTestId("keychain-do"));
    expect(add).toHaveBeenCalledOnce();
  });
});
