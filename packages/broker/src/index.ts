export * from './handlers/index.ts';
export { ANONYMOUS } from './handlers/handler.ts';
export type {
  AnyHandler,
  Handler,
  Lease,
  Principal,
  RequestContext,
  Respond,
  Waiting,
} from './handlers/handler.ts';
export { CoordinatorDriver } from './coordinator/coordinator-driver.ts';
export type { CoordinatorOptions } from './coordinator/coordinator-options.ts';
export { WriteTurn } from './coordinator/write-turn.ts';
export { NO_THROTTLE } from './net/connection-host.ts';
export type {
  ListenerLimits,
  RequestThrottle,
  SocketServerConfig,
} from './net/connection-host.ts';
export { EndOfTurn } from './net/end-of-turn.ts';
export { intercepted } from './net/interception.ts';
export type { ArrivedRequest, RequestInterceptor } from './net/interception.ts';
export { LargeWork } from './net/large-work.ts';
export { NetworkMemory } from './net/network-memory.ts';
export { ServedApis } from './net/served-apis.ts';
export type { SlicesHost } from './net/sliced-work.ts';
export type { ServedApi, ServedApisOptions } from './net/served-apis.ts';
export { SocketServer } from './net/socket-server.ts';
export type { ListenerOptions, SocketServerOptions } from './net/socket-server.ts';
export { DynamicConfigPublisher } from './configs/dynamic-config-publisher.ts';
export type { DynamicConfigOptions } from './configs/dynamic-config-publisher.ts';
export { EXPOSITION_TYPE } from './metrics/exposition.ts';
export type { MeasuredGroup } from './metrics/families/exporter.ts';
export type { BrokerState } from './metrics/families/node.ts';
export type { ProcessSample } from './metrics/families/process.ts';
export { Histogram } from './metrics/histogram.ts';
export { type MetricStyle, metricStyles, styleOf } from './metrics/metric-family.ts';
export { metricNames, metricsDocument } from './metrics/metrics-document.ts';
export { NodeMetrics } from './metrics/node-metrics.ts';
export { UncleanElections } from './metrics/unclean-elections.ts';
export type { MeasuredNode, NodeMetricsOptions } from './metrics/node-metrics.ts';
export { RequestMetrics } from './metrics/request-metrics.ts';
export { ClientTelemetry } from './telemetry/client-telemetry.ts';
export type { ClientTelemetryOptions } from './telemetry/client-telemetry.ts';
export { PushedSeries } from './telemetry/pushed-series.ts';
export { ReplicaAssignments } from './directories/replica-assignments.ts';
export type { Assignment, ReplicaAssignmentsOptions } from './directories/replica-assignments.ts';
export { ReplicaMoves } from './directories/replica-moves.ts';
export type { ReplicaMovesOptions } from './directories/replica-moves.ts';
export { setStraysAside } from './replica/set-strays-aside.ts';
export { LogUpkeep } from './replica/log-upkeep.ts';
export type { LogUpkeepConfig } from './replica/log-upkeep.ts';
export { Partition } from './replica/partition.ts';
export { ProducerIds } from './replica/producer-ids.ts';
export { ReplicaSet } from './replica/replica-set.ts';
export type { ReplicaSetOptions } from './replica/replica-set.ts';
export { FetchSessionCache } from './replica/session/fetch-session-cache.ts';
export { startLifecycle } from './lifecycle/lifecycle-driver.ts';
export type { BrokerLifecycleDriver, LifecycleOptions } from './lifecycle/lifecycle-driver.ts';
export { AutoTopicCreation } from './topics/auto-topic-creation.ts';
export { TopicPublisher } from './topics/topic-publisher.ts';
export type {
  ControllerChannel,
  ControllerRequestContext,
} from './controller/controller-channel.ts';
export { startController } from './controller/controller-node.ts';
export type {
  ControllerNode,
  ControllerOptions,
  QuorumStatus,
} from './controller/controller-options.ts';
export { metadataLogConfig } from './controller/metadata-log-config.ts';
export type {
  LeaderAndEpoch,
  MetadataSource,
  QuorumListener,
} from './controller/quorum-listener.ts';
export { MetadataLogError, replicatedLogOf } from './controller/replicated-log-of.ts';
export type { MetadataLoader, MetadataLoaderOptions } from './metadata/metadata-loader.ts';
export { startMetadataLoader } from './metadata/metadata-loader.ts';
export type { MetadataPublisher, PublishedUpdate } from './metadata/metadata-publisher.ts';
