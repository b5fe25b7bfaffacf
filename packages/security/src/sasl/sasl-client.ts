// One side of a SASL exchange (RFC 4422): what a client answers to what a server sends. How the
// tokens travel is the connection's business. Pure.

/** A mechanism with its credentials; one exchange for each connection that authenticates. */
export interface SaslClient {
  /** As the server knows it, for example `SCRAM-SHA-512`. */
  readonly mechanism: string;
  /** May wait for credentials. Rejects where there are none. */
  begin(): SaslExchange | Promise<SaslExchange>;
}

export interface SaslExchange {
  /**
   * What to send after this challenge; the first is empty. Undefined where there is nothing more to
   * send. Throws a SaslError where the server's words cannot be accepted.
   */
  evaluate(challenge: Uint8Array): Uint8Array | undefined;
  /** The mechanism has all it needs: the server may say that it is done. */
  readonly isComplete: boolean;
}

/** Text, or where to get it from for each exchange: passwords change. */
export type Password = string | (() => string | Promise<string>);

/** What a server said is no valid part of the mechanism, or it does not know the password. */
export class SaslError extends Error {
  override readonly name = 'SaslError';
}

export function passwordOf(password: Password): string | Promise<string> {
  return typeof password === 'function' ? password() : password;
}
