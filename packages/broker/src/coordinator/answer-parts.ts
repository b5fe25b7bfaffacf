// The answer of a request that goes to several shards: complete when the slowest has answered, and
// in the order in which it was asked.

export class AnswerParts<Part> {
  readonly #parts: (Part | undefined)[] = [];
  readonly #finish: (parts: readonly Part[]) => void;
  #waiting = 0;
  #isSealed = false;

  /** `finish` is called once, after `seal` or from within it. */
  constructor(finish: (parts: readonly Part[]) => void) {
    this.#finish = finish;
  }

  get isDone(): boolean {
    return this.#isSealed && this.#waiting === 0;
  }

  /** One more part will come, through what is returned. */
  expect(): (part: Part) => void {
    const index = this.#parts.length;
    this.#parts.push(undefined);
    this.#waiting += 1;
    return (part) => {
      this.#parts[index] = part;
      this.#waiting -= 1;
      this.#finishIfDone();
    };
  }

  /** All parts are expected by now. */
  seal(): void {
    this.#isSealed = true;
    this.#finishIfDone();
  }

  #finishIfDone(): void {
    if (!this.isDone) return;
    // Every part that was expected has come.
    this.#finish(this.#parts as Part[]);
  }
}
