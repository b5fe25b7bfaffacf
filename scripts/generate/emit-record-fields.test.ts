import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';

import { root } from '../sources.ts';
import { emitRecordFields } from './emit-record-fields.ts';
import { loadSchemas } from './load-schemas.ts';

test('names, versions, what is standard for tagged fields, and the fields of structs', async () => {
  const files = await loadSchemas(join(root, 'packages', 'protocol', 'schema'));
  const text = emitRecordFields(files);
  const fieldsOf = (name: string): string =>
    new RegExp(`  ${name}:\\n    '(.*)',`).exec(text)?.[1] ?? '';
  assert.match(fieldsOf('PartitionRecord'), /^partitionId 0\+;topicId 0\+;replicas 0\+;/);
  assert.match(fieldsOf('PartitionRecord'), /;leaderRecoveryState 0\+ =0;/);
  assert.match(fieldsOf('PartitionRecord'), /;directories 1\+;eligibleLeaderReplicas 2\+ =null;/);
  assert.match(fieldsOf('OffsetCommitValue'), /;expireTimestamp 1-1;/);
  assert.match(fieldsOf('ClientQuotaRecord'), /^entity 0\+\(entityType 0\+;entityName 0\+\);/);
  assert.match(fieldsOf('ClientQuotaRecord'), /;value 0\+ float;/);
  assert.match(
    fieldsOf('ConsumerGroupMemberMetadataValue'),
    /classicMemberMetadata 0\+ =\{"sessionTimeoutMs":0,"supportedProtocols":\[\]\}\(sessionT/,
  );
  assert.equal(fieldsOf('ProduceRequest'), '');
});
