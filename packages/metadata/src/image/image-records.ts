// An image as the records that make it again: what a snapshot contains, in Kafka's order (features,
// cluster, topics, configs, quotas, producer ids, ACLs, SCRAM, tokens), each in the version that
// the image's own metadata.version asks for.

import { metadataVersionGates as gates } from '../features/metadata-versions.ts';
import type { MetadataRecord } from '../records/metadata-record.ts';
import { makeRecord } from '../records/metadata-record-codec.ts';
import { recordVersion } from '../records/record-versions.ts';
import type { BrokerRegistration, ControllerRegistration, FeatureRange } from './cluster-image.ts';
import { featureLevel, METADATA_VERSION } from './features-image.ts';
import type { MetadataImage } from './metadata-image.ts';
import type { PartitionRegistration } from './partition-registration.ts';

export function* imageRecords(image: MetadataImage): Generator<MetadataRecord> {
  const metadataVersion = featureLevel(image.features, METADATA_VERSION);
  yield* featureRecords(image);
  for (const broker of image.cluster.brokers.values()) yield brokerRecord(broker, metadataVersion);
  if (metadataVersion >= gates.CONTROLLER_REGISTRATION) {
    for (const each of image.cluster.controllers.values()) yield controllerRecord(each);
  }
  yield* topicRecords(image, metadataVersion);
  yield* configRecords(image);
  yield* clientQuotaRecords(image);
  yield* producerIdRecords(image);
  for (const entry of image.acls.byId.values())
    yield makeRecord('AccessControlEntryRecord', 0, entry);
  yield* credentialRecords(image, metadataVersion);
}

function* featureRecords({ features }: MetadataImage): Generator<MetadataRecord> {
  const levels = [...features.finalizedLevels].toSorted(([a], [b]) => order(a) - order(b));
  for (const [name, level] of levels) {
    yield makeRecord('FeatureLevelRecord', 0, { name, featureLevel: level });
  }
}

/** metadata.version comes first: it says how the rest is to be read. */
function order(name: string): number {
  return name === METADATA_VERSION ? 0 : 1;
}

function featureRanges(ranges: ReadonlyMap<string, FeatureRange>): {
  name: string;
  minSupportedVersion: number;
  maxSupportedVersion: number;
}[] {
  return [...ranges].map(([name, { min, max }]) => ({
    name,
    minSupportedVersion: min,
    maxSupportedVersion: max,
  }));
}

function brokerRecord(broker: BrokerRegistration, metadataVersion: number): MetadataRecord {
  const hasDirectories = metadataVersion >= gates.DIRECTORIES;
  const hasCordoned = metadataVersion >= gates.CORDONED_DIRECTORIES;
  const cordonedLogDirs = broker.cordonedDirectories;
  return makeRecord(
    'RegisterBrokerRecord',
    recordVersion('RegisterBrokerRecord', metadataVersion),
    {
      brokerId: broker.id,
      incarnationId: broker.incarnationId,
      brokerEpoch: broker.epoch,
      endPoints: broker.listeners,
      features: featureRanges(broker.supportedFeatures),
      rack: broker.rack,
      fenced: broker.fenced,
      inControlledShutdown: broker.inControlledShutdown,
      ...(hasDirectories ? { logDirs: broker.directories } : {}),
      ...(hasCordoned ? { cordonedLogDirs } : {}),
    },
  );
}

function controllerRecord(controller: ControllerRegistration): MetadataRecord {
  return makeRecord('RegisterControllerRecord', 0, {
    controllerId: controller.id,
    incarnationId: controller.incarnationId,
    zkMigrationReady: controller.zkMigrationReady,
    endPoints: controller.listeners,
    features: featureRanges(controller.supportedFeatures),
  });
}

function* topicRecords(
  { topics }: MetadataImage,
  metadataVersion: number,
): Generator<MetadataRecord> {
  const version = recordVersion('PartitionRecord', metadataVersion);
  for (const { name, id: topicId, partitions } of topics.byId.values()) {
    yield makeRecord('TopicRecord', 0, { name, topicId });
    for (const [partitionId, partition] of partitions.entries()) {
      const fields = partitionFields(partition, metadataVersion);
      yield makeRecord('PartitionRecord', version, { topicId, partitionId, ...fields });
    }
  }
}

type PartitionFields = Omit<PartitionRegistration, 'elr' | 'lastKnownElr' | 'directories'> & {
  readonly directories?: PartitionRegistration['directories'];
  readonly eligibleLeaderReplicas?: readonly number[];
  readonly lastKnownElr?: readonly number[];
};

/** Tagged fields are written only where they say something. */
function partitionFields(
  partition: PartitionRegistration,
  metadataVersion: number,
): PartitionFields {
  const { elr, lastKnownElr, directories, ...rest } = partition;
  const hasElr = metadataVersion >= gates.ELIGIBLE_LEADER_REPLICAS;
  return {
    ...rest,
    ...(metadataVersion >= gates.DIRECTORIES ? { directories } : {}),
    ...(hasElr && elr.length > 0 ? { eligibleLeaderReplicas: elr } : {}),
    ...(hasElr && lastKnownElr.length > 0 ? { lastKnownElr } : {}),
  };
}

function* configRecords({ configs }: MetadataImage): Generator<MetadataRecord> {
  for (const { resource, values } of configs.byResource.values()) {
    for (const [name, value] of values) {
      yield makeRecord('ConfigRecord', 0, {
        resourceType: resource.type,
        resourceName: resource.name,
        name,
        value,
      });
    }
  }
}

function* clientQuotaRecords({ clientQuotas }: MetadataImage): Generator<MetadataRecord> {
  for (const { entity, values } of clientQuotas.byEntity.values()) {
    const parts = [...entity].map(([entityType, entityName]) => ({ entityType, entityName }));
    for (const [key, value] of values) {
      yield makeRecord('ClientQuotaRecord', 0, { entity: parts, key, value, remove: false });
    }
  }
}

/** Who got the last block does not matter any more. */
function* producerIdRecords({ producerIds }: MetadataImage): Generator<MetadataRecord> {
  const { nextProducerId } = producerIds;
  if (nextProducerId < 0) return;
  yield makeRecord('ProducerIdsRecord', 0, { brokerId: -1, brokerEpoch: -1, nextProducerId });
}

function* credentialRecords(
  { scram, delegationTokens }: MetadataImage,
  metadataVersion: number,
): Generator<MetadataRecord> {
  if (metadataVersion >= gates.SCRAM) {
    for (const { user, ...rest } of scram.byUser.values()) {
      yield makeRecord('UserScramCredentialRecord', 0, { name: user, ...rest });
    }
  }
  if (metadataVersion >= gates.DELEGATION_TOKENS) {
    for (const token of delegationTokens.byId.values()) {
      yield makeRecord('DelegationTokenRecord', 0, token);
    }
  }
}
