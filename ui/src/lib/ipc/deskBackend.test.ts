import { describe, expect, it, vi } from "vitest";
import { backend } from "./deskBackend";
import { appErrorOf } from ".";

const shell = vi.hoisted(() => ({ invoke: vi.fn(), listen: vi.fn() }));
vi.mock("@tauri-apps/api/core", () => ({ invoke: shell.invoke }));
vi.mock("@tauri-apps/api/event", () => ({ listen: shell.listen }));

describe("the desk's commands", () => {
  it("carry the desk's names and named arguments", async () => {
    shell.invoke.mockResolvedValue(null);
    await backend.commands.iinCheck("900101300007", "1990-01-01", "male");
    expect(shell.invoke).toHaveBeenCalledWith("iin_check", { iin: "900101300007", birthDate: "1990-01-01", sex: "male" });
    await backend.commands.applicationSaveDetails("a1", 2, {} as never);
    expect(shell.invoke).toHaveBeenCalledWith("application_save_details", { id: "a1", version: 2, details: {} });
    await backend.commands.appState();
    expect(shell.invoke).toHaveBeenCalledWith("app_state");
  });

  it("throw what the desk answers as an error", async () => {
    const refusal = { code: "locked", message: "", text: { en: "", ru: "", kk: "" }, fields: [] };
    shell.invoke.mockRejectedValue(refusal);
    await expect(backend.commands.today()).rejects.toBe(refusal);
  });

  it("stop listening to the desk even when stopped before it began", async () => {
    const stopped = vi.fn();
    shell.listen.mockReturnValue(Promise.resolve(stopped));
    backend.onChanged(() => undefined)();
    await vi.waitFor(() => expect(stopped).toHaveBeenCalledOnce());
  });
});

describe("what a command throws", () => {
  it("is taken as it is when it is the desk's error", () => {
    const error = { code: "disk_full", message: "", text: { en: "", ru: "", kk: "" }, fields: [] };
    expect(appErrorOf(error)).toBe(error);
  });

  it("becomes an internal error otherwise", () => {
    for (const thrown of ["text", null, undefined, new Error("x"), { code: "disk_full" }]) expect(appErrorOf(thrown).code).toBe("internal");
  });
});
