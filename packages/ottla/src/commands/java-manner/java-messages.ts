// What Java's clients say of an error for which the broker sent no words of its own: tools print it
// on standard output, and scripts look for it there. Only what tools can meet.

import { errors } from '@ottla/protocol';
import type { KafkaError } from '@ottla/client';

const MESSAGES: ReadonlyMap<string, string> = new Map([
  [
    'OFFSET_OUT_OF_RANGE',
    'The requested offset is not within the range of offsets maintained by the server.',
  ],
  ['UNKNOWN_TOPIC_OR_PARTITION', 'This server does not host this topic-partition.'],
  ['INVALID_GROUP_ID', 'The group id is invalid.'],
  ['UNKNOWN_MEMBER_ID', 'The coordinator is not aware of this member.'],
  ['NON_EMPTY_GROUP', 'The group is not empty.'],
  ['GROUP_ID_NOT_FOUND', 'The group id does not exist.'],
  ['PREFERRED_LEADER_NOT_AVAILABLE', 'The preferred leader was not available.'],
  [
    'ELIGIBLE_LEADERS_NOT_AVAILABLE',
    'Eligible topic partition leaders are not available.',
  ],
  ['ELECTION_NOT_NEEDED', 'Leader election not needed for topic partition.'],
  ['NO_REASSIGNMENT_IN_PROGRESS', 'No partition reassignment is in progress.'],
  [
    'GROUP_SUBSCRIBED_TO_TOPIC',
    'Deleting offsets of a topic is forbidden while the consumer group is actively subscribed ' +
      'to it.',
  ],
  ['INVALID_UPDATE_VERSION', 'The given update version was invalid.'],
  ['BROKER_ID_NOT_REGISTERED', 'The given broker ID was not registered.'],
]);

/** The broker's words where it sent some, else Java's. */
export function javaMessageOf(error: KafkaError): string {
  const own = Object.values(errors).find(({ code }) => code === error.code)?.message;
  const isOwn = own !== undefined && error.message.endsWith(own);
  return (isOwn ? MESSAGES.get(error.name) : undefined) ?? error.message;
}
