// What an assault did, as it counts it itself, and what it must have done at least: a broker that
// was not attacked has stood nothing. Pure.

export type Measure = 'connections' | 'requests' | 'versions' | 'answers' | 'bytes';

export interface Deeds extends Readonly<Record<Measure, number>> {
  readonly seconds: number;
  /** What it failed with, and how often; a connection that the broker ends is no failure. */
  readonly failures: Readonly<Record<string, number>>;
  /** Why it ended before it was told to. */
  readonly brokeOff: string | undefined;
}

/** So much in a second, and no more than `most` however long it takes. */
export interface Pace {
  readonly perSecond: number;
  readonly most?: number;
}

export type Least = Readonly<Partial<Record<Measure, Pace>>>;

/** Counts while an assault is under way. */
export class Work {
  #connections = 0;
  #requests = 0;
  #answers = 0;
  #bytes = 0;
  readonly #versions = new Set<string>();
  readonly #failures = new Map<string, number>();

  /** The broker took a connection. */
  connected(): void {
    this.#connections += 1;
  }

  /** The system took the first bytes of so many requests. */
  requested(count: number): void {
    this.#requests += count;
  }

  /** The system took so many bytes. */
  sent(bytes: number): void {
    this.#bytes += bytes;
  }

  answered(): void {
    this.#answers += 1;
  }

  /** A request of this API and version was sent. */
  showed(version: string): void {
    this.#versions.add(version);
  }

  failed(error: unknown): void {
    const reason = reasonOf(error);
    this.#failures.set(reason, (this.#failures.get(reason) ?? 0) + 1);
  }

  deeds(seconds: number, brokeOff: string | undefined): Deeds {
    return {
      seconds,
      connections: this.#connections,
      requests: this.#requests,
      versions: this.#versions.size,
      answers: this.#answers,
      bytes: this.#bytes,
      failures: Object.fromEntries(this.#failures),
      brokeOff,
    };
  }
}

/** Without address and port, which differ from one to the next. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}

export function leastOf({ perSecond, most = Infinity }: Pace, seconds: number): number {
  return Math.max(1, Math.min(most, Math.floor(perSecond * seconds)));
}

/** What is missing of `share` of the least, in words; none where it did enough. */
export function shortfalls(deeds: Deeds, least: Least, share = 1): string[] {
  // The names are the table's own.
  const measures = Object.entries(least) as [Measure, Pace][];
  const missing = measures.flatMap(([measure, pace]) => {
    const wanted = leastOf(pace, deeds.seconds * share);
    return deeds[measure] >= wanted ? [] : [`${deeds[measure]} ${measure}, not ${wanted}`];
  });
  return deeds.brokeOff === undefined ? missing : [...missing, `broke off: ${deeds.brokeOff}`];
}

/** Of several rounds. Versions are those of the round that showed most. */
export function together(rounds: readonly Deeds[]): Deeds {
  const sum = (of: (deeds: Deeds) => number): number =>
    rounds.reduce((total, each) => total + of(each), 0);
  const failures: Record<string, number> = {};
  for (const [reason, count] of rounds.flatMap((each) => Object.entries(each.failures))) {
    failures[reason] = (failures[reason] ?? 0) + count;
  }
  return {
    seconds: sum((each) => each.seconds),
    connections: sum((each) => each.connections),
    requests: sum((each) => each.requests),
    versions: Math.max(0, ...rounds.map((each) => each.versions)),
    answers: sum((each) => each.answers),
    bytes: sum((each) => each.bytes),
    failures,
    brokeOff: rounds.find((each) => each.brokeOff !== undefined)?.brokeOff,
  };
}

const MB = 1e6;

/** In one line, for the ledger. */
export function deedsText(deeds: Deeds): string {
  const { requests, versions, connections, bytes, failures } = deeds;
  const kinds = versions === 0 ? '' : ` of ${versions} API versions`;
  const sent = `${requests} requests${kinds} on ${connections} connections`;
  const failed = Object.entries(failures).map(([reason, count]) => `${count} times ${reason}`);
  const told = failed.length === 0 ? '' : `, failed: ${failed.join(', ')}`;
  return `${sent}, ${(bytes / MB).toFixed(1)} MB${told}`;
}
