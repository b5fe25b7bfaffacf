// Kafka's error codes as values: protocol outcomes, not exceptions. What a client makes of them
// (whether it raises one) is the client's business.

import { errorTable } from './error-table.ts';

export type ErrorName = keyof typeof errorTable;

/** One error code of the protocol. */
export interface ProtocolError {
  readonly code: number;
  /** Kafka's name, for example `NOT_LEADER_OR_FOLLOWER`. */
  readonly name: ErrorName;
  /** Whether the same request may succeed later. */
  readonly retriable: boolean;
  /** Whether it says that the client's metadata, or the coordinator it knows, is out of date. */
  readonly refreshMetadata: boolean;
  /** What it means, as a sentence; empty for NONE. */
  readonly message: string;
}

/** Every error by name. */
export const errors: Readonly<Record<ErrorName, ProtocolError>> = buildErrors();

const byCode: ReadonlyMap<number, ProtocolError> = new Map(
  Object.values(errors).map((error) => [error.code, error]),
);

/** The error of a code; UNKNOWN_SERVER_ERROR for a code that this table does not have. */
export function errorOf(code: number): ProtocolError {
  return byCode.get(code) ?? errors.UNKNOWN_SERVER_ERROR;
}

function buildErrors(): Record<ErrorName, ProtocolError> {
  const entries = Object.entries(errorTable).map(([name, [code, kind, message]]) => [
    name,
    { code, name, retriable: kind !== 'final', refreshMetadata: kind === 'stale', message },
  ]);
  return Object.fromEntries(entries) as Record<ErrorName, ProtocolError>; // keys are the table's
}
