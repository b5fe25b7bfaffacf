// Deferred work. A timer fires on the loop of its node, never inside the call that set it.

export interface Timer {
  /** Stops a timer that has not fired; otherwise does nothing. */
  cancel(): void;
}

export interface Timers {
  /** Runs `task` once, `delayMs` or more later (0 and below: as soon as possible). */
  after(delayMs: number, task: () => void): Timer;
  /**
   * Runs `task` once when the current turn ends: after every connection that had bytes waiting was
   * read, before the loop waits again. Appends, wake-ups and responses are grouped on it.
   */
  endOfTurn(task: () => void): void;
}
