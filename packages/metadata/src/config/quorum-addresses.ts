// `controller.quorum.voters` (`1@host:9093`) and `controller.quorum.bootstrap.servers`
// (`host:9093`).

import { ConfigError } from './config-error.ts';

export interface HostAndPort {
  readonly host: string;
  readonly port: number;
}

export interface VoterAddress extends HostAndPort {
  readonly id: number;
}

const ADDRESS = /^(?:[0-9a-zA-Z\-%._]*:\/\/)?\[?([0-9a-zA-Z\-%._:]*)\]?:([0-9]+)$/;
const VOTERS = 'controller.quorum.voters';

function parseAddress(text: string): Partial<HostAndPort> {
  const match = ADDRESS.exec(text);
  const port = Number(match?.[2]);
  const host = match?.[1];
  return { ...(host === undefined ? {} : { host }), ...(Number.isNaN(port) ? {} : { port }) };
}

/** One entry of `controller.quorum.voters`. Throws ConfigError. */
export function parseVoter(entry: string): VoterAddress {
  const form = 'Each entry should be in the form `{id}@{host}:{port}`.';
  const [idText, address, rest] = entry.split('@');
  if (idText === undefined || address === undefined || rest !== undefined) {
    throw new ConfigError(`Invalid configuration value for ${VOTERS}. ${form}`);
  }
  if (!/^[+-]?\d+$/.test(idText)) {
    throw new ConfigError(`Failed to parse voter ID as an integer from ${idText}`);
  }
  const { host, port } = parseAddress(address);
  if (host === undefined || port === undefined) {
    const part = host === undefined ? 'host name' : 'host port';
    const where = `from entry ${entry} for the configuration ${VOTERS}`;
    throw new ConfigError(`Failed to parse ${part} ${where}. ${form}`);
  }
  return { id: Number(idText), host, port };
}

/** One entry of `controller.quorum.bootstrap.servers`. Throws ConfigError. */
export function parseBootstrapServer(entry: string): HostAndPort {
  const { host, port } = parseAddress(entry);
  if (host !== undefined && port !== undefined) return { host, port };
  const part = host === undefined ? 'host name' : 'host port';
  throw new ConfigError(
    `Failed to parse ${part} from ${entry} for the configuration ` +
      'controller.quorum.bootstrap.servers. Each entry should be in the form "{host}:{port}"',
  );
}
