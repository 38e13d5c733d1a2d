// @vitest-environment jsdom
// Roles, names and structure of every place. Colours and sizes need a real engine; jsdom draws nothing.
import { render, screen } from "@testing-library/svelte";
import axe from "axe-core";
import { afterEach, describe, expect, it, vi } from "vitest";
import App from "../App.svelte";
import { ipc } from "$lib/ipc";
import { href, SETTINGS_TABS, type Route } from "$lib/router/routes";
import { session } from "$lib/session.svelte";

const SLOW_MS = 30_000;
const places: Route[] = [
  { at: "today" },
  { at: "companies" },
  { at: "company", id: "c1" },
  { at: "people" },
  { at: "person", id: "p1" },
  { at: "newPerson" },
  { at: "papers" },
  { at: "applications" },
  { at: "newApplication" },
  ...(["persons", "details", "documents", "letters", "review", "send"] as const).map((tab): Route => ({
    at: "application",
    id: "a1",
    tab,
  })),
  { at: "outbox" },
  { at: "rulebook" },
  { at: "rulebook", service: "employment_invitation" },
  { at: "clients" },
  { at: "import", kind: "people" },
  { at: "settings" },
  ...SETTINGS_TABS.map((tab): Route => ({ at: "settings", tab })),
  { at: "templates" },
  { at: "templates", id: "invitation" },
];

async function violations(): Promise<string[]> {
  const found = await axe.run(document.body, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"],
    rules: { "color-contrast": { enabled: false } },
  });
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

afterEach(() => {
  session.state = null;
});

describe("every place has names and structure for screen readers", () => {
  it.each(places.map(href))("%s", { timeout: SLOW_MS }, async (address) => {
    history.replaceState(null, "", address);
    render(App);
    await screen.findByTestId("main");
    await vi.waitFor(() => expect(document.querySelector("main h1, main h2")).not.toBeNull());
    expect(await violations()).toEqual([]);
  });

  it("a table that is being imported", { timeout: SLOW_MS }, async () => {
    await ipc.importChoose("people");
    history.replaceState(null, "", href({ at: "import", kind: "people" }));
    render(App);
    await screen.findByTestId("import-rows");
    expect(await violations()).toEqual([]);
  });

  it("the locked desk", { timeout: SLOW_MS }, async () => {
    const state = await ipc.appState();
    vi.spyOn(ipc, "appState").mockResolvedValue({ ...state, screen: "locked" });
    render(App);
    await screen.findByTestId("unlock-passphrase");
    expect(await violations()).toEqual([]);
  });
});
