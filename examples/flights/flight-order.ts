// What must hold of the flights that come back: every row once, rising per airport, and in each
// partition offsets without gaps. Violations are counted, not thrown: the table goes on.

import type { Flight } from './read-flights.ts';

export class FlightOrder {
  readonly #seen: Uint8Array;
  readonly #nextOffset = new Map<number, number>();
  readonly #lastRow = new Map<string, number>();
  rows = 0;
  duplicates = 0;
  gaps = 0;
  swaps = 0;

  constructor(rowsMax: number) {
    this.#seen = new Uint8Array(rowsMax);
  }

  add(partition: number, offset: number, flight: Flight): void {
    if (offset !== (this.#nextOffset.get(partition) ?? 0)) this.gaps += 1;
    this.#nextOffset.set(partition, offset + 1);
    if (flight.row <= (this.#lastRow.get(flight.origin) ?? -1)) this.swaps += 1;
    this.#lastRow.set(flight.origin, flight.row);
    if (this.#seen[flight.row] === 1) this.duplicates += 1;
    else this.rows += 1;
    this.#seen[flight.row] = 1;
  }

  /** Events per partition, where there are no gaps. */
  get counts(): ReadonlyMap<number, number> {
    return this.#nextOffset;
  }

  has(row: number): boolean {
    return this.#seen[row] === 1;
  }

  describe(total: number): string {
    const { rows, duplicates, gaps, swaps } = this;
    const missing = total - rows;
    if (missing + duplicates + gaps + swaps === 0) {
      return `all ${rows} flights came back: each once, in order per airport, offsets without gaps`;
    }
    return `WRONG: ${missing} missing, ${duplicates} twice, ${swaps} out of order, ${gaps} gaps`;
  }

  get holds(): boolean {
    return this.duplicates + this.gaps + this.swaps === 0;
  }
}
