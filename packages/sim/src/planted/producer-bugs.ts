// Bugs between producers and the broker.

import type { Prng } from '@ottla/base';
import { errors, produceApi } from '@ottla/protocol';

import type { PlantedBug, WrapClient } from './planted-bug.ts';
import {
  batchesOf,
  changeProduceAnswers,
  changeProducedBatches,
  FIELDS,
  withChecksum,
} from './produced-batches.ts';
import { changeRequest, changeResponse, tapWorld, type WireTap } from './wire-tap.ts';

const PRODUCE = produceApi.key;

function onProducers(tap: (prng: Prng) => WireTap): WrapClient {
  return (world, prng, name) => (name.startsWith('producer') ? tapWorld(world, tap(prng)) : world);
}

/** Requests whose batches are spoilt, so that the broker refuses them: their answers are faked. */
function acknowledgeRefused(prng: Prng): WireTap {
  const spoilt = new Set<number>();
  let lastOffset = 0;
  return {
    request: (frame) => {
      if (frame.apiKey !== PRODUCE || !prng.chance(0.1)) return undefined;
      return changeRequest(frame, produceApi, (request) => {
        const areAllPlain = request.topicData.every(({ partitionData }) =>
          partitionData.every(({ records }) => batchesOf(records).every(isWithoutProducer)),
        );
        if (!areAllPlain || request.acks === 0) return request;
        spoilt.add(frame.correlationId);
        return changeProducedBatches(request, (batch) => {
          batch.writeUInt32BE(~batch.readUInt32BE(FIELDS.crc) >>> 0, FIELDS.crc);
        });
      });
    },
    response: (frame) => {
      if (frame.apiKey !== PRODUCE) return undefined;
      const isSpoilt = spoilt.delete(frame.correlationId);
      return changeResponse(frame, produceApi, (response) =>
        changeProduceAnswers(response, (partition) => {
          lastOffset = Math.max(lastOffset, Number(partition.baseOffset));
          if (!isSpoilt) return partition;
          return { ...partition, errorCode: 0, errorMessage: null, baseOffset: lastOffset + 1 };
        }),
      );
    },
  };
}

/** After so many answers to a producer it gets no more. */
const ANSWERS_MAX = 20;

function stopAcknowledging(): WireTap {
  let answered = 0;
  return {
    response: ({ apiKey }) => {
      if (apiKey !== PRODUCE) return undefined;
      answered += 1;
      return answered > ANSWERS_MAX ? [] : undefined;
    },
  };
}

function isWithoutProducer(batch: Buffer): boolean {
  return batch.readBigInt64BE(FIELDS.producerId) === -1n;
}

function changeBatches(change: (batch: Buffer) => void): (prng: Prng) => WireTap {
  return () => ({
    request: (frame) => {
      if (frame.apiKey !== PRODUCE) return undefined;
      return changeRequest(frame, produceApi, (request) => changeProducedBatches(request, change));
    },
  });
}

/** Some answers that tell of success. */
function changeAnswers(
  chance: number,
  change: (told: { readonly baseOffset: number | bigint }) => object,
): (prng: Prng) => WireTap {
  return (prng) => ({
    response: (frame) => {
      if (frame.apiKey !== PRODUCE) return undefined;
      return changeResponse(frame, produceApi, (response) =>
        changeProduceAnswers(response, (partition) => {
          if (partition.errorCode !== 0 || !prng.chance(chance)) return partition;
          return { ...partition, ...change(partition) };
        }),
      );
    },
  });
}

function forgetProducer(batch: Buffer): void {
  batch.writeBigInt64BE(-1n, FIELDS.producerId);
  batch.writeInt16BE(-1, FIELDS.producerEpoch);
  batch.writeInt32BE(-1, FIELDS.baseSequence);
  withChecksum(batch);
}

function shiftTime(batch: Buffer): void {
  for (const field of [FIELDS.baseTimestamp, FIELDS.maxTimestamp]) {
    batch.writeBigInt64BE(batch.readBigInt64BE(field) + 1n, field);
  }
  withChecksum(batch);
}

/** A letter of the last value, where the batch is not compressed; before the headers' count. */
function alterValue(batch: Buffer): void {
  const isCompressed = ((batch[FIELDS.attributes + 1] ?? 0) & 7) !== 0;
  if (isCompressed) return;
  const at = batch.length - 2;
  batch[at] = (batch[at] ?? 0) ^ 1;
  withChecksum(batch);
}

export const producerBugs: readonly PlantedBug[] = [
  {
    name: 'acknowledges-refused',
    pretends: 'the broker acknowledges what it did not append',
    foundBy: ['lost-write', 'lost-key'],
    wrapClient: onProducers(acknowledgeRefused),
  },
  {
    name: 'forgets-sequences',
    pretends: 'the broker does not know a batch again that is sent twice',
    foundBy: ['duplicate'],
    needs: { families: ['network', 'process'] },
    wrapClient: onProducers(changeBatches(forgetProducer)),
  },
  {
    name: 'wrong-offset',
    pretends: 'an acknowledgement tells the offset after the right one',
    foundBy: ['inconsistent-offsets'],
    wrapClient: onProducers(
      changeAnswers(0.1, ({ baseOffset }) => ({ baseOffset: Number(baseOffset) + 1 })),
    ),
  },
  {
    name: 'refuses-what-it-appended',
    pretends: 'the broker appends a batch and answers that it is invalid',
    foundBy: ['aborted-read'],
    wrapClient: onProducers(
      changeAnswers(0.05, () => ({ errorCode: errors.INVALID_RECORD.code, baseOffset: -1 })),
    ),
  },
  {
    name: 'answers-with-errors',
    pretends: 'the broker appends a batch and answers with an error of its own, now and then',
    foundBy: ['few-ok'],
    wrapClient: onProducers(
      changeAnswers(0.4, () => ({ errorCode: errors.UNKNOWN_SERVER_ERROR.code, baseOffset: -1 })),
    ),
  },
  {
    name: 'stops-acknowledging',
    pretends: 'at some time a broker acknowledges nothing any more',
    foundBy: ['silence', 'stuck'],
    wrapClient: onProducers(stopAcknowledging),
  },
  {
    name: 'shifts-timestamps',
    pretends: 'records are stored with another time than they came with',
    foundBy: ['wrong-timestamp'],
    wrapClient: onProducers(changeBatches(shiftTime)),
  },
  {
    name: 'alters-values',
    pretends: 'a byte of a value changes on its way, and the checksum with it',
    foundBy: ['phantom-record'],
    wrapClient: onProducers(changeBatches(alterValue)),
  },
];
