// What becomes of one resource whose configs are to change, before the controller hears of it: an
// error, that it is done, or undefined where the controller is to decide.

import { errors, type ProtocolError } from '@ottla/protocol';

export interface AlterOutcome {
  readonly error: ProtocolError;
  readonly message: string | null;
}

export const DONE: AlterOutcome = { error: errors.NONE, message: null };

export function invalidRequest(message: string): AlterOutcome {
  return { error: errors.INVALID_REQUEST, message };
}

export function invalidConfig(message: string): AlterOutcome {
  return { error: errors.INVALID_CONFIG, message };
}

/** IncrementalAlterConfigs' operations. */
export const operations = { SET: 0, DELETE: 1, APPEND: 2, SUBTRACT: 3 } as const;

export interface ConfigOperation {
  readonly name: string;
  readonly configOperation: number;
  readonly value: string | null;
}
