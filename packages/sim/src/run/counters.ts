// How often what happened in a run: operations, and above all faults. A fault that never came about
// proves nothing.

export class Counters {
  readonly #counts = new Map<string, number>();

  add(name: string, count = 1): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + count);
  }

  /** Sums of both, by name. */
  addAll(others: Readonly<Record<string, number>>): void {
    for (const [name, count] of Object.entries(others)) this.add(name, count);
  }

  get(name: string): number {
    return this.#counts.get(name) ?? 0;
  }

  /** By name, in alphabetical order. */
  asRecord(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}
