// Sets of arguments for kafka-configs.sh.

import type { ToolCase, ToolStep } from '../tool-case.ts';

const AT = '--bootstrap-server {bootstrap}';

function words(args: string): string[] {
  return args === '' ? [] : args.split(' ');
}

function configs(name: string, args: string, more: Partial<ToolCase> = {}): ToolCase {
  return { name: `configs: ${name}`, tool: 'configs', args: words(args), ...more };
}

const made: readonly ToolStep[] = [
  { tool: 'topics', args: words(`${AT} --create --topic {own} --config retention.ms=1000`) },
];
const seen: readonly ToolStep[] = [
  { tool: 'configs', args: words(`${AT} --describe --topic {own}`) },
];

function change(name: string, args: string, more: Partial<ToolCase> = {}): ToolCase {
  const all = `${AT} --alter --topic {own} ${args}`;
  return configs(name, all, { setup: made, after: seen, ...more });
}

export const usageCases: readonly ToolCase[] = [
  configs('no arguments', ''),
  configs('no action', AT),
  configs('both actions', `${AT} --describe --alter --topic configured`),
  configs('no server', '--describe --topic configured'),
  configs('nobody', `${AT} --describe`),
  configs('an option that is none', `${AT} --describe --colour red`),
  configs('a type that is none', `${AT} --describe --entity-type colours`),
  configs('a type twice', `${AT} --describe --entity-type topics --entity-type topics`),
  configs('two types', `${AT} --describe --entity-type topics --entity-type brokers`),
  configs('both ways to name', `${AT} --describe --entity-type topics --topic configured`),
  configs('the default of topics', `${AT} --describe --entity-type topics --entity-default`),
  configs('describe and add', `${AT} --describe --topic configured --add-config a=b`),
  configs('alter nothing', `${AT} --alter --topic configured`),
  configs('alter nobody', `${AT} --alter --entity-type topics --add-config a=b`),
  configs('alter twice over', `${AT} --alter --topic t --add-config a=b --add-config-file f`),
  configs('alter users by nobody', `${AT} --alter --entity-type users --add-config a=1`),
  configs('a broker by name', `${AT} --describe --broker first`),
  configs('all loggers of nobody', `${AT} --describe --entity-type broker-loggers`),
];

export const describeCases: readonly ToolCase[] = [
  configs('a topic', `${AT} --describe --topic configured`),
  configs('a topic, in long', `${AT} --describe --entity-type topics --entity-name configured`),
  configs('a topic without configs', `${AT} --describe --topic orders`),
  configs('all of a topic', `${AT} --describe --topic configured --all`),
  configs('a topic that is none', `${AT} --describe --topic nobody`),
  configs('all of a topic that is none', `${AT} --describe --topic nobody --all`),
  configs('a topic with a bad name', `${AT} --describe --topic a/b`),
  configs('a broker', `${AT} --describe --broker 1`),
  configs('a broker that is none', `${AT} --describe --broker 77`),
  configs('the default of brokers', `${AT} --describe --broker-defaults`),
  configs('all brokers', `${AT} --describe --entity-type brokers`),
  configs('a group that is none', `${AT} --describe --group nobody`),
  configs('a group without configs', `${AT} --describe --group group-empty`),
  configs('client metrics that are none', `${AT} --describe --client-metrics nobody`),
  configs('all client metrics', `${AT} --describe --entity-type client-metrics`),
];

export const alterCases: readonly ToolCase[] = [
  change('set one', '--add-config cleanup.policy=compact'),
  change('set a list', '--add-config cleanup.policy=[compact,delete],retention.ms=6000'),
  change('set and remove', '--add-config cleanup.policy=compact --delete-config retention.ms'),
  change('remove', '--delete-config retention.ms,cleanup.policy'),
  change('remove what is none', '--delete-config colour'),
  change('set a value that is none', '--add-config retention.ms=soon'),
  change('set what is none', '--add-config colour=red'),
  change('set half a config', '--add-config retention.ms'),
  change('set a bad name', '--add-config re:tention=1'),
  change('set by a file', '--add-config-file {dir}/c', {
    files: { c: 'retention.ms=7000\ncleanup.policy=compact,delete\n' },
  }),
  change('set by a file that is not there', '--add-config-file {dir}/c'),
  configs('set of a topic that is none', `${AT} --alter --topic {own} --add-config retention.ms=1`),
  configs('set what a broker does not let go', `${AT} --alter --broker 1 --add-config node.id=7`),
  configs('set a logger that is none', `${AT} --alter --broker-logger 1 --add-config no.such=INFO`),
];
