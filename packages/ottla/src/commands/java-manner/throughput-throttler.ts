// Keeps a sender near a target rate by short pauses, as Kafka's ThroughputThrottler does. Pure: it
// says when and how long to pause; who asks does the pausing.

/** Pauses below this are saved up: timers are not finer. */
const PAUSE_MS_MIN = 2;

export class ThroughputThrottler {
  readonly #perSecond: number;
  readonly #startMs: number;
  readonly #pauseMs: number;
  #deficitMs = 0;

  /** `perSecond` below 0: never pauses; 0: pauses for good after the first. */
  constructor(perSecond: number, startMs: number) {
    this.#perSecond = perSecond;
    this.#startMs = startMs;
    this.#pauseMs = perSecond > 0 ? 1_000 / perSecond : Infinity;
  }

  /**
   * How long to pause after `sentSoFar` were sent before this one, at `nowMs`; 0 for not at all.
   * Infinity for good.
   */
  pauseMs(sentSoFar: number, nowMs: number): number {
    if (this.#perSecond < 0) return 0;
    const elapsedSeconds = (nowMs - this.#startMs) / 1_000;
    if (sentSoFar <= this.#perSecond * elapsedSeconds) return 0;
    if (this.#perSecond === 0) return Infinity;
    this.#deficitMs += this.#pauseMs;
    if (this.#deficitMs < PAUSE_MS_MIN) return 0;
    const pauseMs = this.#deficitMs;
    this.#deficitMs = 0;
    return pauseMs;
  }
}
