// Opens the listeners of a node and works out what is advertised: a port 0 becomes the one that
// was found free, a host left empty becomes this machine's name.

import { type Address, NetworkError } from '@ottla/base';
import { type ListenerEndpoint, type NodeEndpoint, securityProtocols } from '@ottla/metadata';
import { listenHosts } from '../listen-hosts.ts';
import { type NodeListener, StartError } from '../node-options.ts';
import type { HeldListeners } from './held-listeners.ts';

export interface OpenListenersOptions {
  readonly held: HeldListeners;
  readonly listeners: readonly ListenerEndpoint[];
  readonly advertised: readonly ListenerEndpoint[];
  /** What an advertised listener without a host stands for. */
  readonly hostName: string;
  readonly backlog: number;
  readonly isController: boolean;
}

/** Throws StartError where a port is in use or an address is not this machine's. */
export async function openListeners(options: OpenListenersOptions): Promise<NodeListener[]> {
  const opened: NodeListener[] = [];
  for (const listener of options.listeners) {
    const bound = await bind(options, listener);
    const advertised = options.advertised.find((each) => each.name === listener.name) ?? listener;
    const { hostName, isController } = options;
    const address = reachable(advertised, bound, hostName);
    opened.push({ name: listener.name, bound, advertised: address, isController });
  }
  return opened;
}

async function bind(
  { held, backlog }: OpenListenersOptions,
  listener: ListenerEndpoint,
): Promise<Address[]> {
  const { first, also } = listenHosts(listener.host);
  const address = await held
    .open({ host: first, port: listener.port, backlog })
    .catch((error: unknown) => {
      throw plainError(error, listener);
    });
  const bound = [{ host: first, port: address.port }];
  for (const host of also) {
    try {
      await held.open({ host, port: address.port, backlog });
      bound.push({ host, port: address.port });
    } catch (error) {
      // A machine without IPv6, or somebody else on that family's port: one family is enough.
      if (!(error instanceof NetworkError)) throw error;
    }
  }
  return bound;
}

function plainError(error: unknown, { name, host, port }: ListenerEndpoint): unknown {
  if (!(error instanceof NetworkError)) return error;
  const where = host === '' ? `port ${port}` : `${host}:${port}`;
  if (error.code === 'EADDRINUSE') {
    const advice = 'stop what listens there, or choose another port (--port 0 finds a free one)';
    return new StartError(error.code, `${where} is in use (listener ${name}): ${advice}`, error);
  }
  const why = error.code === 'EADDRNOTAVAIL' ? 'this machine has no such address' : error.message;
  return new StartError(error.code, `cannot listen on ${where} (listener ${name}): ${why}`, error);
}

function reachable(
  advertised: ListenerEndpoint,
  bound: readonly Address[],
  hostName: string,
): Address {
  const host = advertised.host === '' ? hostName : advertised.host;
  return { host, port: advertised.port === 0 ? (bound[0]?.port ?? 0) : advertised.port };
}

/** As registrations carry it. */
export function registered({ name, advertised }: NodeListener): NodeEndpoint {
  // Nothing but PLAINTEXT is served yet, see review-config.ts.
  return { name, ...advertised, securityProtocol: securityProtocols.PLAINTEXT };
}
