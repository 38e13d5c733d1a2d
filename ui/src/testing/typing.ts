// Typing as a person does it: letter by letter, with time in between for whatever the page does after each.
import { fireEvent } from "@testing-library/svelte";

/** Appends `text` to what is in the field. */
export async function typeInto(field: HTMLInputElement, text: string): Promise<void> {
  field.focus();
  for (const letter of text) {
    field.value += letter;
    await fireEvent.input(field);
  }
}

export async function replaceWith(field: HTMLInputElement, text: string): Promise<void> {
  field.value = "";
  await fireEvent.input(field);
  await typeInto(field, text);
}
