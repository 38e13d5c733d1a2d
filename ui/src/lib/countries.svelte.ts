// The desk's list of countries, asked for once.
import { ipc, type CountryView } from "$lib/ipc";

class Countries {
  list = $state.raw<CountryView[]>([]);
  #asked = false;

  load(): void {
    if (this.#asked) return;
    this.#asked = true;
    ipc.countries().then(
      (list) => (this.list = list),
      () => (this.#asked = false),
    );
  }
}

export const countries = new Countries();
