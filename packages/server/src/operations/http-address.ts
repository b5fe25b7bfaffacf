// ottla.http.address: where metrics and health are served, `host:port`; empty for nowhere.

import type { Address } from '@ottla/base';
import { ConfigError, type NodeConfig } from '@ottla/metadata';

const PORT_MAX = 65_535;

/** Undefined where nothing is to be served. Throws ConfigError. */
export function httpAddress(config: NodeConfig): Address | undefined {
  const text = config.text('ottla.http.address').trim();
  if (text === '') return undefined;
  const parts = /^(?:\[([^\]]+)\]|([^:\s]*)):(\d{1,5})$/.exec(text);
  const port = Number(parts?.[3]);
  if (parts !== null && port <= PORT_MAX) return { host: parts[1] ?? parts[2] ?? '', port };
  throw new ConfigError(
    `Invalid value ${text} for configuration ottla.http.address: ` +
      'it is a host, a colon and a port, for example 127.0.0.1:9644',
  );
}
