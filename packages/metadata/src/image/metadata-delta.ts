// The change from one image to the next: records are replayed into it, and it is applied once. A
// part that no record has touched stays undefined, so that a publisher sees at a glance what
// concerns it. Metadata transactions are not its business: the loader withholds records until they
// end.

import { unreachable } from '@ottla/base';
import { AclsDelta } from './acls-image.ts';
import { ClientQuotasDelta } from './client-quotas-image.ts';
import { ClusterDelta } from './cluster-image.ts';
import { ConfigsDelta } from './configs-image.ts';
import { DelegationTokensDelta } from './delegation-tokens-image.ts';
import { FeaturesDelta } from './features-image.ts';
import type { MetadataImage, MetadataProvenance } from './metadata-image.ts';
import { ProducerIdsDelta } from './producer-ids-image.ts';
import { ScramDelta } from './scram-image.ts';
import { TopicsDelta } from './topics-image.ts';
import type { MetadataRecord } from '../records/metadata-record.ts';

export class MetadataDelta {
  /** The image before the change. */
  readonly image: MetadataImage;
  #features: FeaturesDelta | undefined;
  #cluster: ClusterDelta | undefined;
  #topics: TopicsDelta | undefined;
  #configs: ConfigsDelta | undefined;
  #clientQuotas: ClientQuotasDelta | undefined;
  #producerIds: ProducerIdsDelta | undefined;
  #acls: AclsDelta | undefined;
  #scram: ScramDelta | undefined;
  #delegationTokens: DelegationTokensDelta | undefined;

  constructor(image: MetadataImage) {
    this.image = image;
  }

  /** The changes by concern; undefined where nothing has changed. */
  get features(): FeaturesDelta | undefined {
    return this.#features;
  }

  get cluster(): ClusterDelta | undefined {
    return this.#cluster;
  }

  get topics(): TopicsDelta | undefined {
    return this.#topics;
  }

  get configs(): ConfigsDelta | undefined {
    return this.#configs;
  }

  get clientQuotas(): ClientQuotasDelta | undefined {
    return this.#clientQuotas;
  }

  get producerIds(): ProducerIdsDelta | undefined {
    return this.#producerIds;
  }

  get acls(): AclsDelta | undefined {
    return this.#acls;
  }

  get scram(): ScramDelta | undefined {
    return this.#scram;
  }

  get delegationTokens(): DelegationTokensDelta | undefined {
    return this.#delegationTokens;
  }

  /** The parts to change, made where they are not there yet. */
  featuresToChange(): FeaturesDelta {
    return (this.#features ??= new FeaturesDelta(this.image.features));
  }

  clusterToChange(): ClusterDelta {
    return (this.#cluster ??= new ClusterDelta(this.image.cluster));
  }

  topicsToChange(): TopicsDelta {
    return (this.#topics ??= new TopicsDelta(this.image.topics));
  }

  configsToChange(): ConfigsDelta {
    return (this.#configs ??= new ConfigsDelta(this.image.configs));
  }

  clientQuotasToChange(): ClientQuotasDelta {
    return (this.#clientQuotas ??= new ClientQuotasDelta(this.image.clientQuotas));
  }

  producerIdsToChange(): ProducerIdsDelta {
    return (this.#producerIds ??= new ProducerIdsDelta(this.image.producerIds));
  }

  aclsToChange(): AclsDelta {
    return (this.#acls ??= new AclsDelta(this.image.acls));
  }

  scramToChange(): ScramDelta {
    return (this.#scram ??= new ScramDelta(this.image.scram));
  }

  delegationTokensToChange(): DelegationTokensDelta {
    return (this.#delegationTokens ??= new DelegationTokensDelta(this.image.delegationTokens));
  }

  /** Takes one committed record in; a record that contradicts the image is an assertion failure. */
  replay(record: MetadataRecord): void {
    replayIntoDelta(this, record);
  }

  /** To be called after the last record of a snapshot: what it has not named is gone. */
  finishSnapshot(): void {
    this.featuresToChange().finishSnapshot();
    this.clusterToChange().finishSnapshot();
    this.topicsToChange().finishSnapshot();
    this.configsToChange().finishSnapshot();
    this.clientQuotasToChange().finishSnapshot();
    this.producerIdsToChange().finishSnapshot();
    this.aclsToChange().finishSnapshot();
    this.scramToChange().finishSnapshot();
    this.delegationTokensToChange().finishSnapshot();
  }

  apply(provenance: MetadataProvenance): MetadataImage {
    const { image } = this;
    return {
      provenance,
      features: this.#features?.apply() ?? image.features,
      cluster: this.#cluster?.apply() ?? image.cluster,
      topics: this.#topics?.apply() ?? image.topics,
      configs: this.#configs?.apply() ?? image.configs,
      clientQuotas: this.#clientQuotas?.apply() ?? image.clientQuotas,
      producerIds: this.#producerIds?.apply() ?? image.producerIds,
      acls: this.#acls?.apply() ?? image.acls,
      scram: this.#scram?.apply() ?? image.scram,
      delegationTokens: this.#delegationTokens?.apply() ?? image.delegationTokens,
    };
  }
}

/** Transaction markers change nothing: whoever reads the log keeps records back until the end. */
function replayIntoDelta(delta: MetadataDelta, record: MetadataRecord): void {
  switch (record.name) {
    case 'TopicRecord':
      return delta.topicsToChange().replayTopic(record.message);
    case 'PartitionRecord':
      return delta.topicsToChange().replayPartition(record.message);
    case 'PartitionChangeRecord':
      return delta.topicsToChange().replayPartitionChange(record.message);
    case 'ClearElrRecord':
      return delta.topicsToChange().replayClearElr(record.message);
    case 'RemoveTopicRecord': {
      const topicName = delta.topicsToChange().replayRemoveTopic(record.message);
      return delta.configsToChange().replayRemoveTopic(topicName);
    }
    case 'ConfigRecord':
      return delta.configsToChange().replayConfig(record.message);
    case 'FeatureLevelRecord':
      return delta.featuresToChange().replayFeatureLevel(record.message);
    case 'ProducerIdsRecord':
      return delta.producerIdsToChange().replayProducerIds(record.message);
    default:
      return replayOther(delta, record);
  }
}

type OtherRecord = Exclude<
  MetadataRecord,
  {
    name:
      | 'TopicRecord'
      | 'PartitionRecord'
      | 'PartitionChangeRecord'
      | 'ClearElrRecord'
      | 'RemoveTopicRecord'
      | 'ConfigRecord'
      | 'FeatureLevelRecord'
      | 'ProducerIdsRecord';
  }
>;

function replayOther(delta: MetadataDelta, record: OtherRecord): void {
  switch (record.name) {
    case 'RegisterBrokerRecord':
      return delta.clusterToChange().replayRegisterBroker(record.message);
    case 'UnregisterBrokerRecord':
      return delta.clusterToChange().replayUnregisterBroker(record.message);
    case 'FenceBrokerRecord':
      return delta.clusterToChange().replayFenceBroker(record.message);
    case 'UnfenceBrokerRecord':
      return delta.clusterToChange().replayUnfenceBroker(record.message);
    case 'BrokerRegistrationChangeRecord':
      return delta.clusterToChange().replayBrokerRegistrationChange(record.message);
    case 'RegisterControllerRecord':
      return delta.clusterToChange().replayRegisterController(record.message);
    case 'ClientQuotaRecord':
      return delta.clientQuotasToChange().replayClientQuota(record.message);
    case 'AccessControlEntryRecord':
      return delta.aclsToChange().replayAccessControlEntry(record.message);
    case 'RemoveAccessControlEntryRecord':
      return delta.aclsToChange().replayRemoveAccessControlEntry(record.message);
    case 'UserScramCredentialRecord':
      return delta.scramToChange().replayUserScramCredential(record.message);
    case 'RemoveUserScramCredentialRecord':
      return delta.scramToChange().replayRemoveUserScramCredential(record.message);
    case 'DelegationTokenRecord':
      return delta.delegationTokensToChange().replayDelegationToken(record.message);
    case 'RemoveDelegationTokenRecord':
      return delta.delegationTokensToChange().replayRemoveDelegationToken(record.message);
    case 'NoOpRecord':
    case 'ZkMigrationStateRecord':
    case 'BeginTransactionRecord':
    case 'EndTransactionRecord':
    case 'AbortTransactionRecord':
      return;
    default:
      return unreachable(record);
  }
}
