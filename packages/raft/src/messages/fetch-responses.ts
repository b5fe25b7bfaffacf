// Answers to a Fetch that carry no records of their own.

import type { ProtocolError } from '@ottla/protocol';
import type { ReplicaCore } from '../replica-core.ts';
import type { FetchResponse } from './responses.ts';

/** An error, or with `errors.NONE` the news that there is none. */
export function emptyFetchResponse(core: ReplicaCore, error: ProtocolError): FetchResponse {
  const { state } = core;
  const highWatermark = state.kind === 'leader' ? (state.highWatermark ?? -1) : -1;
  return {
    kind: 'fetch',
    error: error.code,
    leaderId: state.leaderId,
    epoch: state.epoch,
    highWatermark,
    logStartOffset: core.startOffset,
    diverging: undefined,
    snapshotId: undefined,
    records: new Uint8Array(0),
  };
}
