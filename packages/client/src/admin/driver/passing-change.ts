// Which errors of a change to topics do not stand for long. Others, REQUEST_TIMED_OUT among them,
// leave open whether the change was made: a second attempt could meet its own first one.

import { errors } from '@ottla/protocol';

import { KafkaError, type ClientError } from '../../errors.ts';

const PASSING: ReadonlySet<number> = new Set([
  errors.NOT_CONTROLLER.code,
  // What a controller says that was asked itself and is not the active one.
  errors.NOT_LEADER_OR_FOLLOWER.code,
  errors.THROTTLING_QUOTA_EXCEEDED.code,
]);

export function isPassingChange(error: ClientError): boolean {
  return error instanceof KafkaError && PASSING.has(error.code);
}
