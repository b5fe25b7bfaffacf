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
  if (isOfTls(first, code)) return tlsError(code, first, what);
  return new NetworkError(code, `${what}: ${code}`, !lastingCodes.includes(code), error);
}

/**
 * The operating system's own errors name a system call; what TLS found wrong has a code only, but
 * for EPROTO, and for a peer that hung up before it was done.
 */
function isOfTls(error: unknown, code: string): error is Error {
  if (!(error instanceof Error) || code === 'ECONNRESET') return false;
  return code === 'EPROTO' || !('syscall' in error);
}

/** Certificates and protocols do not mend themselves. */
function tlsError(code: string, cause: Error, what: string): NetworkError {
  return new NetworkError(code, `${what}: ${code}: ${cause.message}`, false, cause);
}
