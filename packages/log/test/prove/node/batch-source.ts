// What clients and the transaction coordinator append to one log: batches without a producer,
// idempotent and transactional ones, commits and aborts. It goes on from what the log knows.

import type { Prng } from '@ottla/base';
import { BatchBuilder, transactionMarkerBatch } from '@ottla/protocol';

import type { PartitionLog } from '../../../src/index.ts';

export interface SourcedBatch {
  readonly bytes: Uint8Array;
  readonly origin: 'client' | 'coordinator';
}

interface Known {
  readonly epoch: number;
  sequence: number;
  isOpen: boolean;
}

const PRODUCERS = 2;
const PRODUCER_SHARE = 0.3;

export class BatchSource {
  readonly #prng: Prng;
  #producers = new Map<number, Known>();

  constructor(prng: Prng) {
    this.#prng = prng;
  }

  /** The producers are as the log has them. */
  adopt(log: PartitionLog): void {
    this.#producers = new Map(
      log.activeProducers().map((known) => [
        known.producerId,
        {
          epoch: known.producerEpoch,
          sequence: known.lastSequence + 1,
          isOpen: known.currentTransactionStartOffset >= 0,
        },
      ]),
    );
  }

  next(): SourcedBatch {
    const prng = this.#prng;
    if (prng.chance(PRODUCER_SHARE)) return this.#ofProducer();
    const builder = new BatchBuilder();
    const count = 1 + prng.below(3);
    for (let n = 0; n < count; n++) {
      const value = Buffer.alloc(prng.below(150), prng.below(256));
      builder.append(1_000 + prng.below(1_000), null, value);
    }
    return { bytes: builder.finish(), origin: 'client' };
  }

  #ofProducer(): SourcedBatch {
    const prng = this.#prng;
    const producerId = 1 + prng.below(PRODUCERS);
    const known = this.#producers.get(producerId) ?? { epoch: 0, sequence: 0, isOpen: false };
    this.#producers.set(producerId, known);
    if (known.isOpen && prng.chance(0.5)) return this.#marker(producerId, known);
    const isTransactional = known.isOpen || prng.chance(0.5);
    const { epoch: producerEpoch, sequence: baseSequence } = known;
    const producer = { producerId, producerEpoch, baseSequence, isTransactional };
    const builder = new BatchBuilder({ producer });
    const count = 1 + prng.below(3);
    for (let n = 0; n < count; n++) builder.append(1_500, null, Buffer.alloc(prng.below(60), 7));
    known.sequence += count;
    known.isOpen = isTransactional;
    return { bytes: builder.finish(), origin: 'client' };
  }

  #marker(producerId: number, known: Known): SourcedBatch {
    const type = this.#prng.chance(0.5) ? 'ABORT' : 'COMMIT';
    const marker = { type, producerId, producerEpoch: known.epoch, coordinatorEpoch: 0 } as const;
    known.isOpen = false;
    const bytes = transactionMarkerBatch(marker, { partitionLeaderEpoch: -1, timestamp: 1_000 });
    return { bytes, origin: 'coordinator' };
  }
}
