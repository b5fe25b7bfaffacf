// The options of `configs`, as kafka-configs.sh has them.

import type { OptionSpec, ToolSpec } from '../../cli/option-spec.ts';
import { bootstrapController, JSON_OPTION } from '../java-manner/admin-access.ts';

export const configsTool: ToolSpec = {
  name: 'configs',
  about:
    'This tool helps to manipulate and describe entity config for a topic, client, user, broker, ' +
    'ip, client-metrics or group',
  usage: '--bootstrap-server HOST:PORT (--describe | --alter) --topic TOPIC …',
  wrongUsageExit: 1,
  options: [
    value('bootstrap-server', 'server to connect to', 'The Kafka servers to connect to.'),
    bootstrapController(),
    value('command-config', 'file', 'Property file with settings for the admin client.'),
    flag('alter', 'Change configs of the entity.'),
    flag('describe', 'List configs of the entity.'),
    flag('all', 'List all of its configs, static and default ones included.'),
    {
      ...value('entity-type', 'type', 'topics, clients, users, brokers, broker-loggers, …'),
      repeated: true,
    },
    { ...value('entity-name', 'name', 'The name of the entity.'), repeated: true },
    flag('entity-default', 'The default of clients, users, brokers or ips.'),
    value(
      'add-config',
      'k1=v1,k2=[v1,v2]',
      'Configs to set; square brackets around values that hold commas.',
    ),
    value('add-config-file', 'file', 'Property file with configs to set.'),
    { ...value('delete-config', 'k1,k2', 'Configs to remove.'), repeated: true },
    ...['topic', 'client', 'user', 'broker', 'broker-logger', 'ip', 'group', 'client-metrics'].map(
      (name) => value(name, 'name', `The ${name.replace('-', ' ')} that is meant.`),
    ),
    ...['client', 'user', 'broker', 'ip'].map((name) =>
      flag(`${name}-defaults`, `What holds for all ${name}s.`),
    ),
    JSON_OPTION,
  ],
};

function flag(name: string, about: string): OptionSpec {
  return { name, takes: 'nothing', about };
}

function value(name: string, what: string, about: string): OptionSpec {
  return { name, takes: 'value', value: `String: ${what}`, about };
}
