// @vitest-environment jsdom
import { fireEvent, render, screen, within } from "@testing-library/svelte";
import { afterEach, describe, expect, it, vi } from "vitest";
import Privacy from "./Privacy.svelte";
import { ipc } from "$lib/ipc";

const reason = { en: "The date that you set has passed.", ru: "", kk: "" };
const past_retention = Array.from({ length: 45 }, (_, index) => ({
  id: `p${index}`,
  kind: "company" as const,
  title: `SAMPLE ${index}`,
  reason,
  until: "2026-01-31",
}));

afterEach(() => {
  vi.restoreAllMocks();
});

describe("personal data", () => {
  it("of many whose time is over comes in parts, and what follows stays within reach", async () => {
    vi.spyOn(ipc, "privacy").mockResolvedValue({ withdrawals: [], past_retention, without_consent: [], persons: 45 });
    render(Privacy);
    const section = await screen.findByTestId("privacy-retention");
    expect(section.querySelectorAll("li")).toHaveLength(20);
    await fireEvent.click(within(section).getByText("Show 20 more"));
    await fireEvent.click(within(section).getByText("Show 5 more"));
    expect(section.querySelectorAll("li")).toHaveLength(45);
  });

  it("is listed for a breach notice only when asked", async () => {
    await ipc.samplesLoad();
    render(Privacy);
    expect(screen.queryByTestId("breach-table")).toBeNull();
    await fireEvent.click(await screen.findByTestId("breach-show"));
    expect(within(await screen.findByTestId("breach-table")).getByText("SMITH JOHN ANDREW")).toBeTruthy();
  });
});
