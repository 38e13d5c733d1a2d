// @vitest-environment jsdom
import { fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { beforeEach, describe, expect, it } from "vitest";
import { ipc } from "$lib/ipc";
import { router } from "$lib/router/router.svelte";
import { session } from "$lib/session.svelte";
import PersonForm from "./PersonForm.svelte";
import { replaceWith, typeInto } from "../../testing/typing";

const field = (name: string): HTMLInputElement => screen.getByTestId<HTMLInputElement>(`person-${name}`);
const save = (): Promise<boolean> => fireEvent.click(screen.getByTestId("person-save"));

beforeEach(async () => {
  await ipc.samplesLoad();
  history.replaceState(null, "", "#/people/p1");
});

describe("a person's form", () => {
  it("keeps all that was typed when the desk refuses, and leads to the field", async () => {
    render(PersonForm, { id: null });
    await typeInto(field("surname_latin"), "OKAFOR");
    await save();
    await screen.findByTestId("person-error");
    expect(field("surname_latin").value).toBe("OKAFOR");
    expect(screen.getByTestId("person-names_confirmed-problem")).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(field("names_confirmed")));
  });

  it("puts the cursor into the field that a finding names", async () => {
    render(PersonForm, { id: "p1", field: "engagement.until" });
    await waitFor(() => expect(document.activeElement).toBe(field("engagement.until")));
  });

  it("leads to the button that adds the part in which a named field is missing", async () => {
    render(PersonForm, { id: "p2", field: "engagement.until" });
    await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId("person-engagement-add")));
  });

  it("marks what an MRZ filled until somebody touches it", async () => {
    render(PersonForm, { id: null });
    await typeInto(screen.getByTestId<HTMLInputElement>("mrz-line1"), "P<GBRSMITH<<JOHN<ANDREW<<<<<<<<<<<<<<<<<<<<<");
    await typeInto(screen.getByTestId<HTMLInputElement>("mrz-line2"), "5331045675GBR8407122M2905024<<<<<<<<<<<<<<06");
    await fireEvent.click(screen.getByTestId("mrz-read"));
    await screen.findByTestId("person-surname_latin-mark");
    expect(field("travel_document.expires_on").value).toBe("02.05.2029");
    expect(screen.getByTestId<HTMLInputElement>("mrz-line2").value).toBe("");
    await typeInto(field("surname_latin"), "E");
    expect(screen.queryByTestId("person-surname_latin-mark")).toBeNull();
    expect(field("names_confirmed").checked).toBe(false);
  });

  it("brings edits together and lets a person choose where both changed a field", async () => {
    render(PersonForm, { id: "p1" });
    await waitFor(() => expect(field("phone")).toBeTruthy());
    await replaceWith(field("phone"), "+7 700 000 00 01");
    const elsewhere = (await ipc.personGet("p1")).fields;
    await ipc.personSave({ ...elsewhere, id: "p1", phone: "+7 700 000 00 02", email: "new@example.org" });
    await save();
    await fireEvent.click(await screen.findByTestId("person-compare"));
    const dialog = await screen.findByTestId("stale-dialog");
    expect(dialog.textContent).toContain("+7 700 000 00 02");
    expect(dialog.textContent).not.toContain("new@example.org");
    await fireEvent.click(screen.getByTestId("stale-apply"));
    await save();
    await waitFor(async () =>
      expect((await ipc.personGet("p1")).fields).toMatchObject({ phone: "+7 700 000 00 01", email: "new@example.org" }),
    );
  });

  it("shows both versions in the words of the form, and no codes", async () => {
    render(PersonForm, { id: "p1" });
    await waitFor(() => expect(field("marital_status")).toBeTruthy());
    await fireEvent.change(field("marital_status"), { target: { value: "divorced" } });
    await replaceWith(field("engagement.from"), "01.02.2027");
    const elsewhere = (await ipc.personGet("p1")).fields;
    const engagement = elsewhere.engagement && { ...elsewhere.engagement, from: "2027-03-01" };
    await ipc.personSave({ ...elsewhere, id: "p1", marital_status: "widowed", engagement });
    await save();
    await fireEvent.click(await screen.findByTestId("person-compare"));
    const dialog = await screen.findByTestId("stale-dialog");
    expect(dialog.textContent).toMatch(/Married[^]*Divorced[^]*Widowed/);
    expect(dialog.textContent).toContain("01.03.2027");
    expect(dialog.textContent).not.toMatch(/divorced|2027-/);
    expect(screen.getByRole("radio", { name: "Marital status, Saved elsewhere: Widowed" })).toBeTruthy();
  });

  it("keeps the old passport beside a new one, and takes out what is removed", async () => {
    render(PersonForm, { id: "p1" });
    await fireEvent.click(await screen.findByTestId("person-passport-add"));
    expect(screen.getAllByTestId("other_travel_documents-line")).toHaveLength(1);
    await typeInto(field("travel_document.number"), "998877665");
    await fireEvent.click(screen.getByTestId("other_travel_documents-remove"));
    await save();
    await waitFor(async () => {
      const saved = (await ipc.personGet("p1")).fields;
      expect(saved).toMatchObject({ travel_document: { number: "998877665" }, other_travel_documents: [], removed: ["td1"] });
    });
  });

  it("deletes into the recycle bin, from where an undo brings the record back", async () => {
    render(PersonForm, { id: "p3" });
    await fireEvent.click(await screen.findByTestId("person-delete"));
    await fireEvent.click(await screen.findByTestId("delete-confirm"));
    await waitFor(async () => expect((await ipc.binList()).map(({ id }) => id)).toEqual(["p3"]));
    await session.notice?.undo?.();
    expect(await ipc.binList()).toEqual([]);
    expect((await ipc.personGet("p3")).id).toBe("p3");
  });

  it("stands in the way of leaving only while something is unsaved", async () => {
    render(PersonForm, { id: "p1" });
    await waitFor(() => expect(field("phone")).toBeTruthy());
    expect(router.hasUnsaved).toBe(false);
    await typeInto(field("phone"), "1");
    expect(router.hasUnsaved).toBe(true);
    expect(await router.saveUnsaved()).toBe(true);
    expect(router.hasUnsaved).toBe(false);
  });
});
