// Generated from schema/records/control/end-txn-marker.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import type { Reader } from '../../../codec/reader.ts';
import type { Draft } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface EndTxnMarker {
  readonly coordinatorEpoch: number;
}

function readEndTxnMarker(reader: Reader, _version: number): EndTxnMarker {
  return {
    coordinatorEpoch: reader.int32('coordinatorEpoch'),
  };
}

function writeEndTxnMarker(writer: Writer, draft: Draft<EndTxnMarker>, _version: number): void {
  const { coordinatorEpoch = 0 } = draft;
  writer.int32(coordinatorEpoch, 'coordinatorEpoch');
}

export const endTxnMarker: MessageCodec<EndTxnMarker> = defineCodec({
  name: 'EndTxnMarker',
  apiKey: -1,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
  read: readEndTxnMarker,
  write: writeEndTxnMarker,
});
