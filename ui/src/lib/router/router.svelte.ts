// Where the window is. Leaving a form with unsaved changes asks first: the address goes back to where it was and
// the wish to leave waits in `pending` until somebody decides.
import { href, parse, type Route } from "./routes";

export interface LeaveGuard {
  dirty(): boolean;
  /** Saves what is typed; false when that didn't work, and the form says why. */
  save(): Promise<boolean>;
}

class Router {
  route = $state<Route>({ at: "today" });
  /** Grows with every place that is come to; a record that gets its id stays the same place. */
  visit = $state(0);
  /** A place that waits until the unsaved form is saved or given up. */
  pending = $state<Route | null>(null);
  #guard: LeaveGuard | null = null;

  /** Follows the address bar; returns how to stop. */
  start(): () => void {
    this.route = parse(location.hash);
    const follow = (): void => this.#follow();
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }

  go(route: Route): void {
    location.hash = href(route);
  }

  /** Goes there without leaving a step behind, for a record that has just got its id. */
  replace(route: Route): void {
    history.replaceState(null, "", href(route));
    this.route = route;
  }

  /** Puts `guard` in front of every way out; returns how to remove it. */
  protect(guard: LeaveGuard): () => void {
    this.#guard = guard;
    return () => {
      if (this.#guard === guard) this.#guard = null;
    };
  }

  get hasUnsaved(): boolean {
    return this.#guard?.dirty() ?? false;
  }

  /** Saves the guarded form; true when there is nothing left to lose. */
  async saveUnsaved(): Promise<boolean> {
    return this.#guard === null || !this.#guard.dirty() || (await this.#guard.save());
  }

  async saveAndLeave(): Promise<void> {
    const target = this.pending;
    this.pending = null;
    if (target !== null && (await this.saveUnsaved())) this.leave(target);
  }

  stay(): void {
    this.pending = null;
  }

  /** Goes to `target` even if that gives up what is typed. */
  leave(target: Route | null = this.pending): void {
    this.pending = null;
    this.#guard = null;
    if (target !== null) this.go(target);
  }

  #follow(): void {
    const wanted = parse(location.hash);
    if (href(wanted) === href(this.route)) return;
    if (this.hasUnsaved) {
      history.replaceState(null, "", href(this.route));
      this.pending = wanted;
      return;
    }
    this.route = wanted;
    this.visit += 1;
  }
}

export const router = new Router();
