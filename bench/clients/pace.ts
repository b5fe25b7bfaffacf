// Sends at a fixed rate, whatever the answers do. Pure: clock, timer and sending are handed in.
//
// It sleeps until the next record is due, and sends at each waking all that are due by then: who
// spun instead would take a core of the client's own threads and of the broker, and would be
// measured in place of the client. Each latency counts from when its record was due, so that a
// sender that comes late, or is held up by an answer, tells it (no coordinated omission).

export interface Pace {
  readonly count: number;
  /** Records a second. */
  readonly rate: number;
  /** Milliseconds. */
  readonly now: () => number;
  readonly wakeAfter: (ms: number, task: () => void) => void;
  /** Resolves when record `index` is acknowledged. */
  readonly send: (index: number) => Promise<unknown>;
}

/** Milliseconds of each record, from when it was due until it was acknowledged. */
export function sendPaced({ count, rate, now, wakeAfter, send }: Pace): Promise<Float64Array> {
  const latencies = new Float64Array(count);
  const everyMs = 1_000 / rate;
  const startMs = now();
  const dueMs = (index: number): number => startMs + index * everyMs;
  return new Promise((resolve, reject) => {
    let [sent, answered] = [0, 0];
    const sendOne = (index: number): void => {
      send(index).then(() => {
        latencies[index] = now() - dueMs(index);
        answered += 1;
        if (answered === count) resolve(latencies);
      }, reject);
    };
    const wake = (): void => {
      const nowMs = now();
      for (; sent < count && dueMs(sent) <= nowMs; sent++) sendOne(sent);
      if (sent < count) wakeAfter(dueMs(sent) - nowMs, wake);
    };
    wake();
  });
}

export function percentiles(latencies: Float64Array): Readonly<Record<string, number>> {
  const sorted = latencies.toSorted();
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
  return { p50: at(0.5), p99: at(0.99), p999: at(0.999), max: at(1) };
}
