// Which assignors a consumer offers: by Kafka's name, by the name of Java's class, or its own.

import { ConfigError } from '../../errors.ts';
import type { Assignor, RebalanceProtocol } from './assignor.ts';
import { rangeAssignor } from './range.ts';
import { roundRobinAssignor } from './round-robin.ts';
import { cooperativeStickyAssignor, stickyAssignor } from './sticky/sticky.ts';

/** A text may name several, separated by commas. */
export type AssignorChoice = string | readonly (string | Assignor)[];

const BUILT_IN: readonly Assignor[] = [
  rangeAssignor,
  roundRobinAssignor,
  stickyAssignor,
  cooperativeStickyAssignor,
];

const JAVA_PACKAGE = 'org.apache.kafka.clients.consumer.';
const JAVA_CLASSES: ReadonlyMap<string, string> = new Map([
  ['RangeAssignor', 'range'],
  ['RoundRobinAssignor', 'roundrobin'],
  ['StickyAssignor', 'sticky'],
  ['CooperativeStickyAssignor', 'cooperative-sticky'],
]);

const DEFAULT_CHOICE = ['range', 'cooperative-sticky'];

/** In the order of preference. Throws a ConfigError. */
export function resolveAssignors(choice: AssignorChoice = DEFAULT_CHOICE): readonly Assignor[] {
  const wanted = typeof choice === 'string' ? choice.split(',').map((name) => name.trim()) : choice;
  const assignors = wanted.map((each) => (typeof each === 'string' ? builtIn(each) : each));
  const names = assignors.map(({ name }) => name);
  if (names.length === 0) {
    throw new ConfigError('partitionAssignmentStrategy must name at least one assignor');
  }
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return assignors;
  throw new ConfigError(`partitionAssignmentStrategy names ${twice} twice`);
}

/** Cooperative where every assignor can, else eager. Throws where there is none in common. */
export function commonProtocol(assignors: readonly Assignor[]): RebalanceProtocol {
  for (const protocol of ['cooperative', 'eager'] as const) {
    if (assignors.every(({ protocols }) => protocols.includes(protocol))) return protocol;
  }
  const names = assignors.map(({ name }) => name).join(', ');
  throw new ConfigError(
    `the assignors of partitionAssignmentStrategy (${names}) have no rebalance protocol in common`,
  );
}

function builtIn(name: string): Assignor {
  const short = JAVA_CLASSES.get(name.replace(JAVA_PACKAGE, '')) ?? name;
  const assignor = BUILT_IN.find((each) => each.name === short);
  if (assignor !== undefined) return assignor;
  const known = BUILT_IN.map((each) => each.name).join(', ');
  throw new ConfigError(`partitionAssignmentStrategy must name one of ${known}, got ${name}`);
}
