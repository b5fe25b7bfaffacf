// Clients, by address, whose batches were examined for long and then refused: as bombs are, on one
// connection or on a new one each. Of such a client one batch at a time is examined for a while,
// and it rests after each that is refused; good ones in between do not help it. Whatever else it
// sends is not asked about.

/** Between two examinations of a costly client; it bounds what they take of loop and workers. */
const REST_MS = 100;
/** It is forgotten after so long without another. */
const FORGET_MS = 10_000;

interface Costly {
  restsUntilMs: number;
  isAway: boolean;
}

export class CostlyClients {
  readonly #clients = new Map<string, Costly>();

  get size(): number {
    return this.#clients.size;
  }

  has(client: string): boolean {
    return this.#clients.has(client);
  }

  mayBegin(client: string, nowMs: number): boolean {
    const costly = this.#clients.get(client);
    if (costly === undefined) return true;
    if (isOver(costly, nowMs)) return this.#clients.delete(client);
    return !costly.isAway && nowMs >= costly.restsUntilMs;
  }

  begins(client: string): void {
    const costly = this.#clients.get(client);
    if (costly !== undefined) costly.isAway = true;
  }

  /** An examination of its came to its end: those of which the client was not yet known, too. */
  ended(client: string, wasRefused: boolean, nowMs: number): void {
    if (!wasRefused) {
      const costly = this.#clients.get(client);
      if (costly !== undefined) costly.isAway = false;
      return;
    }
    this.#forget(nowMs);
    this.#clients.set(client, { restsUntilMs: nowMs + REST_MS, isAway: false });
  }

  /** Until the first rest is over, if there is one. */
  msToNextEnd(nowMs: number): number | undefined {
    let first = Infinity;
    for (const { restsUntilMs } of this.#clients.values()) {
      if (restsUntilMs > nowMs && restsUntilMs < first) first = restsUntilMs;
    }
    return first === Infinity ? undefined : first - nowMs;
  }

  #forget(nowMs: number): void {
    for (const [client, costly] of this.#clients) {
      if (isOver(costly, nowMs)) this.#clients.delete(client);
    }
  }
}

function isOver({ restsUntilMs, isAway }: Costly, nowMs: number): boolean {
  return !isAway && nowMs - restsUntilMs > FORGET_MS;
}
