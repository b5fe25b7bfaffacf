// Who this client is, on one connection: told when it is made, and again before the broker forgets
// (KIP-368), between requests, since a broker takes none meanwhile.
//
// open --its life is nearly over--> due --nothing in flight--> running --told again--> open

import type { Timer } from '@ottla/base';

import { TimeoutError } from '../errors.ts';
import { authenticate, type Ask } from './authenticate.ts';
import type { ClientConfig } from './client-options.ts';

export interface SaslSessionOptions {
  readonly config: ClientConfig;
  /** For messages. */
  readonly peer: string;
  /** Asks the broker; each answer may take so long. */
  readonly ask: (timeoutMs: number) => Ask;
  /** Nothing is in flight, and the connection is open. */
  readonly isIdle: () => boolean;
  /** The connection takes requests again. */
  readonly renewed: () => void;
  readonly failed: (error: Error) => void;
}

/** When a session is renewed: after this part of its life, and up to as much again at random. */
const RENEWAL_SHARE = 0.85;
const RENEWAL_JITTER = 0.1;

export class SaslSession {
  readonly #options: SaslSessionOptions;
  #state: 'open' | 'due' | 'running' = 'open';
  /** Runs until the session must be renewed, and then for as long as that may take. */
  #timer: Timer | undefined;
  #isEnded = false;

  constructor(options: SaslSessionOptions) {
    this.#options = options;
  }

  /** Whether requests may be sent. */
  get isOpen(): boolean {
    return this.#state === 'open';
  }

  /** Tells the broker who this is, where the client is somebody. */
  async begin(timeoutMs: number): Promise<void> {
    const { config, ask, peer } = this.#options;
    const { sasl, world } = config;
    if (sasl === undefined) return;
    const sessionMs = await authenticate(ask(timeoutMs), sasl, peer);
    this.#timer?.cancel();
    if (sessionMs <= 0 || this.#isEnded) return;
    const share = RENEWAL_SHARE + RENEWAL_JITTER * world.random.float();
    this.#timer = world.timers.after(sessionMs * share, () => {
      this.#state = 'due';
      this.renewIfIdle();
    });
  }

  /** Whenever an answer came. */
  renewIfIdle(): void {
    const { config, peer, isIdle, renewed, failed } = this.#options;
    if (this.#state !== 'due' || !isIdle()) return;
    this.#state = 'running';
    const { requestTimeoutMs, world } = config;
    // Credentials may have to be fetched, and that may take for ever.
    this.#timer = world.timers.after(requestTimeoutMs, () => {
      const waited = `was not renewed within ${requestTimeoutMs} ms`;
      failed(new TimeoutError(`the session with ${peer} ${waited}`));
    });
    this.begin(requestTimeoutMs).then(
      () => {
        this.#state = 'open';
        renewed();
      },
      (error: unknown) => failed(error instanceof Error ? error : new Error(String(error))),
    );
  }

  end(): void {
    this.#isEnded = true;
    this.#timer?.cancel();
  }
}
