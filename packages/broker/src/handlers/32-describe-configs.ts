// DescribeConfigs: the configs of topics, brokers, loggers, groups and client metrics
// subscriptions.
//
// Behaviour: a broker tells its own configs only (and, for the empty name, what is set for all
// brokers); secrets, and settings that nobody knows, have no value. Synonyms come on request;
// documentation never.
// Version notes: 3+ tells the type of each config.

import { assert } from '@ottla/base';
import {
  type ConfigLayers,
  configResourceTypes,
  configsOf,
  configSources,
  type DescribedConfig,
  describeBrokerConfigs,
  describeBrokerDefaults,
  describeClientMetricsConfigs,
  describeGroupConfigs,
  describeTopicConfigs,
  type MetadataImage,
  topicNameProblem,
} from '@ottla/metadata';
import {
  describeConfigsApi,
  type DescribeConfigsRequest,
  type DescribeConfigsResponse,
  type Draft,
  errors,
  type ProtocolError,
} from '@ottla/protocol';
import type { Handler } from './handler.ts';

type Resource = DescribeConfigsRequest['resources'][number];
type Result = NonNullable<Draft<DescribeConfigsResponse>['results']>[number];
type Entry = NonNullable<NonNullable<Result>['configs']>[number];

export interface DescribeConfigsOptions {
  readonly image: () => MetadataImage;
  readonly nodeId: number;
  /** Where this broker's values come from, as of now. */
  readonly layers: () => ConfigLayers;
  /** Loggers with their levels, `root` first. */
  readonly loggers: () => ReadonlyMap<string, string>;
}

export function describeConfigsHandler(
  options: DescribeConfigsOptions,
): Handler<DescribeConfigsRequest, DescribeConfigsResponse> {
  return {
    api: describeConfigsApi,
    listeners: ['broker', 'controller'],
    forwardable: false,
    acls: [{ operation: 'DESCRIBE_CONFIGS', resourceType: 'cluster' }],
    handle: (request, _context, respond) => {
      const { resources } = request;
      const areKnown = resources.every(({ resourceType }) => KNOWN_TYPES.has(resourceType));
      const results = resources.map((each) =>
        areKnown ? resultOf(options, request, each) : malformed(each),
      );
      respond({ results });
    },
  };
}

const KNOWN_TYPES: ReadonlySet<number> = new Set(Object.values(configResourceTypes));

/** One resource of a type that Kafka does not know spoils the whole request. */
function malformed({ resourceType, resourceName }: Resource): Result {
  const errorCode = errors.INVALID_REQUEST.code;
  // Clients have a text of their own for an error that comes without.
  return { errorCode, errorMessage: null, resourceType, resourceName, configs: [] };
}

type Outcome =
  | { readonly configs: readonly DescribedConfig[] }
  | { readonly error: ProtocolError; readonly message?: string };

function resultOf(
  options: DescribeConfigsOptions,
  request: DescribeConfigsRequest,
  resource: Resource,
): Result {
  const { resourceType, resourceName, configurationKeys: keys } = resource;
  const outcome = outcomeOf(options, resource);
  if ('error' in outcome) {
    const { error, message = '' } = outcome;
    const errorCode = error.code;
    return { errorCode, errorMessage: message, resourceType, resourceName, configs: [] };
  }
  const isAll = keys === null || keys.length === 0;
  const configs = outcome.configs.filter(({ name }) => isAll || keys.includes(name));
  return {
    errorCode: errors.NONE.code,
    // As Kafka's brokers leave it.
    errorMessage: '',
    resourceType,
    resourceName,
    configs: configs.map((config) => entryOf(config, request.includeSynonyms)),
  };
}

function outcomeOf(options: DescribeConfigsOptions, resource: Resource): Outcome {
  const { TOPIC, BROKER, BROKER_LOGGER, CLIENT_METRICS, GROUP } = configResourceTypes;
  const { resourceType: type, resourceName: name } = resource;
  if (type === TOPIC) return topicOutcome(options, name);
  if (type === BROKER) return brokerOutcome(options, name);
  if (type === BROKER_LOGGER) return loggerOutcome(options, name);
  const overrides = configsOf(options.image().configs, type, name);
  if (type === CLIENT_METRICS) {
    if (name === '') return invalid('Client metrics subscription name must not be empty');
    return { configs: describeClientMetricsConfigs(overrides) };
  }
  assert(type === GROUP, `resource type ${type} is known, but not described`);
  if (name === '') return invalid('Group name must not be empty');
  return { configs: describeGroupConfigs(overrides, options.layers()) };
}

function topicOutcome(options: DescribeConfigsOptions, name: string): Outcome {
  const problem = topicNameProblem(name);
  if (problem !== undefined) return { error: errors.INVALID_TOPIC_EXCEPTION, message: problem };
  const image = options.image();
  if (!image.topics.byName.has(name)) return { error: errors.UNKNOWN_TOPIC_OR_PARTITION };
  const overrides = configsOf(image.configs, configResourceTypes.TOPIC, name);
  return { configs: describeTopicConfigs(overrides, options.layers()) };
}

function brokerOutcome(options: DescribeConfigsOptions, name: string): Outcome {
  if (name === '') return { configs: describeBrokerDefaults(options.layers()) };
  if (!/^[+-]?\d+$/.test(name)) return invalid(`Broker id must be an integer, but it is: ${name}`);
  if (Number(name) === options.nodeId) return { configs: describeBrokerConfigs(options.layers()) };
  const expected = `expected ${options.nodeId} or empty string`;
  return invalid(`Unexpected broker id, ${expected}, but received ${name}`);
}

function loggerOutcome(options: DescribeConfigsOptions, name: string): Outcome {
  if (name === '') return invalid('Broker id must not be empty');
  if (!/^[+-]?\d+$/.test(name)) return invalid(`Broker id must be an integer, but it is: ${name}`);
  if (Number(name) !== options.nodeId) {
    return invalid(`Unexpected broker id, expected ${options.nodeId} but received ${name}`);
  }
  const configs = [...options.loggers()].map(([logger, level]) => ({
    name: logger,
    value: level,
    source: configSources.DYNAMIC_BROKER_LOGGER_CONFIG,
    type: 0,
    isSensitive: false,
    isReadOnly: false,
    synonyms: [],
  }));
  return { configs };
}

function invalid(message: string): Outcome {
  return { error: errors.INVALID_REQUEST, message };
}

function entryOf(config: DescribedConfig, includeSynonyms: boolean): Entry {
  return {
    name: config.name,
    value: config.value,
    readOnly: config.isReadOnly,
    configSource: config.source,
    isSensitive: config.isSensitive,
    synonyms: includeSynonyms ? config.synonyms : [],
    configType: config.type,
    documentation: null,
  };
}
