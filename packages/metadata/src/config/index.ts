export type { ConfigStatus } from './config-status.ts';
export { configStatus, configStatusDocument, refusal } from './config-status.ts';
export type {
  ClientMatchParameter,
  ClientMetricsSubscription,
} from './client-metrics-subscription.ts';
export { clientMetricsSubscription } from './client-metrics-subscription.ts';
export { ConfigError } from './config-error.ts';
export type { ConfigKey, ConfigType, ConfigValue } from './config-key.ts';
export type { ConfigLayers, SourcedValue } from './config-layers.ts';
export {
  configSources,
  equivalentNames,
  inheritedText,
  sourcedValues,
  staticLayers,
} from './config-layers.ts';
export type { ConfigDefinitions } from './definitions.ts';
export {
  brokerDefinitions,
  brokerKeyOf,
  clientMetricsDefinitions,
  groupDefinitions,
  topicDefinitions,
} from './definitions.ts';
export type { DescribedConfig } from './describe-configs.ts';
export {
  describeBrokerConfigs,
  describeBrokerDefaults,
  describeClientMetricsConfigs,
  describeGroupConfigs,
  describeTopicConfigs,
} from './describe-configs.ts';
export type { ListenerEndpoint, SecurityProtocol } from './listener-list.ts';
export { listenerText, securityProtocols } from './listener-list.ts';
export type { DynamicChange, ReviewConfig } from './dynamic-broker-configs.ts';
export { dynamicConfigProblem } from './dynamic-broker-configs.ts';
export type { DynamicValues } from './effective-node-config.ts';
export { effectiveNodeConfig, usableValues } from './effective-node-config.ts';
export { nearestName } from './nearest-name.ts';
export { NodeConfig } from './node-config.ts';
export type { NodeListeners } from './node-listeners.ts';
export { nodeListeners } from './node-listeners.ts';
export {
  allDirectories,
  checkNodeSettings,
  logDirectories,
  metadataLogDirectory,
  staticTopicConfig,
} from './node-settings.ts';
export { canonicalText, parseValue, textOf } from './parse-value.ts';
export { parseProperties } from './properties.ts';
export type { HostAndPort, VoterAddress } from './quorum-addresses.ts';
export type { TopicCompression, TopicConfig } from './topic-config.ts';
export { topicConfigOf } from './topic-config.ts';
export type { TopicOverrides } from './validate-topic-configs.ts';
export { validateTopicConfig, validateTopicConfigs } from './validate-topic-configs.ts';
