// The exchange by which a broker learns who this is (KIP-43, KIP-152): handshake, then the tokens
// of the mechanism, before any other request; and again before a session ends (KIP-368).

import {
  errorOf,
  errors,
  saslAuthenticateApi,
  saslHandshakeApi,
  type Api,
  type Draft,
} from '@ottla/protocol';
import { SaslError, type SaslClient } from '@ottla/security';

import { AuthenticationError } from '../errors.ts';
import type { VersionLimits } from './api-versions.ts';

/** Sends a request and waits for its answer, whose bytes stay. */
export type Ask = <Request, Response>(
  api: Api<Request, Response>,
  request: Draft<Request>,
  limits?: VersionLimits,
) => Promise<Response>;

/** From this version on tokens travel in requests, not bare. */
const WRAPPED_TOKENS_VERSION = 1;

/**
 * Resolves with how long the session lives, in ms; 0 for as long as the connection. Rejects with an
 * AuthenticationError; with what `begin` rejects with; with what `ask` rejects with.
 */
export async function authenticate(ask: Ask, sasl: SaslClient, peer: string): Promise<number> {
  const { mechanism } = sasl;
  const exchange = await sasl.begin();
  const handshake = await ask(saslHandshakeApi, { mechanism }, { min: WRAPPED_TOKENS_VERSION });
  if (handshake.errorCode === errors.UNSUPPORTED_SASL_MECHANISM.code) {
    const offered = handshake.mechanisms.join(', ');
    throw new AuthenticationError(`${peer} does not offer ${mechanism}, only: ${offered}`);
  }
  if (handshake.errorCode !== 0) throw refusal(peer, mechanism, handshake.errorCode, null);
  let challenge: Uint8Array = new Uint8Array(0);
  let sessionMs = 0;
  try {
    for (;;) {
      const authBytes = exchange.evaluate(challenge);
      if (authBytes === undefined) break;
      const answer = await ask(saslAuthenticateApi, { authBytes });
      const { errorCode, errorMessage } = answer;
      if (errorCode !== 0) throw refusal(peer, mechanism, errorCode, errorMessage);
      challenge = answer.authBytes;
      sessionMs = Number(answer.sessionLifetimeMs);
    }
  } catch (error) {
    if (!(error instanceof SaslError)) throw error;
    throw new AuthenticationError(`${peer}: ${mechanism}: ${error.message}`, { cause: error });
  }
  if (exchange.isComplete) return sessionMs;
  throw new AuthenticationError(`${peer} ended ${mechanism} before it was complete`);
}

function refusal(
  peer: string,
  mechanism: string,
  errorCode: number,
  message: string | null,
): AuthenticationError {
  const { name, message: meaning } = errorOf(errorCode);
  return new AuthenticationError(`${peer}: ${mechanism}: ${message ?? meaning} (${name})`);
}
