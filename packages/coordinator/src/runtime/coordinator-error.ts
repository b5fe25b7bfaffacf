// What a client of a coordinator is told when an append to the coordinator's log failed: errors of
// partitions are not errors that it knows how to handle.

import { errors, type ProtocolError } from '@ottla/protocol';

const TRANSLATED: ReadonlyMap<ProtocolError, ProtocolError> = new Map([
  [errors.UNKNOWN_TOPIC_OR_PARTITION, errors.COORDINATOR_NOT_AVAILABLE],
  [errors.NOT_ENOUGH_REPLICAS, errors.COORDINATOR_NOT_AVAILABLE],
  [errors.REQUEST_TIMED_OUT, errors.COORDINATOR_NOT_AVAILABLE],
  [errors.NOT_LEADER_OR_FOLLOWER, errors.NOT_COORDINATOR],
  [errors.KAFKA_STORAGE_ERROR, errors.NOT_COORDINATOR],
  [errors.MESSAGE_TOO_LARGE, errors.UNKNOWN_SERVER_ERROR],
  [errors.RECORD_LIST_TOO_LARGE, errors.UNKNOWN_SERVER_ERROR],
  [errors.INVALID_FETCH_SIZE, errors.UNKNOWN_SERVER_ERROR],
  // A transaction that cannot be verified now: old clients retry this one without a lookup.
  [errors.NETWORK_EXCEPTION, errors.COORDINATOR_LOAD_IN_PROGRESS],
]);

export function coordinatorError(error: ProtocolError): ProtocolError {
  return TRANSLATED.get(error) ?? error;
}
