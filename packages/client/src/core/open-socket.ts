// The first step of a connection: its socket, encrypted where the client says so. What trying again
// would not mend, of certificates and protocols, is told as a refusal.

import { NetworkError, type Connection } from '@ottla/base';

import { AuthenticationError, ConnectionError } from '../errors.ts';
import type { ClientConfig } from './client-options.ts';
import type { BrokerNode } from './cluster-metadata.ts';

export interface SocketOptions {
  readonly config: ClientConfig;
  readonly node: BrokerNode;
  readonly setupTimeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Rejects with a ConnectionError or AuthenticationError that names the peer, and with the signal's
 * reason.
 */
export async function openSocket(options: SocketOptions): Promise<Connection> {
  const { config, node, setupTimeoutMs: timeoutMs, signal } = options;
  const { host, port } = node;
  const { tls, world } = config;
  let socket: Connection;
  try {
    socket = await world.network.connect({ host, port, timeoutMs, tls, signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw connectFailure(error, node, tls !== undefined);
  }
  // While this waited its turn to run.
  if (signal?.aborted) socket.destroy();
  signal?.throwIfAborted();
  return socket;
}

function connectFailure(error: unknown, { host, port }: BrokerNode, isSecure: boolean): Error {
  const reason = error instanceof Error ? error.message : String(error);
  const message = `cannot connect to ${host}:${port}: ${reason}`;
  // A certificate, or a listener without TLS: trying again would find the same.
  const isRefused = isSecure && !(error as { retriable?: boolean }).retriable;
  if (isRefused) return new AuthenticationError(message, { cause: error });
  return new ConnectionError(message, error);
}

/** What the peer, or Node, found wrong with certificates and protocols. */
export function isOfTls(error: Error | undefined): boolean {
  if (!(error instanceof NetworkError)) return false;
  return error.code === 'EPROTO' || error.code.startsWith('ERR_SSL_');
}
