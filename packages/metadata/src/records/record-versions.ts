// Which version of a record is written at which metadata.version. Records that are not named here
// have one version only.

import { assert } from '@ottla/base';
import { metadataVersionGates as gates } from '../features/metadata-versions.ts';
import type { MetadataRecordName } from './metadata-record.ts';

/** By record: [from metadata.version, record version], ascending. */
const VERSIONS: Partial<Record<MetadataRecordName, readonly (readonly [number, number])[]>> = {
  RegisterBrokerRecord: [
    [gates.CONTROLLED_SHUTDOWN_IN_REGISTRATION, 1],
    [gates.MIGRATION_FLAG_IN_REGISTRATION, 2],
    [gates.DIRECTORIES, 3],
    [gates.CORDONED_DIRECTORIES, 4],
  ],
  PartitionRecord: [
    [gates.DIRECTORIES, 1],
    [gates.ELIGIBLE_LEADER_REPLICAS, 2],
  ],
  PartitionChangeRecord: [
    [gates.DIRECTORIES, 1],
    [gates.ELIGIBLE_LEADER_REPLICAS, 2],
  ],
};

export function recordVersion(name: MetadataRecordName, metadataVersion: number): number {
  assert(
    name !== 'BrokerRegistrationChangeRecord',
    'the version of a BrokerRegistrationChangeRecord follows from what it changes',
  );
  const versions = VERSIONS[name] ?? [];
  return versions.findLast(([from]) => from <= metadataVersion)?.[1] ?? 0;
}
