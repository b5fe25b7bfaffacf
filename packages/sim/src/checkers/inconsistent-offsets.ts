// inconsistent-offsets: two values at one place of one log. Readers tell the leader epoch with the
// offset, and that pair names one record for good, whatever a loss of power takes: a restart begins
// a new epoch. An acknowledgement tells only the offset, which is compared while nothing may have
// been forgotten since.

import type { Checker } from './checker.ts';
import { type Examination, partitionKey } from './examination.ts';
import { everyReading } from './readings.ts';

export const inconsistentOffsets: Checker = {
  name: 'inconsistent-offsets',
  *check(examined) {
    yield* betweenReaders(examined);
    yield* betweenSendsAndLogs(examined);
  },
};

function* betweenReaders(examined: Examination): Generator<string> {
  const found = new Map<string, string>();
  for (const { record, topic, partition, where } of everyReading(examined.history)) {
    if (examined.topic(topic)?.kind === 'fleeting') continue;
    const place = `${topic}-${partition} ${record.offset} ${record.leaderEpoch}`;
    const other = found.get(place);
    if (other === undefined) found.set(place, record.id);
    else if (other !== record.id) {
      const at = `${record.offset} (epoch ${record.leaderEpoch}) of ${where}`;
      yield `${other} and ${record.id} at ${at}`;
    }
  }
}

function* betweenSendsAndLogs(examined: Examination): Generator<string> {
  const acknowledged = new Map<string, string>();
  for (const send of examined.history.sends) {
    const { id, topic, offset, invokedMs } = send;
    if (send.outcome !== 'ok' || offset < 0 || examined.mayForget(topic, invokedMs)) continue;
    if (examined.topic(topic)?.kind === 'fleeting') continue;
    const place = `${partitionKey(send)} ${offset}`;
    const other = acknowledged.get(place);
    if (other !== undefined) yield `${other} and ${id} were both acknowledged at ${place}`;
    acknowledged.set(place, id);
  }
  for (const log of examined.history.finals) {
    for (const { id, offset } of log.records) {
      const other = acknowledged.get(`${partitionKey(log)} ${offset}`);
      if (other === undefined || other === id) continue;
      yield `${other} was acknowledged at ${offset} of ${partitionKey(log)}, where ${id} is`;
    }
  }
}
