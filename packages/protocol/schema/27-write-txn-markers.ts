// A transaction coordinator has partition leaders write the outcome of transactions.
//
// v2: the transaction version of each marker (KIP-1228).

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 27,
  name: 'WriteTxnMarkers',
  versions: '1-2',
  flexible: '1+',
  listeners: ['broker'],
  request: `
    Markers: []WritableTxnMarker 0+
      ProducerId: int64 0+, entity producerId
      ProducerEpoch: int16 0+
      TransactionResult: bool 0+
      Topics: []WritableTxnMarkerTopic 0+
        Name: string 0+, entity topicName
        PartitionIndexes: []int32 0+
      CoordinatorEpoch: int32 0+
      TransactionVersion: int8 2+, ignorable
  `,
  response: `
    Markers: []WritableTxnMarkerResult 0+
      ProducerId: int64 0+, entity producerId
      Topics: []WritableTxnMarkerTopicResult 0+
        Name: string 0+, entity topicName
        Partitions: []WritableTxnMarkerPartitionResult 0+
          PartitionIndex: int32 0+
          ErrorCode: int16 0+
  `,
};
