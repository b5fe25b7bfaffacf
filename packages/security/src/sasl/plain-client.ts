// PLAIN (RFC 4616): name and password as they are. For connections that TLS protects.

import { passwordOf, type Password, type SaslClient, type SaslExchange } from './sasl-client.ts';

export function plainClient(username: string, password: Password): SaslClient {
  return {
    mechanism: 'PLAIN',
    begin: async () => new PlainExchange(username, await passwordOf(password)),
  };
}

class PlainExchange implements SaslExchange {
  readonly #token: Uint8Array;
  isComplete = false;

  constructor(username: string, password: string) {
    // No authorization id: who acts is who authenticates.
    this.#token = Buffer.from(`\0${username}\0${password}`);
  }

  evaluate(): Uint8Array | undefined {
    if (this.isComplete) return undefined;
    this.isComplete = true;
    return this.#token;
  }
}
