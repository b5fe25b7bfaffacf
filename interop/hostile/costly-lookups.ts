// Look-ups by time into bombs: requests of a few hundred bytes for which gigabytes have to be
// expanded. The bombs are of the size that a broker takes, one in each of many partitions.

import { BatchBuilder, createTopicsApi, listOffsetsApi, produceApi } from '@ottla/protocol';

import type { Assault } from './assault.ts';
import { askAgainAndAgain, frameOf } from './costly-requests.ts';

const TOPIC = 'looked-into';
const PARTITIONS = 50;
/** Of a kilobyte each: nearly as much as a batch may expand to by default. */
const RECORDS = 30_000;
const VALUE = Buffer.alloc(1_000, 'a');
const TIMEOUT_MS = 30_000;
/** Look-ups until the bombs are laid once more: the first time the topic may not be there yet. */
const LOOKUPS = 20;
/** A broker lets the work for them have half of a processor: some seconds for each request. */
const LEAST = { perSecond: 0.1 };

function createRequest(): Buffer {
  const topic = { name: TOPIC, numPartitions: PARTITIONS, replicationFactor: 1 };
  const topics = [{ ...topic, assignments: [], configs: [] }];
  return frameOf(createTopicsApi, 7, { topics, timeoutMs: TIMEOUT_MS, validateOnly: false });
}

/** Of this hour: retention would soon take older ones. */
function layRequest(firstMs: number): Buffer {
  const builder = new BatchBuilder({ codec: 'zstd' });
  for (let index = 0; index < RECORDS; index++) builder.append(firstMs + index, null, VALUE);
  const records = builder.finish();
  const partitionData = Array.from({ length: PARTITIONS }, (_, index) => ({ index, records }));
  const topicData = [{ name: TOPIC, partitionData }];
  return frameOf(produceApi, 9, { acks: 1, timeoutMs: TIMEOUT_MS, topicData });
}

/** Of the last record of each: all of the batch is walked over. */
function lookupRequest(firstMs: number): Buffer {
  const partitions = Array.from({ length: PARTITIONS }, (_, partitionIndex) => {
    return { partitionIndex, currentLeaderEpoch: -1, timestamp: firstMs + RECORDS - 1 };
  });
  const topics = [{ name: TOPIC, partitions }];
  return frameOf(listOffsetsApi, 7, { replicaId: -1, isolationLevel: 0, topics });
}

export const costlyLookups: Assault = {
  least: { requests: LEAST, answers: LEAST },
  run: (context) => {
    const firstMs = Date.now() - RECORDS;
    const lookups = Array.from({ length: LOOKUPS }, () => lookupRequest(firstMs));
    return askAgainAndAgain(context, [createRequest(), layRequest(firstMs), ...lookups]);
  },
};
