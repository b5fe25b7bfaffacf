// What a control record says, in the words of Kafka's dump. Pure.

import {
  controlTypeOf,
  controlTypes,
  decodeMessage,
  endMarkerEpoch,
  kRaftVersionRecord,
  leaderChangeMessage,
  snapshotFooterRecord,
  snapshotHeaderRecord,
  votersRecord,
  type MessageCodec,
} from '@ottla/protocol';

import { messageJson } from '../java-manner/message-json.ts';
import { ToolError } from '../java-manner/tool-error.ts';

const INVALID_RECORD = 'org.apache.kafka.common.InvalidRecordException';

/** All messages of the quorum are read at this version; what they tell of themselves is a field. */
const READ_VERSION = 0;

type Versioned = MessageCodec<{ readonly version: number }>;

const MESSAGES: ReadonlyMap<number, readonly [title: string, codec: Versioned]> = new Map([
  [controlTypes.LEADER_CHANGE, ['LeaderChange:', leaderChangeMessage]],
  [controlTypes.SNAPSHOT_HEADER, ['SnapshotHeader', snapshotHeaderRecord]],
  [controlTypes.SNAPSHOT_FOOTER, ['SnapshotFooter', snapshotFooterRecord]],
  [controlTypes.KRAFT_VERSION, ['KRaftVersion', kRaftVersionRecord]],
  [controlTypes.KRAFT_VOTERS, ['KRaftVoters', votersRecord]],
] as const);

/** Begins with a blank. */
export function controlRecordText(key: Uint8Array | null, value: Uint8Array | null): string {
  const type = controlTypeOf(key);
  if (type === undefined) throw new ToolError('Invalid control record key', INVALID_RECORD);
  if (type === controlTypes.ABORT || type === controlTypes.COMMIT) {
    const epoch = endMarkerEpoch(value);
    if (epoch === undefined) throw new ToolError('Invalid transaction marker', INVALID_RECORD);
    const name = type === controlTypes.ABORT ? 'ABORT' : 'COMMIT';
    return ` endTxnMarker: ${name} coordinatorEpoch: ${epoch}`;
  }
  const known = MESSAGES.get(type);
  if (known === undefined) return ` controlType: UNKNOWN(${type})`;
  const [title, codec] = known;
  const message = decodeMessage(codec, value ?? new Uint8Array(0), READ_VERSION);
  return ` ${title} ${messageJson(codec.name, message, message.version)}`;
}
