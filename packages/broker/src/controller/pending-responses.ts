// Responses that wait until what they rest on is committed, in the order of the log.

interface Pending {
  readonly offset: number;
  readonly complete: () => void;
  readonly fail: () => void;
}

export class PendingResponses {
  #pending: Pending[] = [];

  /** Offset of the last record that some response waits for; undefined where none waits. */
  get highestOffset(): number | undefined {
    return this.#pending.at(-1)?.offset;
  }

  /** Offsets never go down from one call to the next. */
  add(offset: number, complete: () => void, fail: () => void): void {
    this.#pending.push({ offset, complete, fail });
  }

  completeUpTo(offset: number): void {
    const done = this.#pending.findIndex((each) => each.offset > offset);
    const completed = this.#pending.splice(0, done === -1 ? this.#pending.length : done);
    for (const { complete } of completed) complete();
  }

  /** Nothing that waits will be committed, as far as this node can know. */
  failAll(): void {
    const failed = this.#pending;
    this.#pending = [];
    for (const { fail } of failed) fail();
  }
}
