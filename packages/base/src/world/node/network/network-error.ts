// Turns what Node's sockets report into the NetworkError that the Network interface promises.

import { NetworkError } from '../../../errors.ts';
import { codeOf } from '../disk-call.ts';

/** Codes that trying again will not mend: the request itself is wrong, or not allowed. */
const lastingCodes: readonly string[] = ['EACCES', 'EADDRNOTAVAIL', 'EINVAL', 'EAFNOSUPPORT'];

/** `what` says what was tried, for example `connect to localhost:9092`. */
export function networkErrorFrom(error: unknown, what: string): NetworkError {
  // Several addresses were tried: the first one's failure is the telling one.
  const first: unknown = error instanceof AggregateError ? (error.errors[0] ?? error) : error;
  const code = codeOf(first) ?? 'EIO';
  return new NetworkError(code, `${what}: ${code}`, !lastingCodes.includes(code), error);
}
