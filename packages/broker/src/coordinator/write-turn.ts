// When coordinators append: at the end of each turn, all that the turn brought in one batch for
// each partition (Kafka's adaptive append.linger.ms=-1).

import type { EndOfTurn } from '../net/end-of-turn.ts';

export class WriteTurn {
  readonly #endOfTurn: EndOfTurn;
  #due: (() => void)[] = [];

  /** Adds its stage, which must come before the one that writes logs: before the replicas'. */
  constructor(endOfTurn: EndOfTurn) {
    this.#endOfTurn = endOfTurn;
    endOfTurn.addStage(() => this.#flush());
  }

  /** Has `flush` called at the end of this turn, also where nothing is left to append by then. */
  request(flush: () => void): void {
    this.#due.push(flush);
    this.#endOfTurn.request();
  }

  #flush(): void {
    // A flush that fails may bring new records about: theirs is the next turn.
    const due = this.#due;
    this.#due = [];
    let next = 0;
    try {
      for (; next < due.length; next++) due[next]?.();
    } finally {
      // Only after a flush threw (a bug): the others still come.
      for (const flush of due.slice(next + 1)) this.request(flush);
    }
  }
}
