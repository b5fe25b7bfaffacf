// The next producer id that has not been given to any broker.

import type { Int64, ProducerIdsRecord } from '@ottla/protocol';

export interface ProducerIdsImage {
  /** -1 before the first block was given out; the first id is 0 then. */
  readonly nextProducerId: Int64;
}

export const EMPTY_PRODUCER_IDS: ProducerIdsImage = { nextProducerId: -1 };

export class ProducerIdsDelta {
  nextProducerId: Int64;

  constructor(image: ProducerIdsImage) {
    this.nextProducerId = image.nextProducerId;
  }

  replayProducerIds(record: ProducerIdsRecord): void {
    this.nextProducerId = record.nextProducerId;
  }

  /** A snapshot without the record leaves the id as it is: it is never handed out twice. */
  finishSnapshot(): void {}

  apply(): ProducerIdsImage {
    return { nextProducerId: this.nextProducerId };
  }
}
