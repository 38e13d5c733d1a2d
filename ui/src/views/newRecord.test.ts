// @vitest-environment jsdom
// What a form of a new record is after its first save: the same form, now of the record.
import { fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import App from "../App.svelte";
import { ipc } from "$lib/ipc";
import { session } from "$lib/session.svelte";
import { typeInto } from "../testing/typing";

const SLOW_MS = 30_000;
const input = (testid: string): HTMLInputElement => screen.getByTestId<HTMLInputElement>(testid);

/** Everything that the heading said from now on. */
function headings(form: HTMLElement): Set<string> {
  const heading = (): string => form.querySelector("h1")?.textContent?.trim() ?? "none";
  const said = new Set([heading()]);
  new MutationObserver(() => said.add(heading())).observe(form.ownerDocument.body, {
    subtree: true,
    childList: true,
    characterData: true,
  });
  return said;
}

beforeEach(async () => {
  await ipc.samplesLoad();
});

afterEach(() => {
  session.state = null;
});

describe("a new record that was saved", () => {
  it("stays on the screen as the person it has become", { timeout: SLOW_MS }, async () => {
    history.replaceState(null, "", "#/people/new");
    render(App);
    const form = await screen.findByTestId("person-form");
    await typeInto(input("person-surname_latin"), "OKAFOR");
    await fireEvent.click(input("person-names_confirmed"));
    const said = headings(form);
    await fireEvent.click(screen.getByTestId("person-save"));
    await screen.findByTestId("person-delete");
    await waitFor(() => expect(location.hash).toMatch(/^#\/people\/(?!new)/));
    expect(screen.getByTestId("person-form")).toBe(form);
    expect(input("person-surname_latin").value).toBe("OKAFOR");
    expect([...said]).toEqual(["OKAFOR"]);
    expect(screen.queryByTestId("mrz-line1")).toBeNull();
  });

  it("stays on the screen as the company it has become", { timeout: SLOW_MS }, async () => {
    history.replaceState(null, "", "#/companies/new");
    render(App);
    const form = await screen.findByTestId("company-form");
    await typeInto(input("company-name.en"), "Okafor Ltd");
    await typeInto(input("company-bin"), "151240022476");
    const said = headings(form);
    await fireEvent.click(screen.getByTestId("company-save"));
    await screen.findByTestId("company-delete");
    expect(screen.getByTestId("company-form")).toBe(form);
    expect([...said]).toEqual(["Okafor Ltd"]);
  });
});
