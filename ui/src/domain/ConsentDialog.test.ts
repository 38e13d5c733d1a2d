// @vitest-environment jsdom
import { fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { describe, expect, it, vi } from "vitest";
import ConsentDialog from "./ConsentDialog.svelte";
import { ipc } from "$lib/ipc";

describe("a consent", () => {
  it("is saved by the button outside of its form, so that Enter in a field saves it, too", async () => {
    await ipc.samplesLoad();
    const save = vi.spyOn(ipc, "consentSave");
    const onclose = vi.fn();
    render(ConsentDialog, { consent: await ipc.consentDraft("p1"), papers: [], onclose });
    const button = screen.getByTestId<HTMLButtonElement>("consent-save");
    expect(button.form).toBe(screen.getByTestId<HTMLInputElement>("consent-text_version").form);
    await fireEvent.click(button);
    await waitFor(() => expect(onclose).toHaveBeenCalled());
    expect(save).toHaveBeenCalledOnce();
  });
});
