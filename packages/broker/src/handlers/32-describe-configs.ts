// DescribeConfigs: the configs of topics, brokers, loggers, groups and client metrics
// subscriptions.
//
// Behaviour: a broker tells its own configs only (and, for the empty name, what is set for all
// brokers); secrets, and settings that nobody knows, have no value. Synonyms come on request;
// documentation never. Very many are told in slices: a broker has hundreds, and may be named, in
// one way or another, as often as a request has room. Of what one answer may hold there is a limit,
// which Kafka has not: beyond it resources are refused.
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
import { answerInSlices, SLICE_SIZE, type SlicesHost } from './answer-in-slices.ts';
import type { Handler } from './handler.ts';

type Resource = DescribeConfigsRequest['resources'][number];
type Result = NonNullable<Draft<DescribeConfigsResponse>['results']>[number];
type Entry = NonNullable<NonNullable<Result>['configs']>[number];

/** Those of some 28,000 topics; more would take memory that nobody has counted. */
const CONFIGS_TOLD_MAX = 1_000_000;

export interface DescribeConfigsOptions extends SlicesHost {
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
    handle: (request, context, respond) =>
      answerInSlices(resultsOf(options, request), options, context, (results) =>
        respond(results === undefined ? undefined : { results }),
      ),
  };
}

function* resultsOf(
  options: DescribeConfigsOptions,
  request: DescribeConfigsRequest,
): Generator<undefined, Result[]> {
  const { resources, includeSynonyms } = request;
  const areKnown = resources.every(({ resourceType }) => KNOWN_TYPES.has(resourceType));
  const all = new Described(options, includeSynonyms);
  const results: Result[] = [];
  let size = 0;
  for (const resource of resources) {
    if (size >= SLICE_SIZE) {
      size = 0;
      yield;
    }
    const result = areKnown ? all.resultOf(resource) : malformed(resource);
    results.push(result);
    size += 1 + (result.configs?.length ?? 0) + (resource.configurationKeys?.length ?? 0);
  }
  return results;
}

function excessive({ resourceType, resourceName }: Resource): Result {
  const errorCode = errors.POLICY_VIOLATION.code;
  const errorMessage = `More than ${CONFIGS_TOLD_MAX} configs are asked for at once.`;
  return { errorCode, errorMessage, resourceType, resourceName, configs: [] };
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

/** The resources of one request. */
class Described {
  readonly #options: DescribeConfigsOptions;
  readonly #includeSynonyms: boolean;
  /** All that this broker has: made once, however often it is asked for. */
  #ofBroker: readonly Entry[] | undefined;
  /** Configs told so far. */
  #count = 0;

  constructor(options: DescribeConfigsOptions, includeSynonyms: boolean) {
    this.#options = options;
    this.#includeSynonyms = includeSynonyms;
  }

  resultOf(resource: Resource): Result {
    if (this.#count >= CONFIGS_TOLD_MAX) return excessive(resource);
    const result = this.#described(resource);
    this.#count += result.configs?.length ?? 0;
    return result;
  }

  #described(resource: Resource): Result {
    const { resourceType, resourceName, configurationKeys: keys } = resource;
    const isAll = keys === null || keys.length === 0;
    const what = { resourceType, resourceName };
    const isBroker = isAll && this.#isThisBroker(resource);
    if (isBroker && this.#ofBroker !== undefined) return told(what, this.#ofBroker);
    const outcome = outcomeOf(this.#options, resource);
    if ('error' in outcome) {
      const { error, message = '' } = outcome;
      return { errorCode: error.code, errorMessage: message, ...what, configs: [] };
    }
    const wanted = new Set(keys);
    const configs = outcome.configs
      .filter(({ name }) => isAll || wanted.has(name))
      .map((config) => entryOf(config, this.#includeSynonyms));
    if (isBroker) this.#ofBroker = configs;
    return told(what, configs);
  }

  #isThisBroker({ resourceType, resourceName }: Resource): boolean {
    const isNumber = BROKER_ID.test(resourceName);
    const { BROKER } = configResourceTypes;
    return resourceType === BROKER && isNumber && Number(resourceName) === this.#options.nodeId;
  }
}

const BROKER_ID = /^[+-]?\d+$/;

function told(
  what: { readonly resourceType: number; readonly resourceName: string },
  configs: readonly Entry[],
): Result {
  // The message is as Kafka's brokers leave it.
  return { errorCode: errors.NONE.code, errorMessage: '', ...what, configs };
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
  if (!BROKER_ID.test(name)) return invalid(`Broker id must be an integer, but it is: ${name}`);
  if (Number(name) === options.nodeId) return { configs: describeBrokerConfigs(options.layers()) };
  const expected = `expected ${options.nodeId} or empty string`;
  return invalid(`Unexpected broker id, ${expected}, but received ${name}`);
}

function loggerOutcome(options: DescribeConfigsOptions, name: string): Outcome {
  if (name === '') return invalid('Broker id must not be empty');
  if (!BROKER_ID.test(name)) return invalid(`Broker id must be an integer, but it is: ${name}`);
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
