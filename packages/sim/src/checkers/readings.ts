// Every record that anybody read, in polls and in the end, with the words for where.

import type { History, SeenRecord } from '../history/history.ts';
import { partitionKey } from './examination.ts';

export interface Reading {
  readonly record: SeenRecord;
  readonly topic: string;
  readonly partition: number;
  /** For messages: `topic-partition, by reader`. */
  readonly where: string;
}

export function* everyReading(history: History): Generator<Reading> {
  for (const poll of history.polls) {
    const { topic, partition } = poll;
    const where = `${partitionKey(poll)}, by ${poll.session.id}`;
    for (const record of poll.records) yield { record, topic, partition, where };
  }
  for (const log of history.finals) {
    const { topic, partition } = log;
    const where = `${partitionKey(log)}, in the end`;
    for (const record of log.records) yield { record, topic, partition, where };
  }
}
