export * from './config/index.ts';
export { topicNameProblem } from './controller/topic-names.ts';
export type { AclEntry, AclsImage } from './image/acls-image.ts';
export { AclsDelta } from './image/acls-image.ts';
export type {
  ClientQuotaEntity,
  ClientQuotas,
  ClientQuotasImage,
} from './image/client-quotas-image.ts';
export { ClientQuotasDelta, clientQuotaKey } from './image/client-quotas-image.ts';
export type {
  BrokerRegistration,
  ClusterImage,
  ControllerRegistration,
  FeatureRange,
  NodeEndpoint,
} from './image/cluster-image.ts';
export { ClusterDelta } from './image/cluster-image.ts';
export type {
  ConfigResource,
  ConfigsImage,
  ResourceConfigChange,
  ResourceConfigs,
} from './image/configs-image.ts';
export {
  ConfigsDelta,
  configResourceKey,
  configResourceTypes,
  configsOf,
} from './image/configs-image.ts';
export type { DelegationToken, DelegationTokensImage } from './image/delegation-tokens-image.ts';
export type { FeaturesImage } from './image/features-image.ts';
export {
  ELIGIBLE_LEADER_REPLICAS_VERSION,
  FeaturesDelta,
  featureLevel,
  GROUP_VERSION,
  KRAFT_VERSION,
  METADATA_VERSION,
  SHARE_VERSION,
  STREAMS_VERSION,
  TRANSACTION_VERSION,
} from './image/features-image.ts';
export { MetadataDelta } from './image/metadata-delta.ts';
export type { MetadataImage, MetadataProvenance } from './image/metadata-image.ts';
export { EMPTY_IMAGE } from './image/metadata-image.ts';
export type { PartitionRegistration } from './image/partition-registration.ts';
export { directoryIds, leaderRecoveryStates, NO_LEADER } from './image/partition-registration.ts';
export { PersistentMap } from './image/persistent-map.ts';
export type { ProducerIdsImage } from './image/producer-ids-image.ts';
export type { ScramCredential, ScramImage } from './image/scram-image.ts';
export type { TopicImage } from './image/topic-image.ts';
export { TopicDelta } from './image/topic-image.ts';
export type { TopicsImage } from './image/topics-image.ts';
export { TopicsDelta } from './image/topics-image.ts';
export type {
  MetadataRecord,
  MetadataRecordMessages,
  MetadataRecordName,
} from './records/metadata-record.ts';
export { BOOTSTRAP_FILE, bootstrapRecords } from './bootstrap/bootstrap-records.ts';
export type { CheckpointFile } from './bootstrap/checkpoint-file.ts';
export { checkpointBytes, checkpointValues } from './bootstrap/checkpoint-file.ts';
export type { Activation } from './controller/activation.ts';
export type { BrokerControlState } from './controller/broker-heartbeats.ts';
export type {
  CommandContext,
  CommandResult,
  ControllerCommand,
  ControllerSettings,
  Deciding,
} from './controller/command.ts';
export { metadataVersionOf } from './controller/command.ts';
export * from './controller/commands/index.ts';
export type { CommandMoment } from './controller/controller.ts';
export { Controller } from './controller/controller.ts';
export type { ControllerState, LoggedRecords } from './controller/controller-state.ts';
export { randomUuid } from './controller/random-uuid.ts';
export type { SupportedFeature } from './features/features.ts';
export {
  defaultLevel,
  otherFeatureNames,
  supportedFeatures,
  understoodFeatures,
} from './features/features.ts';
export type { MetadataVersion } from './features/metadata-versions.ts';
export {
  LATEST_METADATA_VERSION,
  metadataVersionGates,
  metadataVersionName,
  metadataVersionOfLevel,
  metadataVersionOfName,
  metadataVersions,
  MINIMUM_METADATA_VERSION,
} from './features/metadata-versions.ts';
export type {
  PlaceableBroker,
  Placement,
  PlacementRequest,
} from './placement/rack-striped-placement.ts';
export { placeReplicas } from './placement/rack-striped-placement.ts';
export { imageRecords } from './image/image-records.ts';
export {
  makeRecord,
  readMetadataRecord,
  writeMetadataRecord,
} from './records/metadata-record-codec.ts';
export { FormatError } from './bootstrap/format-error.ts';
export type {
  DirectoryIdentity,
  DirectoryToFormat,
  FileToWrite,
  FormatPlan,
  FormatQuorum,
  FormatRequest,
  FormattedDirectory,
} from './bootstrap/format-plan.ts';
export { formatPlan } from './bootstrap/format-plan.ts';
export type { InitialController } from './bootstrap/initial-controllers.ts';
export { parseInitialControllers } from './bootstrap/initial-controllers.ts';
export { neededMetadataVersion, supportedRange } from './features/features.ts';
