// @vitest-environment jsdom
import { fireEvent, render, screen } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { Form } from "$lib/forms/form.svelte";
import DateForm from "../../testing/DateForm.svelte";
import { replaceWith, typeInto } from "../../testing/typing";

function dateForm(until: string | null = null) {
  const form = new Form("test", { until });
  render(DateForm, { form });
  return { form, field: screen.getByLabelText<HTMLInputElement>("Until") };
}

describe("a date field", () => {
  it.each(["2026-12-20", "20.12.2026"])("reads %s, although its beginning is a date, too", async (typed) => {
    const { form, field } = dateForm();
    await typeInto(field, typed);
    expect(field.value).toBe(typed);
    expect(form.values.until).toBe("2026-12-20");
    await fireEvent.blur(field);
    expect(field.value).toBe("20.12.2026");
  });

  it("doesn't complain while somebody types, but does afterwards", async () => {
    const { form, field } = dateForm();
    await typeInto(field, "03/09/2026");
    expect(screen.queryByTestId("test-until-problem")).toBeNull();
    await fireEvent.blur(field);
    expect(screen.getByTestId("test-until-problem").textContent).toContain("dots");
    expect(field.getAttribute("aria-invalid")).toBe("true");
    expect(field.value).toBe("03/09/2026");
    expect(form.dirty).toBe(true);
  });

  it("can't be saved with a date that can't be read, even with the cursor still in it", async () => {
    const { form, field } = dateForm("2026-01-01");
    await replaceWith(field, "31.02.2026");
    expect(await form.submit(async () => undefined)).toBe(false);
  });

  it("shows a date that comes from elsewhere", async () => {
    const { form, field } = dateForm("2026-01-01");
    expect(field.value).toBe("01.01.2026");
    form.load({ until: "2027-05-02" });
    await expect.poll(() => field.value).toBe("02.05.2027");
  });

  it("can be emptied", async () => {
    const { form, field } = dateForm("2026-01-01");
    await replaceWith(field, "");
    expect(form.values.until).toBeNull();
  });
});
