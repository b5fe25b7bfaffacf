// `listeners` and `advertised.listeners`: `NAME://host:port` entries and the security protocol of
// each name. Pure parsing with Kafka's checks; what a node does with them is node-listeners.ts.

import { ConfigError } from './config-error.ts';
import type { NodeConfig } from './node-config.ts';

export const securityProtocols = {
  PLAINTEXT: 0,
  SSL: 1,
  SASL_PLAINTEXT: 2,
  SASL_SSL: 3,
} as const;

export type SecurityProtocol = keyof typeof securityProtocols;

export interface ListenerEndpoint {
  /** In capitals: Kafka does not tell `plaintext` and `PLAINTEXT` apart. */
  readonly name: string;
  readonly protocol: SecurityProtocol;
  /** Empty for all interfaces (listening) or the host's own name (advertising). */
  readonly host: string;
  readonly port: number;
}

const MAP = 'listener.security.protocol.map';
const ENDPOINT = /^(.*):\/\/\[?([0-9a-zA-Z\-%._:]*)\]?:(-?[0-9]+)$/;

function protocolOf(name: string, config: string): SecurityProtocol {
  const upper = name.toUpperCase();
  if (upper in securityProtocols) return upper as SecurityProtocol; // checked by `in`
  throw new ConfigError(`Invalid security protocol \`${name}\` defined in ${config}`);
}

/**
 * `listener.security.protocol.map`, with PLAINTEXT for controller listeners where it is not set.
 */
export function protocolMap(config: NodeConfig): ReadonlyMap<string, SecurityProtocol> {
  const map = new Map<string, SecurityProtocol>();
  for (const pair of config.text(MAP).split(/\s*,\s*/)) {
    const colon = pair.lastIndexOf(':');
    if (pair === '') continue;
    if (colon < 0) {
      throw new ConfigError(
        `Error parsing configuration property '${MAP}': '${pair}' is not NAME:PROTOCOL`,
      );
    }
    const name = pair.slice(0, colon).trim().toUpperCase();
    map.set(name, protocolOf(pair.slice(colon + 1).trim(), MAP));
  }
  if (!config.isSet(MAP) && !usesSslOrSasl(config)) {
    for (const name of config.list('controller.listener.names')) {
      if (name !== 'PLAINTEXT') map.set(name.toUpperCase(), 'PLAINTEXT');
    }
  }
  return map;
}

function usesSslOrSasl(config: NodeConfig): boolean {
  const names = config.list('listeners').map((entry) => entry.split(':')[0]?.toUpperCase() ?? '');
  return [...names, ...config.list('controller.listener.names')].some((name) =>
    ['SSL', 'SASL_SSL', 'SASL_PLAINTEXT'].includes(name),
  );
}

/** Throws ConfigError; ports may repeat only where `distinctPorts` is false. */
export function parseListeners(
  entries: readonly string[],
  map: ReadonlyMap<string, SecurityProtocol>,
  distinctPorts: boolean,
): ListenerEndpoint[] {
  const shown = `[${entries.join(', ')}]`;
  try {
    const endpoints = entries.map((entry) => parseEndpoint(entry, map));
    checkDistinct(endpoints, distinctPorts, shown);
    return endpoints;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new ConfigError(`Error creating broker listeners from '${shown}': ${error.message}`);
  }
}

function parseEndpoint(
  entry: string,
  map: ReadonlyMap<string, SecurityProtocol>,
): ListenerEndpoint {
  const match = ENDPOINT.exec(entry.trim());
  const port = Number(match?.[3]);
  const hasPort = port >= -1 && port <= 65_535;
  if (match === null || !hasPort) {
    throw new ConfigError(`Unable to parse ${entry} to a broker endpoint`);
  }
  const name = (match[1] ?? '').toUpperCase();
  const protocol = map.get(name);
  if (protocol === undefined) {
    throw new ConfigError(
      `No security protocol defined for listener ${name}: add ${name}:PLAINTEXT to ${MAP}`,
    );
  }
  return { name, protocol, host: match[2] ?? '', port };
}

function checkDistinct(
  endpoints: readonly ListenerEndpoint[],
  distinctPorts: boolean,
  shown: string,
): void {
  if (new Set(endpoints.map((each) => each.name)).size !== endpoints.length) {
    throw new ConfigError(`Each listener must have a different name, listeners: ${shown}`);
  }
  if (!distinctPorts) return;
  const byPort = Map.groupBy(endpoints.filter((each) => each.port !== 0), (each) => each.port);
  for (const [port, sharing] of byPort) {
    if (sharing.length < 2 || isOneOfEachFamily(sharing)) continue;
    if (sharing.every((each) => familyOf(each.host) !== undefined)) {
      throw new ConfigError(
        'If you have two listeners on the same port then one needs to be IPv4 and the other ' +
          `IPv6, listeners: ${shown}, port: ${port}`,
      );
    }
    throw new ConfigError(`Each listener must have a different port, listeners: ${shown}`);
  }
}

function isOneOfEachFamily(sharing: readonly ListenerEndpoint[]): boolean {
  const families = sharing.map((each) => familyOf(each.host));
  return sharing.length === 2 && families.includes(4) && families.includes(6);
}

function familyOf(host: string): 4 | 6 | undefined {
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(host)) return 4;
  return host.includes(':') ? 6 : undefined;
}

/** `NAME://host:port`, an IPv6 host in brackets. */
export function listenerText(endpoint: ListenerEndpoint): string {
  const host = endpoint.host.includes(':') ? `[${endpoint.host}]` : endpoint.host;
  return `${endpoint.name}://${host}:${endpoint.port}`;
}
