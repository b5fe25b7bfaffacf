// What an error in a partition's fetch result means. Pure.

import { errorOf, errors, type ProtocolError } from '@ottla/protocol';

export type FetchVerdict =
  | 'records'
  /** Ask again after a pause, with newer metadata. */
  | 'refresh'
  /** Ask again after a pause. */
  | 'retry'
  | 'out-of-range'
  | 'fatal';

const RETRIED: readonly ProtocolError[] = [
  errors.UNKNOWN_LEADER_EPOCH,
  errors.UNKNOWN_SERVER_ERROR,
];

export function judgeFetch(errorCode: number): FetchVerdict {
  if (errorCode === 0) return 'records';
  if (errorCode === errors.OFFSET_OUT_OF_RANGE.code) return 'out-of-range';
  if (errorCode === errors.CORRUPT_MESSAGE.code) return 'fatal';
  const error = errorOf(errorCode);
  if (error.refreshMetadata) return 'refresh';
  // Of a replica near to the client: its leader is asked again, which may name another one.
  if (errorCode === errors.OFFSET_NOT_AVAILABLE.code) return 'refresh';
  if (RETRIED.some(({ code }) => code === errorCode) || error.retriable) return 'retry';
  return 'fatal';
}
