// Which errors of a look at topics do not stand for long. As in Java, what is not there now is not
// waited for, although other calls try again after the same errors.

import { errors } from '@ottla/protocol';

import { KafkaError, type ClientError } from '../../errors.ts';

const NOT_THERE: ReadonlySet<number> = new Set([
  errors.UNKNOWN_TOPIC_OR_PARTITION.code,
  errors.UNKNOWN_TOPIC_ID.code,
]);

export function isPassingLook(error: ClientError): boolean {
  return error.retriable && !(error instanceof KafkaError && NOT_THERE.has(error.code));
}
