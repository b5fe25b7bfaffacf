// That something has happened in the broker: a request of the test was answered, or a virtual clock
// was moved. Whoever waits for a state looks again then.

export class Activity {
  #waiting: (() => void)[] = [];

  announce(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }

  /** Calls once, with the next thing that happens. */
  onNext(wake: () => void): void {
    this.#waiting.push(wake);
  }

  forget(wake: () => void): void {
    this.#waiting = this.#waiting.filter((each) => each !== wake);
  }
}
