// Changes of configs that the controller keeps: which values follow from the operations, whether a
// resource may have them, and the records that write them down (ConfigRecord, and ClearElr where
// min.insync.replicas changes).

import { errors } from '@ottla/protocol';
import type { ConfigKey } from '../config/config-key.ts';
import { brokerDefinitions, topicDefinitions } from '../config/definitions.ts';
import { textOf } from '../config/parse-value.ts';
import {
  clientMetricsConfigsProblem,
  type ConfigsProblem,
  groupConfigsProblem,
} from '../config/validate-group-configs.ts';
import { validateTopicConfigs } from '../config/validate-topic-configs.ts';
import { metadataVersionGates as gates } from '../features/metadata-versions.ts';
import {
  type ConfigResource,
  configResourceTypes as types,
  configsOf,
} from '../image/configs-image.ts';
import type { MetadataRecord } from '../records/metadata-record.ts';
import { makeRecord } from '../records/metadata-record-codec.ts';
import { type CommandContext, configLayers, isElrEnabled, metadataVersionOf } from './command.ts';
import { isRefusal, type Outcome, refusal, SUCCESS } from './outcome.ts';
import { topicNameProblem } from './topic-names.ts';

/** IncrementalAlterConfigs' operations. */
export const configOperations = { SET: 0, DELETE: 1, APPEND: 2, SUBTRACT: 3 } as const;

export interface ConfigOperation {
  readonly name: string;
  readonly operation: number;
  readonly value: string | null;
}

export type ConfigChange =
  | { readonly kind: 'changed'; readonly records: readonly MetadataRecord[] }
  | { readonly kind: 'refused'; readonly outcome: Outcome };

const MIN_ISR = 'min.insync.replicas';
/** Longer texts do not fit what older software reads. */
const VALUE_CHARS_MAX = 32_767;

/** Kafka can append to lists of topics and brokers only. */
function listKeyOf(type: number, name: string): ConfigKey | undefined {
  const definitions = type === types.TOPIC ? topicDefinitions : brokerDefinitions;
  const isKept = type === types.TOPIC || type === types.BROKER;
  const key = isKept ? definitions.get(name) : undefined;
  return key?.type === 'list' ? key : undefined;
}

function refused(outcome: Outcome): ConfigChange {
  return { kind: 'refused', outcome };
}

function listOf(text: string | null | undefined): string[] {
  return (text ?? '').split(',').filter((each) => each !== '');
}

function changedList(
  key: ConfigKey,
  before: string | undefined,
  { operation, value }: ConfigOperation,
): string {
  const parts = listOf(before ?? textOf(key, key.standard ?? null));
  const given = listOf(value);
  const isAppend = operation === configOperations.APPEND;
  const after = isAppend
    ? [...parts, ...given.filter((each) => !parts.includes(each))]
    : parts.filter((each) => !given.includes(each));
  return after.join(',');
}

/** The value after an operation; an outcome where the operation cannot be done. */
function valueAfter(
  resource: ConfigResource,
  before: string | undefined,
  change: ConfigOperation,
): { readonly value: string | null } | Outcome {
  switch (change.operation) {
    case configOperations.SET:
      return { value: change.value };
    case configOperations.DELETE:
      return { value: null };
    case configOperations.APPEND:
    case configOperations.SUBTRACT: {
      const key = listKeyOf(resource.type, change.name);
      if (key !== undefined) return { value: changedList(key, before, change) };
      const verb = change.operation === configOperations.APPEND ? 'APPEND' : 'SUBTRACT';
      const message = `Can't ${verb} to key ${change.name} because its type is not LIST.`;
      return refusal(errors.INVALID_CONFIG, message);
    }
    default:
      return refusal(errors.INVALID_REQUEST, `Unknown operation ${change.operation}.`);
  }
}

/** Decides one resource's change: all of it, or nothing. */
export function changeConfigs(
  context: CommandContext,
  resource: ConfigResource,
  operations: readonly ConfigOperation[],
): ConfigChange {
  const before = configsOf(context.state.image.configs, resource.type, resource.name);
  const changes = new Map<string, string | null>();
  for (const operation of operations) {
    const after = valueAfter(resource, before.get(operation.name), operation);
    if ('error' in after) return refused(after);
    const isSame = (before.get(operation.name) ?? null) === after.value;
    // A broker that is told the same again reloads, for example a renewed certificate.
    if (!isSame || resource.type === types.BROKER) changes.set(operation.name, after.value);
  }
  return writtenChanges(context, resource, changes);
}

/** Sets exactly these configs: what the resource has besides is removed. */
export function replaceConfigs(
  context: CommandContext,
  resource: ConfigResource,
  values: ReadonlyMap<string, string | null>,
): ConfigChange {
  const before = configsOf(context.state.image.configs, resource.type, resource.name);
  const changes = new Map<string, string | null>();
  for (const [name, value] of values) {
    const isSame = (before.get(name) ?? null) === value;
    if (!isSame || resource.type === types.BROKER) changes.set(name, value);
  }
  for (const name of before.keys()) if (!values.has(name)) changes.set(name, null);
  return writtenChanges(context, resource, changes);
}

function writtenChanges(
  context: CommandContext,
  resource: ConfigResource,
  changes: ReadonlyMap<string, string | null>,
): ConfigChange {
  const checks = [
    () => forbiddenOutcome(context, resource, changes),
    () => nameOutcome(resource),
    () => valuesOutcome(context, resource, changes),
    () => existenceOutcome(context, resource),
  ];
  for (const check of checks) {
    const outcome = check();
    if (isRefusal(outcome)) return refused(outcome);
  }
  const records = [...changes].map(([name, value]) =>
    makeRecord('ConfigRecord', 0, {
      resourceType: resource.type,
      resourceName: resource.name,
      name,
      value,
    }),
  );
  if (changes.has(MIN_ISR) && isElrEnabled(context.state.image)) {
    const topicName = resource.type === types.TOPIC ? resource.name : '';
    records.push(makeRecord('ClearElrRecord', 0, { topicName }));
  }
  return { kind: 'changed', records };
}

/** Whether there can be such a resource. */
function nameOutcome({ type, name }: ConfigResource): Outcome {
  const invalid = (message: string): Outcome => refusal(errors.INVALID_REQUEST, message);
  switch (type) {
    case types.TOPIC: {
      if (name === '') return invalid('Default topic resources are not allowed.');
      const problem = topicNameProblem(name);
      return problem === undefined ? SUCCESS : refusal(errors.INVALID_TOPIC_EXCEPTION, problem);
    }
    case types.BROKER:
      if (name === '') return SUCCESS;
      if (!/^[+-]?\d+$/.test(name)) {
        return invalid('Unable to parse broker name as a base 10 number.');
      }
      return Number(name) < 0 ? invalid('Invalid negative broker ID.') : SUCCESS;
    case types.GROUP:
      return name === '' ? invalid('Default group resources are not allowed.') : SUCCESS;
    case types.CLIENT_METRICS:
      return name === '' ? invalid("Subscription name can't be empty") : SUCCESS;
    default:
      return invalid(`Unknown resource type ${type}`);
  }
}

/** Whether there is such a resource; Kafka looks at the values first. */
function existenceOutcome({ state }: CommandContext, { type, name }: ConfigResource): Outcome {
  const { topics, cluster } = state.image;
  if (type === types.TOPIC) {
    const message = `The topic '${name}' does not exist.`;
    return topics.byName.has(name)
      ? SUCCESS
      : refusal(errors.UNKNOWN_TOPIC_OR_PARTITION, message);
  }
  if (type !== types.BROKER || name === '') return SUCCESS;
  const id = Number(name);
  if (cluster.brokers.has(id) || cluster.controllers.has(id)) return SUCCESS;
  return refusal(errors.BROKER_ID_NOT_REGISTERED, `No node with id ${id} found.`);
}

/** What ELR and cordoned directories forbid, whatever the value. */
function forbiddenOutcome(
  { state }: CommandContext,
  { type, name }: ConfigResource,
  changes: ReadonlyMap<string, string | null>,
): Outcome {
  const invalid = (message: string): Outcome => refusal(errors.INVALID_CONFIG, message);
  for (const value of changes.values()) {
    if (value !== null && value.length > VALUE_CHARS_MAX) {
      return invalid(
        'The configuration value cannot be added because it exceeds the maximum value size of ' +
          `${VALUE_CHARS_MAX} bytes.`,
      );
    }
  }
  if (type !== types.BROKER) return SUCCESS;
  const minIsr = changes.get(MIN_ISR);
  const isElr = isElrEnabled(state.image);
  if (minIsr !== undefined && isElr && name !== '') {
    return invalid(`Broker-level ${MIN_ISR} cannot be altered while ELR is enabled.`);
  }
  if (minIsr === null && isElr) {
    return invalid(`Cluster-level ${MIN_ISR} cannot be removed while ELR is enabled.`);
  }
  const isOld = metadataVersionOf(state.image) < gates.CORDONED_DIRECTORIES;
  if (changes.has('cordoned.log.dirs') && isOld) {
    return invalid(
      'The cordoned.log.dirs configuration value cannot be set because it requires ' +
        'metadata.version >= 4.3-IV0',
    );
  }
  return SUCCESS;
}

function valuesOutcome(
  { state, settings }: CommandContext,
  { type, name }: ConfigResource,
  changes: ReadonlyMap<string, string | null>,
): Outcome {
  const after = new Map(configsOf(state.image.configs, type, name));
  for (const [key, value] of changes) {
    if (value === null) after.delete(key);
    else after.set(key, value);
  }
  const layers = configLayers(state.image, settings);
  switch (type) {
    case types.TOPIC: {
      const message = validateTopicConfigs(after, layers);
      return message === undefined ? SUCCESS : refusal(errors.INVALID_CONFIG, message);
    }
    case types.GROUP:
      return problemOutcome(groupConfigsProblem(after, layers));
    case types.CLIENT_METRICS:
      return problemOutcome(clientMetricsConfigsProblem(after));
    default:
      // What a broker makes of its own configs is checked by the broker, which forwarded them.
      return SUCCESS;
  }
}

function problemOutcome(problem: ConfigsProblem | undefined): Outcome {
  if (problem === undefined) return SUCCESS;
  const { isOfRequest, message } = problem;
  return refusal(isOfRequest ? errors.INVALID_REQUEST : errors.INVALID_CONFIG, message);
}
