// What a cluster begins with: the records of `bootstrap.checkpoint`, which the first active
// controller copies into its log.

import { assert } from '@ottla/base';
import { LATEST_METADATA_VERSION } from '../features/metadata-versions.ts';
import { METADATA_VERSION } from '../image/features-image.ts';
import type { MetadataRecord } from '../records/metadata-record.ts';
import { makeRecord, readMetadataRecord } from '../records/metadata-record-codec.ts';
import { checkpointValues } from './checkpoint-file.ts';

export const BOOTSTRAP_FILE = 'bootstrap.checkpoint';

/**
 * The file's records; without a file the cluster gets the latest metadata.version and nothing else.
 */
export function bootstrapRecords(checkpoint: Uint8Array | undefined): readonly MetadataRecord[] {
  if (checkpoint === undefined) {
    const latest = { name: METADATA_VERSION, featureLevel: LATEST_METADATA_VERSION };
    return [makeRecord('FeatureLevelRecord', 0, latest)];
  }
  const records = checkpointValues(checkpoint).map(readMetadataRecord);
  const hasVersion = records.some(
    (each) => each.name === 'FeatureLevelRecord' && each.message.name === METADATA_VERSION,
  );
  assert(hasVersion, `${BOOTSTRAP_FILE} has no FeatureLevelRecord for ${METADATA_VERSION}`);
  return records;
}
