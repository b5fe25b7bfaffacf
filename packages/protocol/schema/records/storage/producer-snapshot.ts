// The file of a partition's producer state. int16 version, body; the CRC covers what follows it.

import type { MessageSchema } from '../../language.ts';

export const schema: MessageSchema = {
  kind: 'data',
  name: 'ProducerSnapshot',
  versions: '1',
  flexible: 'none',
  fields: `
    Crc: uint32 1
    ProducerEntries: []ProducerEntry 1
      ProducerId: int64 1
      Epoch: int16 1
      LastSequence: int32 1
      LastOffset: int64 1
      OffsetDelta: int32 1
      Timestamp: int64 1
      CoordinatorEpoch: int32 1
      CurrentTxnFirstOffset: int64 1
  `,
};
