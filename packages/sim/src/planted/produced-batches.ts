// Changes to the batches inside Produce and Fetch, for planted bugs: header fields with a checksum
// that fits again.

import {
  BATCH_HEADER_BYTES,
  BatchWalk,
  crc32c,
  type FetchResponse,
  type ProduceRequest,
  type ProduceResponse,
} from '@ottla/protocol';

type ProducePartition = ProduceResponse['responses'][number]['partitionResponses'][number];
type FetchPartition = FetchResponse['responses'][number]['partitions'][number];

/** Positions in a batch. */
export const FIELDS = {
  crc: 17,
  attributes: 21,
  baseTimestamp: 27,
  maxTimestamp: 35,
  producerId: 43,
  producerEpoch: 51,
  baseSequence: 53,
} as const;

/** Every batch of a request, each as a copy that `change` may write to. */
export function changeProducedBatches(
  request: ProduceRequest,
  change: (batch: Buffer) => void,
): ProduceRequest {
  const topicData = request.topicData.map((topic) => ({
    ...topic,
    partitionData: topic.partitionData.map((partition) => {
      const { records } = partition;
      return records === null ? partition : { ...partition, records: changed(records, change) };
    }),
  }));
  return { ...request, topicData };
}

export function changeProduceAnswers(
  response: ProduceResponse,
  change: (partition: ProducePartition) => ProducePartition,
): ProduceResponse {
  const responses = response.responses.map((topic) => ({
    ...topic,
    partitionResponses: topic.partitionResponses.map(change),
  }));
  return { ...response, responses };
}

export function changeFetched(
  response: FetchResponse,
  change: (partition: FetchPartition) => FetchPartition,
): FetchResponse {
  const responses = response.responses.map((topic) => ({
    ...topic,
    partitions: topic.partitions.map(change),
  }));
  return { ...response, responses };
}

/** The whole batches in a piece of a log, each as a copy. */
export function batchesOf(records: Uint8Array | null): Buffer[] {
  if (records === null) return [];
  const batches: Buffer[] = [];
  const walk = new BatchWalk(records);
  while (walk.next()) {
    batches.push(Buffer.from(records.subarray(walk.batch.start, walk.batch.end)));
  }
  return batches;
}

export function withChecksum(batch: Buffer): Buffer {
  batch.writeUInt32BE(crc32c(batch, FIELDS.attributes, batch.length), FIELDS.crc);
  return batch;
}

function changed(records: Uint8Array, change: (batch: Buffer) => void): Buffer {
  const batches = batchesOf(records);
  for (const batch of batches) {
    if (batch.length <= BATCH_HEADER_BYTES) continue;
    change(batch);
  }
  return Buffer.concat(batches);
}
