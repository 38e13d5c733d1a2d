// One form: what is typed, what was saved, what is wrong with it. A refused save keeps every letter that was typed.
import { getContext, setContext } from "svelte";
import { SvelteMap } from "svelte/reactivity";
import { appErrorOf, type AppError, type Text } from "$lib/ipc";

const CONTEXT = Symbol("form");

/** Why the browser's side refuses a value before the desk sees it, as a text that follows the language. */
export type LocalProblem = () => string;

export class Form<Values extends object> {
  /** Prefix of the test ids of the form's controls. */
  readonly name: string;
  values: Values;
  error = $state<AppError | null>(null);
  busy = $state(false);
  readonly = $state(false);
  /** Field to show and to focus as soon as it is on the screen. */
  reveal = $state<string | null>(null);
  /** Fields that were filled by reading an MRZ and wait for a person's eye. */
  readonly unconfirmed = new SvelteMap<string, true>();
  readonly #problems = new SvelteMap<string, LocalProblem>();
  readonly #issues = new SvelteMap<string, Text>();
  #baseline = $state("");

  constructor(name: string, values: Values) {
    this.name = name;
    this.values = $state(values);
    this.#baseline = JSON.stringify(values);
  }

  get dirty(): boolean {
    return this.#problems.size > 0 || JSON.stringify(this.values) !== this.#baseline;
  }

  /** What the form started from. */
  get baseline(): Values {
    return JSON.parse(this.#baseline) as Values;
  }

  /** Stands on a version that was saved elsewhere: from here on only what differs from it is unsaved. */
  rebase(values: Values, saved: Values): void {
    this.values = values;
    this.#baseline = JSON.stringify(saved);
    this.error = null;
    this.#issues.clear();
  }

  /** Starts over from a saved record. */
  load(values: Values): void {
    this.values = values;
    this.#baseline = JSON.stringify(values);
    this.error = null;
    this.#issues.clear();
    this.#problems.clear();
    this.unconfirmed.clear();
  }

  /** What the desk found wrong with a field, until the field is touched again. */
  issueOf(field: string): Text | undefined {
    return this.#issues.get(field);
  }

  problemOf(field: string): string | undefined {
    return this.#problems.get(field)?.();
  }

  setProblem(field: string, problem: LocalProblem | null): void {
    if (problem === null) this.#problems.delete(field);
    else this.#problems.set(field, problem);
  }

  /** The user has changed this field: what was said about it no longer holds. */
  touched(field: string): void {
    this.#issues.delete(field);
    this.unconfirmed.delete(field);
  }

  /** Runs `save` with what is typed; puts what it refuses beside the fields. False when it wasn't saved. */
  async submit(save: (values: Values) => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    const unreadable = this.#problems.keys().next();
    if (!unreadable.done) {
      this.show(unreadable.value);
      return false;
    }
    this.busy = true;
    this.error = null;
    this.#issues.clear();
    try {
      await save($state.snapshot(this.values) as Values);
      return true;
    } catch (thrown) {
      this.refuse(appErrorOf(thrown));
      return false;
    } finally {
      this.busy = false;
    }
  }

  refuse(error: AppError): void {
    this.error = error;
    for (const issue of error.fields) this.#issues.set(this.#own(issue.field), issue.text);
    const first = error.fields[0];
    if (first) this.show(first.field);
  }

  /** Brings a field into sight and puts the cursor into it, also a second time. */
  show(field: string): void {
    this.reveal = null;
    queueMicrotask(() => (this.reveal = this.#own(field)));
  }

  /** The desk says `details.until` where the form of the details says `until`. */
  #own(field: string): string {
    return field.startsWith(`${this.name}.`) ? field.slice(this.name.length + 1) : field;
  }
}

export function provideForm<Values extends object>(form: Form<Values>): Form<Values> {
  return setContext(CONTEXT, form);
}

/** The form that a field belongs to. */
export function formOfField(): Form<object> {
  return getContext(CONTEXT);
}
