// Whether this broker can take new values of its own configs. It is asked before the controller:
// only the broker knows what its file says, and what would come of both.

import {
  brokerDefinitions,
  type ConfigLayers,
  dynamicConfigProblem,
  type DynamicValues,
  type ReviewConfig,
  textOf,
  usableValues,
} from '@ottla/metadata';
import {
  type AlterOutcome,
  type ConfigOperation,
  invalidConfig,
  invalidRequest,
  operations,
} from './alter-outcome.ts';

export interface BrokerConfigOptions {
  readonly nodeId: number;
  /** Where this broker's values come from, as of now. */
  readonly layers: () => ConfigLayers;
  /** What the parts of the node say to a configuration; throws ConfigError. */
  readonly review: ReviewConfig;
}

type Values = Map<string, string>;

/** For AlterConfigs: exactly these values are to be set. */
export function replacedBrokerConfigs(
  options: BrokerConfigOptions,
  resourceName: string,
  values: DynamicValues,
): AlterOutcome | undefined {
  return nameProblem(options, resourceName) ?? valuesProblem(options, resourceName, values);
}

/** For IncrementalAlterConfigs. */
export function changedBrokerConfigs(
  options: BrokerConfigOptions,
  resourceName: string,
  changes: readonly ConfigOperation[],
): AlterOutcome | undefined {
  const problem = nameProblem(options, resourceName);
  if (problem !== undefined) return problem;
  const { allBrokers, thisBroker } = options.layers();
  const stored =
    resourceName === ''
      ? usableValues(allBrokers, 'all')
      : usableValues(thisBroker, 'this broker');
  const values: Values = new Map(stored);
  const unknown = changes.find((each) => !KNOWN.has(each.configOperation));
  if (unknown !== undefined) {
    return invalidRequest(`Unknown operations type ${unknown.configOperation}`);
  }
  for (const change of changes) {
    const refused = applyTo(values, change);
    if (refused !== undefined) return refused;
  }
  return valuesProblem(options, resourceName, values);
}

const KNOWN: ReadonlySet<number> = new Set(Object.values(operations));

function applyTo(values: Values, change: ConfigOperation): AlterOutcome | undefined {
  const { name, configOperation, value } = change;
  if (configOperation === operations.SET) values.set(name, value ?? '');
  else if (configOperation === operations.DELETE) values.delete(name);
  else return changeList(values, change);
  return undefined;
}

function changeList(
  values: Values,
  { name, configOperation, value }: ConfigOperation,
): AlterOutcome | undefined {
  const key = brokerDefinitions.get(name);
  if (key === undefined) return invalidConfig(`Unknown config name: ${name}`);
  const isAppend = configOperation === operations.APPEND;
  if (key.type !== 'list') {
    const verb = isAppend ? 'append' : 'subtract';
    return invalidConfig(`Config value ${verb} is not allowed for config key: ${name}`);
  }
  const before = listOf(values.get(name) ?? textOf(key, key.standard ?? null));
  const given = listOf(value);
  const after = isAppend
    ? [...before, ...given.filter((each) => !before.includes(each))]
    : before.filter((each) => !given.includes(each));
  values.set(name, after.join(','));
  return undefined;
}

function listOf(text: string | null): string[] {
  return (text ?? '').split(',').filter((each) => each !== '');
}

/** An empty name stands for all brokers. */
function nameProblem({ nodeId }: BrokerConfigOptions, name: string): AlterOutcome | undefined {
  if (name === '') return undefined;
  if (!/^[+-]?\d+$/.test(name)) {
    return invalidRequest(`Node id must be an integer, but it is: ${name}`);
  }
  if (Number(name) === nodeId) return undefined;
  return invalidRequest(`Unexpected broker id, expected ${nodeId}, but received ${name}`);
}

function valuesProblem(
  { layers, review }: BrokerConfigOptions,
  resourceName: string,
  values: DynamicValues,
): AlterOutcome | undefined {
  const scope = resourceName === '' ? 'all' : 'this broker';
  const problem = dynamicConfigProblem({ layers: layers(), values, scope }, review);
  return problem === undefined ? undefined : invalidRequest(problem);
}
