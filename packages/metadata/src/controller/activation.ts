// The first records of an active controller: on an empty log the bootstrap records, in a
// transaction where metadata.version has them; on any other, the end of a transaction that its
// predecessor left open.

import { assert } from '@ottla/base';
import { ELIGIBLE_LEADER_REPLICAS_VERSION, METADATA_VERSION } from '../image/features-image.ts';
import { configResourceTypes } from '../image/configs-image.ts';
import { metadataVersionGates as gates } from '../features/metadata-versions.ts';
import type { MetadataRecord } from '../records/metadata-record.ts';
import { makeRecord } from '../records/metadata-record-codec.ts';
import { staticTopicConfig } from '../config/node-settings.ts';
import { type ControllerSettings, metadataVersionOf } from './command.ts';
import type { ControllerState } from './controller-state.ts';

export interface Activation {
  readonly records: readonly MetadataRecord[];
  readonly atomic: boolean;
}

/** The level that bootstrap records give a feature; 0 for none. */
function bootstrapLevel(bootstrap: readonly MetadataRecord[], name: string): number {
  let level = 0;
  for (const record of bootstrap) {
    if (record.name === 'FeatureLevelRecord' && record.message.name === name) {
      level = record.message.featureLevel;
    }
  }
  return level;
}

function abort(): MetadataRecord {
  return makeRecord('AbortTransactionRecord', 0, { reason: 'Controller failover' });
}

export function activationRecords(
  state: ControllerState,
  settings: ControllerSettings,
  bootstrap: readonly MetadataRecord[],
): Activation {
  const { transaction } = state;
  const isOpen = transaction !== undefined;
  // What an open transaction has written does not count: it is about to be aborted.
  const { image } = transaction?.before ?? state;
  if (metadataVersionOf(image) > 0) return { records: isOpen ? [abort()] : [], atomic: true };
  const metadataVersion = bootstrapLevel(bootstrap, METADATA_VERSION);
  assert(metadataVersion > 0, 'bootstrap records finalise a metadata.version');
  const records = [...(isOpen ? [abort()] : [])];
  const hasTransactions = metadataVersion >= gates.TRANSACTIONS;
  if (hasTransactions) {
    records.push(makeRecord('BeginTransactionRecord', 0, { name: 'Bootstrap records' }));
  }
  records.push(...bootstrap);
  if (bootstrapLevel(bootstrap, ELIGIBLE_LEADER_REPLICAS_VERSION) > 0) {
    records.push(clusterMinIsr(settings));
  }
  if (hasTransactions) records.push(makeRecord('EndTransactionRecord', 0, {}));
  return { records, atomic: !hasTransactions };
}

/** With ELR the cluster has one min.insync.replicas of its own, in the log. */
export function clusterMinIsr({ config }: ControllerSettings): MetadataRecord {
  return makeRecord('ConfigRecord', 0, {
    resourceType: configResourceTypes.BROKER,
    resourceName: '',
    name: 'min.insync.replicas',
    value: staticTopicConfig(config, 'min.insync.replicas') ?? '1',
  });
}
