// A field can be asked for although the part of the record that holds it isn't there yet.
import type { PersonInput } from "$lib/ipc";
import type { Form } from "./form.svelte";

/** Leads to the button that adds `part` when the form asks for a field inside of it. */
export function showAdd(form: Form<PersonInput>, part: "engagement" | "relation" | "stay_document", button: string): void {
  if (!form.reveal?.startsWith(`${part}.`) || form.values[part] !== null) return;
  const add = document.querySelector<HTMLElement>(`[data-testid="${button}"]`);
  add?.scrollIntoView({ block: "center" });
  add?.focus({ preventScroll: true });
}
