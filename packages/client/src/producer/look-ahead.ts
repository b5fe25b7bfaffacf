// A sequence that may be looked at ahead of who takes from it, within a limit: of a lazy one, as a
// generator, what was looked at is held. What its source throws comes in its place. Costs nothing
// to speak of where nobody looks ahead. Without I/O.

export class LookAhead<Item> implements IterableIterator<Item, undefined> {
  readonly #source: Iterator<Item>;
  readonly #limit: number;
  #held: Item[] = [];
  /** Of `#held`, how many were taken. */
  #taken = 0;
  #isEnded = false;
  /** What the source threw, behind all that is held. */
  #thrown: { readonly error: unknown } | undefined;

  constructor(source: Iterable<Item>, limit: number) {
    this.#source = source[Symbol.iterator]();
    this.#limit = limit;
  }

  [Symbol.iterator](): this {
    return this;
  }

  next(): IteratorResult<Item, undefined> {
    if (this.#taken < this.#held.length) {
      const value = this.#held[this.#taken++] as Item; // it is there: by its index
      return { done: false, value };
    }
    if (this.#thrown !== undefined) throw this.#thrown.error;
    if (this.#isEnded) return { done: true, value: undefined };
    return this.#source.next();
  }

  /** Who leaves early ends the source too. */
  return(): IteratorResult<Item, undefined> {
    if (!this.#isEnded) this.#source.return?.();
    this.#isEnded = true;
    return { done: true, value: undefined };
  }

  /** Those that come next, as far as they were not looked at before. */
  ahead(): readonly Item[] {
    this.#held = this.#held.slice(this.#taken);
    this.#taken = 0;
    const from = this.#held.length;
    while (this.#held.length < this.#limit && !this.#isEnded) this.#pull();
    return this.#held.slice(from);
  }

  #pull(): void {
    try {
      const next = this.#source.next();
      if (next.done === true) this.#isEnded = true;
      else this.#held.push(next.value);
    } catch (error) {
      this.#isEnded = true;
      this.#thrown = { error };
    }
  }
}
