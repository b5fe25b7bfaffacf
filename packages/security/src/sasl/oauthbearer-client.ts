// OAUTHBEARER (RFC 7628, KIP-255): a token that somebody else issued.

import { SaslError, type SaslClient, type SaslExchange } from './sasl-client.ts';

export interface OAuthToken {
  readonly value: string;
  /** SASL extensions (KIP-342): letters as names, printable text as values. */
  readonly extensions?: Readonly<Record<string, string>> | undefined;
}

/** Asked for each exchange; keeps and renews tokens itself. */
export type TokenSource = () => string | OAuthToken | Promise<string | OAuthToken>;

const SEPARATOR = '\x01';
const EXTENSION_NAME = /^[A-Za-z]+$/;
const EXTENSION_VALUE = /^[\x21-\x7E \t\r\n]*$/;

export function oauthBearerClient(token: TokenSource): SaslClient {
  return {
    mechanism: 'OAUTHBEARER',
    async begin() {
      const given = await token();
      return new OAuthBearerExchange(typeof given === 'string' ? { value: given } : given);
    },
  };
}

class OAuthBearerExchange implements SaslExchange {
  readonly #token: OAuthToken;
  #state: 'begun' | 'sent' | 'refused' = 'begun';

  constructor(token: OAuthToken) {
    this.#token = token;
  }

  get isComplete(): boolean {
    return this.#state === 'sent';
  }

  evaluate(challenge: Uint8Array): Uint8Array | undefined {
    if (this.#state === 'begun') {
      this.#state = 'sent';
      return Buffer.from(firstMessage(this.#token));
    }
    if (challenge.length === 0) return undefined;
    // JSON that says why. The server waits for an answer before it fails the exchange.
    if (this.#state === 'refused') {
      throw new SaslError(`the token was refused: ${Buffer.from(challenge).toString()}`);
    }
    this.#state = 'refused';
    return Buffer.from(SEPARATOR);
  }
}

function firstMessage({ value, extensions = {} }: OAuthToken): string {
  const pairs = Object.entries(extensions).map(([name, text]) => {
    if (!EXTENSION_NAME.test(name) || name === 'auth') {
      throw new SaslError(`${JSON.stringify(name)} cannot be the name of a SASL extension`);
    }
    if (!EXTENSION_VALUE.test(text)) {
      throw new SaslError(`the value of SASL extension ${name} is not printable`);
    }
    return `${name}=${text}${SEPARATOR}`;
  });
  return `n,,${SEPARATOR}auth=Bearer ${value}${SEPARATOR}${pairs.join('')}${SEPARATOR}`;
}
