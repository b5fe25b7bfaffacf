// Where a node listens, what it advertises, and which listener talks to other brokers and
// controllers: from `process.roles`, `listeners`, `advertised.listeners`,
// `controller.listener.names`, `inter.broker.listener.name` and the quorum's addresses, with
// Kafka's consistency errors.

import { ConfigError } from './config-error.ts';
import {
  type ListenerEndpoint,
  parseListeners,
  protocolMap,
  type SecurityProtocol,
} from './listener-list.ts';
import type { NodeConfig } from './node-config.ts';
import { parseVoter, type VoterAddress } from './quorum-addresses.ts';

export interface NodeListeners {
  readonly isBroker: boolean;
  readonly isController: boolean;
  /** Where clients and brokers connect to. */
  readonly broker: readonly ListenerEndpoint[];
  readonly controller: readonly ListenerEndpoint[];
  /** As clients reach this node, controller listeners apart. A port 0 follows the bound one. */
  readonly advertised: readonly ListenerEndpoint[];
  readonly advertisedController: readonly ListenerEndpoint[];
  /** Name of the listener that other brokers use. */
  readonly interBroker: string;
  readonly voters: readonly VoterAddress[];
}

/** Throws ConfigError where the settings contradict each other, in Kafka's words. */
export function nodeListeners(config: NodeConfig): NodeListeners {
  const roles = config.list('process.roles');
  const map = protocolMap(config);
  const names = config.list('controller.listener.names');
  const controllerNames = names.map((each) => each.toUpperCase());
  const listeners = parseListeners(config.list('listeners'), map, true);
  const isControllers = (each: ListenerEndpoint): boolean => controllerNames.includes(each.name);
  const advertisedSetting = config.listOrNull('advertised.listeners');
  const allAdvertised =
    advertisedSetting === null ? listeners : parseListeners(advertisedSetting, map, false);
  const voters = config.list('controller.quorum.voters').map(parseVoter);
  const controller = listeners.filter(isControllers);
  const found: NodeListeners = {
    isBroker: roles.includes('broker'),
    isController: roles.includes('controller'),
    broker: listeners.filter((each) => !isControllers(each)),
    controller,
    advertised: allAdvertised.filter((each) => !isControllers(each)),
    advertisedController: advertisedControllers(config, {
      names: controllerNames,
      controller,
      advertised: advertisedSetting === null ? [] : allAdvertised.filter(isControllers),
      voters,
    }),
    interBroker: interBrokerName(config, map),
    voters,
  };
  checkRoles(config, found, { controllerNames, map });
  checkAdvertised(found);
  return found;
}

/** One for each controller listener, in the order of controller.listener.names. */
function advertisedControllers(
  config: NodeConfig,
  from: {
    readonly names: readonly string[];
    readonly controller: readonly ListenerEndpoint[];
    readonly advertised: readonly ListenerEndpoint[];
    readonly voters: readonly VoterAddress[];
  },
): ListenerEndpoint[] {
  const own = from.voters.find((voter) => voter.id === config.number('node.id'));
  return from.names.flatMap((name, index) => {
    const advertised = from.advertised.find((each) => each.name === name);
    const endpoint = advertised ?? from.controller.find((each) => each.name === name);
    if (endpoint === undefined || advertised !== undefined) return endpoint ?? [];
    const isAnywhere = endpoint.host === '' || endpoint.host === '0.0.0.0';
    // A quorum with fixed voters already says where this one is to be found.
    if (index === 0 && isAnywhere && own !== undefined) {
      return { ...endpoint, host: own.host, port: own.port };
    }
    return endpoint.host === '0.0.0.0' ? { ...endpoint, host: '' } : endpoint;
  });
}

function interBrokerName(config: NodeConfig, map: ReadonlyMap<string, SecurityProtocol>): string {
  const name = config.textOrNull('inter.broker.listener.name');
  if (name === null) return config.text('security.inter.broker.protocol');
  if (config.isSet('security.inter.broker.protocol')) {
    throw new ConfigError(
      'Only one of inter.broker.listener.name and security.inter.broker.protocol should be set.',
    );
  }
  const upper = name.toUpperCase();
  if (map.has(upper)) return upper;
  throw new ConfigError(
    `Listener with name ${upper} defined in inter.broker.listener.name not found in ` +
      'listener.security.protocol.map.',
  );
}

interface RoleContext {
  readonly controllerNames: readonly string[];
  readonly map: ReadonlyMap<string, SecurityProtocol>;
}

function require(condition: boolean, message: string): void {
  if (!condition) throw new ConfigError(message);
}

function checkRoles(config: NodeConfig, found: NodeListeners, context: RoleContext): void {
  const servers = config.list('controller.quorum.bootstrap.servers');
  require(
    found.voters.length > 0 || servers.length > 0,
    'If using process.roles, either controller.quorum.bootstrap.servers must contain the set of ' +
      'bootstrap controllers or controller.quorum.voters must contain a parseable set of ' +
      'controllers.',
  );
  const nodeId = config.number('node.id');
  require(
    nodeId === config.number('broker.id'),
    'You must set `node.id` to the same value as `broker.id`.',
  );
  const voterIds = found.voters.map((voter) => voter.id);
  const shown = `controller.quorum.voters=Set(${voterIds.join(', ')})`;
  if (found.isController) {
    require(
      voterIds.length === 0 || voterIds.includes(nodeId),
      `If process.roles contains the 'controller' role, the node id ${nodeId} must be included ` +
        `in the set of voters ${shown}`,
    );
    checkControllerListeners(found, context);
  } else {
    require(
      !voterIds.includes(nodeId),
      `If process.roles contains just the 'broker' role, the node id ${nodeId} must not be ` +
        `included in the set of voters ${shown}`,
    );
    checkBrokerOnly(found, context);
  }
}

function checkControllerListeners(found: NodeListeners, context: RoleContext): void {
  require(
    found.advertisedController.length > 0,
    "controller.listener.names must contain at least one value appearing in the 'listeners' " +
      'configuration when running the KRaft controller role',
  );
  require(
    context.controllerNames.every((name) => found.controller.some((each) => each.name === name)),
    "controller.listener.names must only contain values appearing in the 'listeners' " +
      'configuration when running the KRaft controller role',
  );
  require(
    found.isBroker || found.broker.length === 0,
    'The listeners config must only contain KRaft controller listeners from ' +
      'controller.listener.names when process.roles=controller',
  );
}

function checkBrokerOnly(found: NodeListeners, context: RoleContext): void {
  require(
    found.controller.length === 0,
    "controller.listener.names must not contain a value appearing in the 'listeners' " +
      'configuration when running KRaft with just the broker role',
  );
  for (const name of context.controllerNames) {
    require(
      context.map.has(name),
      `Controller listener with name ${name} defined in controller.listener.names not found in ` +
        'listener.security.protocol.map  (an explicit security mapping for each controller ' +
        'listener is required if listener.security.protocol.map is non-empty, or if there are ' +
        'security protocols other than PLAINTEXT in use)',
    );
  }
}

function checkAdvertised(found: NodeListeners): void {
  const advertised = found.advertised.map((each) => each.name);
  const listening = [...found.broker, ...found.controller].map((each) => each.name);
  if (found.isBroker) {
    require(
      advertised.length > 0,
      'There must be at least one broker advertised listener. Perhaps all listeners appear in ' +
        'controller.listener.names?',
    );
    require(
      advertised.includes(found.interBroker),
      'inter.broker.listener.name must be a listener name defined in advertised.listeners. The ' +
        `valid options based on currently configured listeners are ${advertised.join(',')}`,
    );
    require(
      advertised.every((name) => listening.includes(name)),
      'advertised.listeners listener names must be equal to or a subset of the ones defined in ' +
        `listeners. Found ${advertised.join(',')}. The valid options based on the current ` +
        `configuration are ${listening.join(',')}`,
    );
  }
  require(
    [...found.advertised, ...found.advertisedController].every((each) => each.host !== '0.0.0.0'),
    'advertised.listeners cannot use the nonroutable meta-address 0.0.0.0. ' +
      'Use a routable IP address.',
  );
}
