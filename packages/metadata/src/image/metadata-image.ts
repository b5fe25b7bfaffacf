// What a node knows of the cluster: everything that committed records up to one offset say.
// Immutable; the next image comes from a MetadataDelta, and shares what has not changed.

import { type AclsImage, EMPTY_ACLS } from './acls-image.ts';
import { type ClientQuotasImage, EMPTY_CLIENT_QUOTAS } from './client-quotas-image.ts';
import { type ClusterImage, EMPTY_CLUSTER } from './cluster-image.ts';
import { type ConfigsImage, EMPTY_CONFIGS } from './configs-image.ts';
import { type DelegationTokensImage, EMPTY_DELEGATION_TOKENS } from './delegation-tokens-image.ts';
import { EMPTY_FEATURES, type FeaturesImage } from './features-image.ts';
import { EMPTY_PRODUCER_IDS, type ProducerIdsImage } from './producer-ids-image.ts';
import { EMPTY_SCRAM, type ScramImage } from './scram-image.ts';
import { EMPTY_TOPICS, type TopicsImage } from './topics-image.ts';

/** Up to where in the log an image goes. */
export interface MetadataProvenance {
  /** Offset of the last record contained; -1 before the first. */
  readonly lastContainedOffset: number;
  /** Leader epoch of that record; -1 before the first. */
  readonly lastContainedEpoch: number;
  /** When that record was appended, in milliseconds since 1970; -1 where unknown. */
  readonly lastContainedTimestampMs: number;
}

export interface MetadataImage {
  readonly provenance: MetadataProvenance;
  readonly features: FeaturesImage;
  readonly cluster: ClusterImage;
  readonly topics: TopicsImage;
  readonly configs: ConfigsImage;
  readonly clientQuotas: ClientQuotasImage;
  readonly producerIds: ProducerIdsImage;
  readonly acls: AclsImage;
  readonly scram: ScramImage;
  readonly delegationTokens: DelegationTokensImage;
}

export const EMPTY_IMAGE: MetadataImage = {
  provenance: { lastContainedOffset: -1, lastContainedEpoch: -1, lastContainedTimestampMs: -1 },
  features: EMPTY_FEATURES,
  cluster: EMPTY_CLUSTER,
  topics: EMPTY_TOPICS,
  configs: EMPTY_CONFIGS,
  clientQuotas: EMPTY_CLIENT_QUOTAS,
  producerIds: EMPTY_PRODUCER_IDS,
  acls: EMPTY_ACLS,
  scram: EMPTY_SCRAM,
  delegationTokens: EMPTY_DELEGATION_TOKENS,
};
