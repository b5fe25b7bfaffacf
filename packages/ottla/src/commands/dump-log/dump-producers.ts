// A producer snapshot: a line for each producer that the partition remembers.

import type { Disk } from '@ottla/base';
import { decodeProducerSnapshot, type SnapshotProducer } from '@ottla/log';
import { decrementSequence } from '@ottla/protocol';

/** Returns what is wrong with the file, where it is no snapshot. */
export function dumpProducers(
  disk: Disk,
  path: string,
  write: (text: string) => void,
): string | undefined {
  const bytes = disk.readFile(path);
  let producers: readonly SnapshotProducer[];
  try {
    producers = decodeProducerSnapshot(bytes);
  } catch (error) {
    return `${path}: ${error instanceof Error ? error.message : String(error)}`;
  }
  for (const producer of producers) write(`${producerText(producer)}\n`);
  return undefined;
}

function producerText(producer: SnapshotProducer): string {
  const { transactionFirstOffset: first } = producer;
  const transaction = first < 0 ? 'OptionalLong.empty' : `OptionalLong[${first}]`;
  const text =
    `producerId: ${producer.producerId} producerEpoch: ${producer.epoch} ` +
    `coordinatorEpoch: ${producer.coordinatorEpoch} currentTxnFirstOffset: ${transaction} ` +
    `lastTimestamp: ${producer.lastTimestampMs}`;
  const batch = producer.lastBatch;
  if (batch === undefined) return text;
  const { lastSequence, lastOffset, offsetDelta, timestamp } = batch;
  const firstSequence = lastSequence === -1 ? -1 : decrementSequence(lastSequence, offsetDelta);
  return (
    `${text} firstSequence: ${firstSequence} lastSequence: ${lastSequence} ` +
    `lastOffset: ${lastOffset} offsetDelta: ${offsetDelta} timestamp: ${timestamp}`
  );
}
