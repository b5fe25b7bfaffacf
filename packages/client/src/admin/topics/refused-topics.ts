// Topics that no request can name. Java's clients refuse them before they ask, each for itself.

import { errors, type Uuid } from '@ottla/protocol';

import { ZERO_UUID } from '../../core/cluster-metadata.ts';
import { KafkaError } from '../../errors.ts';

export function refusalOfName(name: string): KafkaError | undefined {
  return name === '' ? refused('name', name) : undefined;
}

export function refusalOfId(id: Uuid): KafkaError | undefined {
  return id === ZERO_UUID ? refused('id', id) : undefined;
}

function refused(kind: 'name' | 'id', text: string): KafkaError {
  return new KafkaError(
    errors.INVALID_TOPIC_EXCEPTION,
    `The given topic ${kind} '${text}' cannot be represented in a request.`,
  );
}
