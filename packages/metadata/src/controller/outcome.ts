// What became of one thing that was asked for: a protocol error, and what to tell about it.

import type { ProtocolError } from '@ottla/protocol';
import { errors } from '@ottla/protocol';

export interface Outcome {
  readonly error: ProtocolError;
  /** Null where the error says it all. */
  readonly message: string | null;
}

export const SUCCESS: Outcome = { error: errors.NONE, message: null };

/**
 * A refusal; with no message given the error's own text is told, as Kafka does where it has no
 * other.
 */
export function refusal(error: ProtocolError, message?: string | null): Outcome {
  return { error, message: message === undefined ? error.message : message };
}

export function isRefusal(outcome: Outcome): boolean {
  return outcome.error !== errors.NONE;
}
