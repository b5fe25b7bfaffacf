// A history with what checkers look up in it: sends by id, what the final logs hold, and the eras
// between losses of power. Nothing here is a verdict.

import {
  type FinalLog,
  type History,
  POWER_LOSS,
  PROCESS_DEATH,
  type SeenRecord,
  type Send,
  type TopicFacts,
} from '../history/history.ts';

export interface Place {
  readonly log: FinalLog;
  readonly record: SeenRecord;
}

interface Operation {
  readonly invokedMs: number;
  readonly completedMs: number;
}

const NO_PLACES: readonly Place[] = [];

export class Examination {
  readonly history: History;
  readonly #sends: ReadonlyMap<string, Send>;
  readonly #topics: ReadonlyMap<string, TopicFacts>;
  readonly #finals: ReadonlyMap<string, FinalLog>;
  readonly #places = new Map<string, Place[]>();
  readonly #powerLossesMs: readonly number[];
  /** Every unclean end of the broker. */
  readonly #deathsMs: readonly number[];

  constructor(history: History) {
    this.history = history;
    this.#sends = new Map(history.sends.map((send) => [send.id, send]));
    this.#topics = new Map(history.topics.map((topic) => [topic.name, topic]));
    this.#finals = new Map(history.finals.map((log) => [partitionKey(log), log]));
    for (const log of history.finals) {
      for (const record of log.records) this.#addPlace(log, record);
    }
    const timesOf = (...kinds: string[]): number[] =>
      history.incidents.filter(({ kind }) => kinds.includes(kind)).map(({ atMs }) => atMs);
    this.#powerLossesMs = timesOf(POWER_LOSS);
    this.#deathsMs = timesOf(POWER_LOSS, PROCESS_DEATH);
  }

  #addPlace(log: FinalLog, record: SeenRecord): void {
    const places = this.#places.get(record.id);
    if (places === undefined) this.#places.set(record.id, [{ log, record }]);
    else places.push({ log, record });
  }

  send(id: string): Send | undefined {
    return this.#sends.get(id);
  }

  topic(name: string): TopicFacts | undefined {
    return this.#topics.get(name);
  }

  /** Undefined where it was not read in the end. */
  finalLog(where: { readonly topic: string; readonly partition: number }): FinalLog | undefined {
    return this.#finals.get(partitionKey(where));
  }

  /** Where a value lies in the final logs, by rising offset in each. */
  placesOf(id: string): readonly Place[] {
    return this.#places.get(id) ?? NO_PLACES;
  }

  /** Whether some loss of power may have taken records of the topic away after this moment. */
  mayForget(topic: string, sinceMs: number): boolean {
    if (this.topic(topic)?.isDurable === true) return false;
    return this.#powerLossesMs.some((atMs) => atMs >= sinceMs);
  }

  /** As `mayForget`, between two moments. */
  mayForgetBetween(topic: string, fromMs: number, toMs: number): boolean {
    if (this.topic(topic)?.isDurable === true) return false;
    return this.hasPowerLoss(fromMs, toMs);
  }

  /** How many losses of power there were before; undefined where one fell into the operation. */
  eraOf({ invokedMs, completedMs }: Operation): number | undefined {
    const era = this.#powerLossesMs.filter((atMs) => atMs < invokedMs).length;
    return this.hasPowerLoss(invokedMs, completedMs) ? undefined : era;
  }

  /** Whether the broker ended uncleanly, of whatever cause. */
  hasDeath(fromMs: number, toMs: number): boolean {
    return this.#deathsMs.some((atMs) => atMs >= fromMs && atMs <= toMs);
  }

  hasPowerLoss(fromMs: number, toMs: number): boolean {
    return this.#powerLossesMs.some((atMs) => atMs >= fromMs && atMs <= toMs);
  }
}

export function partitionKey(where: {
  readonly topic: string;
  readonly partition: number;
}): string {
  return `${where.topic}-${where.partition}`;
}
