// Turns what Node's file calls throw into the DiskError that the Disk interface promises.

import { DiskError } from '../../errors.ts';

/**
 * Runs one file call; what it throws becomes a DiskError. Not for hot paths: it takes a closure.
 */
export function diskCall<Result>(operation: string, path: string, call: () => Result): Result {
  try {
    return call();
  } catch (error) {
    throw diskErrorFrom(error, path, operation);
  }
}

/** The DiskError for an error of Node's; anything else is a bug and is thrown as it is. */
export function diskErrorFrom(error: unknown, path: string, operation: string): DiskError {
  const code = codeOf(error);
  if (code === undefined || code.startsWith('ERR_')) throw error;
  return new DiskError(code, path, operation, error);
}

/** The operating system's code in an error, where there is one. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
