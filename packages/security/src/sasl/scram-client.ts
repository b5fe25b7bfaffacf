// SCRAM (RFC 5802, RFC 7677), as Kafka speaks it: no channel binding, no SASLprep. The password is
// never sent, and the server proves that it knows it too.

import type { Random } from '@ottla/base';

import {
  passwordOf,
  SaslError,
  type Password,
  type SaslClient,
  type SaslExchange,
} from './sasl-client.ts';

export type ScramMechanism = 'SCRAM-SHA-256' | 'SCRAM-SHA-512';

export interface ScramOptions {
  readonly mechanism: ScramMechanism;
  readonly username: string;
  readonly password: Password;
  /** Name and password are a delegation token's id and HMAC (KIP-48). */
  readonly isDelegationToken?: boolean | undefined;
  /** For the nonce. */
  readonly random: Random;
}

interface Keys {
  readonly clientKey: Buffer;
  readonly serverKey: Buffer;
}

const NONCE_BYTES = 18;
/** What Kafka's clients demand of a server. */
const ITERATIONS_MIN = 4_096;
/** Some seconds of work: more would be an attack on this client. */
const ITERATIONS_MAX = 1_000_000;
const NO_CHANNEL_BINDING = 'biws'; // `n,,` in base64

export function scramClient(options: ScramOptions): SaslClient {
  const { mechanism, password } = options;
  const hash = mechanism === 'SCRAM-SHA-256' ? 'sha256' : 'sha512';
  // Deriving keys is meant to be slow; the same password and salt come with each connection.
  const known = new Map<string, Keys>();
  const keysOf = (text: string, salt: Buffer, iterations: number): Keys => {
    const id = `${iterations} ${salt.toString('base64')} ${text}`;
    let keys = known.get(id);
    if (keys === undefined) {
      keys = deriveKeys(hash, text, salt, iterations);
      known.clear();
      known.set(id, keys);
    }
    return keys;
  };
  return {
    mechanism,
    async begin() {
      const text = await passwordOf(password);
      const derive = (salt: Buffer, iterations: number): Keys => keysOf(text, salt, iterations);
      return new ScramExchange(options, hash, derive);
    },
  };
}

class ScramExchange implements SaslExchange {
  readonly #hash: string;
  readonly #derive: (salt: Buffer, iterations: number) => Keys;
  readonly #nonce: string;
  readonly #firstBare: string;
  #state: 'begun' | 'first-sent' | 'final-sent' | 'complete' = 'begun';
  #serverSignature: Buffer = Buffer.alloc(0);

  constructor(
    { username, isDelegationToken = false, random }: ScramOptions,
    hash: string,
    derive: (salt: Buffer, iterations: number) => Keys,
  ) {
    this.#hash = hash;
    this.#derive = derive;
    this.#nonce = Buffer.from(random.bytes(NONCE_BYTES)).toString('base64');
    const extensions = isDelegationToken ? ',tokenauth=true' : '';
    this.#firstBare = `n=${saslName(username)},r=${this.#nonce}${extensions}`;
  }

  get isComplete(): boolean {
    return this.#state === 'complete';
  }

  evaluate(challenge: Uint8Array): Uint8Array | undefined {
    switch (this.#state) {
      case 'begun':
        this.#state = 'first-sent';
        return Buffer.from(`n,,${this.#firstBare}`);
      case 'first-sent':
        this.#state = 'final-sent';
        return Buffer.from(this.#finalMessage(Buffer.from(challenge).toString()));
      case 'final-sent':
        this.#verify(Buffer.from(challenge).toString());
        this.#state = 'complete';
        return undefined;
      case 'complete':
        return undefined;
    }
  }

  #finalMessage(serverFirst: string): string {
    const found = /^r=([\x21-\x2B\x2D-\x7E]+),s=([A-Za-z0-9+/=]+),i=(\d+)(?:,|$)/.exec(serverFirst);
    const [, nonce = '', salt = '', digits = ''] = found ?? [];
    if (found === null) throw new SaslError(`the server's first message is no SCRAM`);
    if (!nonce.startsWith(this.#nonce) || nonce === this.#nonce) {
      throw new SaslError(`the server's nonce does not continue this client's`);
    }
    const iterations = Number(digits);
    if (iterations < ITERATIONS_MIN || iterations > ITERATIONS_MAX) {
      const range = `${ITERATIONS_MIN} to ${ITERATIONS_MAX}`;
      throw new SaslError(`the server asks for ${digits} iterations, accepted are ${range}`);
    }
    const { clientKey, serverKey } = this.#derive(Buffer.from(salt, 'base64'), iterations);
    const withoutProof = `c=${NO_CHANNEL_BINDING},r=${nonce}`;
    const signed = `${this.#firstBare},${serverFirst},${withoutProof}`;
    const storedKey = crypto().createHash(this.#hash).update(clientKey).digest();
    const signature = this.#sign(storedKey, signed);
    const proof = Buffer.from(clientKey.map((byte, index) => byte ^ (signature[index] ?? 0)));
    this.#serverSignature = this.#sign(serverKey, signed);
    return `${withoutProof},p=${proof.toString('base64')}`;
  }

  #verify(serverFinal: string): void {
    const refusal = /^e=([^,]*)/.exec(serverFinal)?.[1];
    if (refusal !== undefined) throw new SaslError(`the server refused: ${refusal}`);
    const [, told = ''] = /^v=([A-Za-z0-9+/=]+)(?:,|$)/.exec(serverFinal) ?? [];
    const signature = Buffer.from(told, 'base64');
    const own = this.#serverSignature;
    if (signature.length === own.length && crypto().timingSafeEqual(signature, own)) return;
    throw new SaslError('the server does not prove that it knows the password');
  }

  #sign(key: Buffer, text: string): Buffer {
    return crypto().createHmac(this.#hash, key).update(text).digest();
  }
}

/** Loaded by those who need it: the others start without. */
function crypto() {
  return process.getBuiltinModule('node:crypto');
}

function deriveKeys(hash: string, password: string, salt: Buffer, iterations: number): Keys {
  const length = hash === 'sha256' ? 32 : 64;
  const salted = crypto().pbkdf2Sync(password, salt, iterations, length, hash);
  const key = (name: string): Buffer => crypto().createHmac(hash, salted).update(name).digest();
  return { clientKey: key('Client Key'), serverKey: key('Server Key') };
}

/** `=` and `,` are the mechanism's own. */
function saslName(username: string): string {
  return username.replaceAll('=', '=3D').replaceAll(',', '=2C');
}
