// Generated from schema/records/control/control-record-type-schema.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import type { Reader } from '../../../codec/reader.ts';
import type { Draft } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface ControlRecordTypeSchema {
  readonly type: number;
}

function readControlRecordTypeSchema(reader: Reader, _version: number): ControlRecordTypeSchema {
  return {
    type: reader.int16('type'),
  };
}

function writeControlRecordTypeSchema(
  writer: Writer,
  draft: Draft<ControlRecordTypeSchema>,
  _version: number,
): void {
  const { type = 0 } = draft;
  writer.int16(type, 'type');
}

export const controlRecordTypeSchema: MessageCodec<ControlRecordTypeSchema> = defineCodec({
  name: 'ControlRecordTypeSchema',
  apiKey: -1,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
  read: readControlRecordTypeSchema,
  write: writeControlRecordTypeSchema,
});
