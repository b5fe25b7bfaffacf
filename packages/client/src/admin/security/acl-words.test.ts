// The words of ACLs and their numbers: there and back, and what a filter leaves open.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { aclDraft, aclFilterDraft, aclName, aclOf, type AclBinding } from './acl-words.ts';

const acl: AclBinding = {
  resourceType: 'TRANSACTIONAL_ID',
  resourceName: 'tx',
  patternType: 'LITERAL',
  principal: 'User:a',
  host: '10.0.0.1',
  operation: 'DESCRIBE',
  permission: 'DENY',
};

test('numbers are those of the protocol, and come back as the same words', () => {
  const { resourcePatternType: patternType, ...draft } = aclDraft(acl);
  const numbers = { resourceType: 5, operation: 8, permissionType: 2 };
  const names = { resourceName: 'tx', principal: 'User:a', host: '10.0.0.1' };
  assert.deepEqual({ ...draft, patternType }, { ...numbers, ...names, patternType: 3 });
  assert.deepEqual(aclOf({ ...draft, patternType }), acl);
});

test('numbers of a later Kafka are UNKNOWN', () => {
  const { resourcePatternType: _, ...draft } = aclDraft(acl);
  const odd = { resourceType: 99, patternType: 99, operation: 99, permissionType: 99 };
  const { resourceType, patternType, operation, permission } = aclOf({ ...draft, ...odd });
  assert.deepEqual(
    [resourceType, patternType, operation, permission],
    ['UNKNOWN', 'UNKNOWN', 'UNKNOWN', 'UNKNOWN'],
  );
});

test('a filter: ANY and null for what is left out', () => {
  assert.deepEqual(aclFilterDraft({ patternType: 'MATCH', principal: 'User:a' }), {
    resourceTypeFilter: 1,
    resourceNameFilter: null,
    patternTypeFilter: 2,
    principalFilter: 'User:a',
    hostFilter: null,
    operation: 1,
    permissionType: 1,
  });
});

test('names in messages', () => {
  assert.equal(aclName(acl), 'ACL DENY DESCRIBE of User:a on TRANSACTIONAL_ID tx');
  assert.equal(aclName({}), 'ACL ANY ANY of anyone on ANY');
});
