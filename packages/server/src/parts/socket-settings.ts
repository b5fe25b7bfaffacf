// What the socket servers of a node are told of the configuration.

import type { ListenerLimits, SocketServerConfig } from '@ottla/broker';
import { ConfigError, type NodeConfig } from '@ottla/metadata';

const SECOND_MS = 1000;

export function socketServerConfig(config: NodeConfig): SocketServerConfig {
  return {
    requestBytesMax: config.number('socket.request.max.bytes'),
    requestItemsMax: config.number('ottla.request.max.items'),
    queuedRequestsMax: config.number('queued.max.requests'),
    receiveBytesMax: receiveBytesMax(config),
    responseBytesMax: config.number('ottla.response.memory.max.bytes'),
    slabBytesMax: config.number('ottla.memory.slabs.max.bytes'),
    inFlightRequestsMax: config.number('ottla.connection.in.flight.max.requests'),
    inFlightBytesMax: config.number('ottla.connection.in.flight.max.bytes'),
    unsentBytesMax: config.number('ottla.connection.unsent.max.bytes'),
    requestReceiveMs: config.number('ottla.request.receive.timeout.ms'),
    pressureMs: config.number('ottla.memory.pressure.timeout.ms'),
    connectionsMax: config.number('max.connections'),
    connectionRateMax: config.number('max.connection.creation.rate'),
    rateWindows: {
      count: config.number('quota.window.num'),
      sizeMs: config.number('quota.window.size.seconds') * SECOND_MS,
    },
    listeners: listenerLimits(config),
    interBrokerListener: interBrokerListener(config),
    connectionsPerIpMax: config.number('max.connections.per.ip'),
    connectionsPerIpOverrides: addressLimits(config.text('max.connections.per.ip.overrides')),
    connectionsIdleMs: config.number('connections.max.idle.ms'),
    listenBacklog: config.number('socket.listen.backlog.size'),
  };
}

/** Kafka's own key has no limit by default; a process of one heap should have one. */
function receiveBytesMax(config: NodeConfig): number {
  const queued = config.number('queued.max.request.bytes');
  return queued > 0 ? queued : config.number('ottla.receive.memory.max.bytes');
}

/** What stands behind `listener.name.LISTENER.`, by the names of listeners in capitals. */
function listenerLimits(config: NodeConfig): ReadonlyMap<string, ListenerLimits> {
  const found = new Map<string, ListenerLimits>();
  for (const [key, text] of config.originals) {
    const [, listener = '', name = ''] = PER_LISTENER.exec(key) ?? [];
    const limit = LISTENER_LIMITS[name];
    if (limit === undefined) continue;
    const listenerName = listener.toUpperCase();
    const before = found.get(listenerName);
    found.set(listenerName, { ...before, [limit]: atLeastOne(key, text) });
  }
  return found;
}

const PER_LISTENER = /^listener\.name\.([^.]+)\.(.+)$/;
const LISTENER_LIMITS: Readonly<Record<string, keyof ListenerLimits>> = {
  'max.connections': 'connectionsMax',
  'max.connection.creation.rate': 'connectionRateMax',
};
const INT_MAX = 2_147_483_647;

function atLeastOne(key: string, text: string): number {
  const limit = Number(text.trim());
  if (Number.isInteger(limit) && limit >= 1 && limit <= INT_MAX) return limit;
  throw new ConfigError(`Invalid value ${text} for configuration ${key}: must be at least 1`);
}

function interBrokerListener(config: NodeConfig): string {
  const name = config.textOrNull('inter.broker.listener.name');
  return (name ?? config.text('security.inter.broker.protocol')).toUpperCase();
}

/** `host:100,127.0.0.1:200` */
function addressLimits(text: string): ReadonlyMap<string, number> {
  const entries = text.split(',').map((entry) => entry.trim());
  return new Map(entries.filter((entry) => entry !== '').map(addressLimit));
}

function addressLimit(entry: string): readonly [string, number] {
  const colon = entry.lastIndexOf(':');
  const limit = entry.slice(colon + 1).trim();
  if (colon > 0 && /^\d+$/.test(limit)) return [entry.slice(0, colon).trim(), Number(limit)];
  throw new ConfigError(
    `Invalid value ${entry} for configuration max.connections.per.ip.overrides: ` +
      'each entry is an address, a colon and a number, for example 127.0.0.1:200',
  );
}
