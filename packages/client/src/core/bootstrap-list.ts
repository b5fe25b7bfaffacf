// Parsing of `bootstrap.servers`: host:port pairs, as Kafka's clients accept them. Names are
// resolved when a connection is made, not here.

import type { Address } from '@ottla/base';

import { ConfigError } from '../errors.ts';

/** An optional scheme (ignored, as in Kafka), a host or a bracketed IPv6 address, a port. */
const HOST_PORT = /^(?:[0-9a-zA-Z\-%._]*:\/\/)?\[?([0-9a-zA-Z\-%._:]*)\]?:([0-9]+)$/;
const PORT_MAX = 65_535;

/** Throws a ConfigError that quotes the entry which is wrong, or says that there is none. */
export function parseBootstrapList(servers: string | readonly string[]): Address[] {
  const entries = (typeof servers === 'string' ? servers.split(',') : [...servers])
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  if (entries.length === 0) {
    throw new ConfigError('bootstrap.servers is empty: give at least one host:port');
  }
  return entries.map(parseEntry);
}

function parseEntry(entry: string): Address {
  const match = HOST_PORT.exec(entry);
  const host = match?.[1];
  const port = Number(match?.[2]);
  if (host === undefined || host === '' || port < 1 || port > PORT_MAX) {
    throw new ConfigError(
      `Invalid url in bootstrap.servers: ${entry} (expected host:port, for example localhost:9092)`,
    );
  }
  return { host, port };
}
