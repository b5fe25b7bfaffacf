// Links that are cut at present. Several faults may cut one link: it is open again when the last of
// them is over.

import type { SimulatedUniverse } from '@ottla/base';

interface Cut {
  readonly from: string;
  readonly to: string;
}

export class Cuts {
  readonly #universe: SimulatedUniverse;
  readonly #cuts = new Set<Cut>();

  constructor(universe: SimulatedUniverse) {
    this.#universe = universe;
  }

  /** Nothing gets from the one to the other any more; gives what opens the link again. */
  cut(from: string, to: string): () => void {
    const cut = { from, to };
    this.#cuts.add(cut);
    this.#universe.network.partition([from], [to], true);
    return () => {
      if (!this.#cuts.delete(cut)) return;
      this.#universe.network.heal();
      for (const left of this.#cuts) this.#universe.network.partition([left.from], [left.to], true);
    };
  }
}
