// Transactions, ACLs, quotas, SCRAM credentials and delegation tokens: what is sent, and each key's
// own outcome.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  alterClientQuotasApi,
  alterUserScramCredentialsApi,
  createAclsApi,
  createDelegationTokenApi,
  deleteAclsApi,
  describeAclsApi,
  describeClientQuotasApi,
  describeDelegationTokenApi,
  describeTransactionsApi,
  describeUserScramCredentialsApi,
  errors,
  initProducerIdApi,
  listTransactionsApi,
  writeTxnMarkersApi,
} from '@ottla/protocol';

import { outcomesOf, type AclBinding } from '../../src/index.ts';
import { brief, failureOf, serveCoordinators, startAdmin } from '../scripted/scripted-admin.ts';

describe('transactions', () => {
  test('are described by their coordinators', async () => {
    const { cluster, admin, run } = await startAdmin(2);
    serveCoordinators(cluster, () => ({ nodeId: 2 }));
    cluster.broker(2).on(describeTransactionsApi, ({ request }, respond) => {
      respond({
        transactionStates: request.transactionalIds.map((transactionalId) =>
          transactionalId === 'none'
            ? { transactionalId, errorCode: errors.TRANSACTIONAL_ID_NOT_FOUND.code }
            : {
                transactionalId,
                transactionState: 'Ongoing',
                transactionTimeoutMs: 60_000,
                transactionStartTimeMs: transactionalId === 'a' ? 9 : -1,
                producerId: 7,
                producerEpoch: 2,
                topics: [{ topic: 't', partitions: [1] }],
              },
        ),
      });
    });
    const described = await run(admin.describeTransactions(['none', 'a', 'b']));
    const common = { coordinatorId: 2, state: 'Ongoing', producerId: 7, producerEpoch: 2 };
    const partitions = [{ topic: 't', partition: 1 }];
    const more = { ...common, timeoutMs: 60_000, partitions };
    assert.deepEqual(
      [...described.values()].map(brief),
      [
        'TRANSACTIONAL_ID_NOT_FOUND',
        { ...more, startTimestamp: 9 },
        { ...more, startTimestamp: null },
      ],
    );
    await admin.close();
  });

  test('are listed at every broker, with filters', async () => {
    const { cluster, admin, run } = await startAdmin(2);
    for (const { nodeId } of cluster.brokers) {
      const state = { transactionalId: `x${nodeId}`, producerId: 1, transactionState: 'New' };
      cluster.broker(nodeId).on(listTransactionsApi, ({ request }, respond) => {
        const { stateFilters, producerIdFilters, durationFilter, transactionalIdPattern } = request;
        assert.deepEqual(
          [stateFilters, producerIdFilters, durationFilter, transactionalIdPattern],
          [['Ongoing'], [1], 500, 'x.*'],
        );
        const errorCode = errors.COORDINATOR_NOT_AVAILABLE.code;
        respond(nodeId === 2 ? { errorCode } : { transactionStates: [state] });
      });
    }
    const { transactions, errors: failures } = await run(
      admin.listTransactions({
        states: ['Ongoing'],
        producerIds: [1],
        durationMs: 500,
        transactionalIdPattern: 'x.*',
      }),
    );
    assert.deepEqual(
      transactions,
      [{ transactionalId: 'x1', producerId: 1, state: 'Unknown', coordinatorId: 1 }],
    );
    assert.deepEqual(failures.map(brief), ['COORDINATOR_NOT_AVAILABLE']);
    await admin.close();
  });

  test('that hang are aborted at the leader', async () => {
    const { cluster, admin, run } = await startAdmin(2);
    cluster.addTopic('t', [2]);
    const codes = [errors.NOT_LEADER_OR_FOLLOWER.code, 0, errors.INVALID_PRODUCER_EPOCH.code];
    const asked: unknown[] = [];
    cluster.broker(2).on(writeTxnMarkersApi, ({ request }, respond) => {
      for (const marker of request.markers) {
        const { producerId, producerEpoch, coordinatorEpoch, transactionResult } = marker;
        asked.push([producerId, producerEpoch, coordinatorEpoch, transactionResult]);
      }
      const partitions = [{ partitionIndex: 0, errorCode: codes.shift() }];
      respond({ markers: [{ producerId: 7, topics: [{ name: 't', partitions }] }] });
    });
    const producer = { producerId: 7, producerEpoch: 2, coordinatorEpoch: 3 };
    const hanging = { topic: 't', partition: 0, ...producer };
    await run(admin.abortTransaction(hanging));
    const error = await failureOf(run(admin.abortTransaction(hanging)));
    assert.equal(error.name, 'INVALID_PRODUCER_EPOCH');
    assert.match(error.message, /^transaction of producer 7 in partition t-0: /);
    assert.deepEqual(asked, Array.from({ length: 3 }, () => [7, 2, 3, false]));
    await admin.close();
  });

  test('producers are fenced one by one', async () => {
    const { cluster, admin, run } = await startAdmin(1);
    serveCoordinators(cluster, () => ({ nodeId: 1 }));
    const asked: unknown[] = [];
    cluster.broker(1).on(initProducerIdApi, ({ request }, respond) => {
      const { transactionalId, transactionTimeoutMs, producerId } = request;
      asked.push([transactionalId, transactionTimeoutMs, producerId]);
      const errorCode = asked.length === 1 ? errors.CONCURRENT_TRANSACTIONS.code : 0;
      respond({ errorCode, producerId: 5, producerEpoch: asked.length });
    });
    const fenced = await run(admin.fenceProducers(['a', 'b']));
    // The first is asked for again after a pause.
    assert.deepEqual(
      [fenced.get('a'), fenced.get('b')],
      [{ producerId: 5, producerEpoch: 3 }, { producerId: 5, producerEpoch: 2 }],
    );
    assert.deepEqual(asked, ['a', 'b', 'a'].map((id) => [id, 30_000, -1]));
    await admin.close();
  });
});

const acl: AclBinding = {
  resourceType: 'TOPIC',
  resourceName: 't',
  patternType: 'PREFIXED',
  principal: 'User:alice',
  host: '*',
  operation: 'READ',
  permission: 'ALLOW',
};

/** The numbers of `acl`. */
const told = { principal: 'User:alice', host: '*', operation: 3, permissionType: 3 };
const pattern = { resourceType: 2, resourceName: 't', patternType: 4 };

describe('ACLs', () => {
  test('are created, each with its outcome; a filter is none and is not sent', async () => {
    const { cluster, admin, run } = await startAdmin(1);
    const asked: unknown[] = [];
    cluster.broker(1).on(createAclsApi, ({ request }, respond) => {
      asked.push(...request.creations.map(({ unknownTaggedFields: _, ...creation }) => creation));
      const errorCode = errors.INVALID_REQUEST.code;
      respond({ results: [{}, { errorCode, errorMessage: 'no principal' }] });
    });
    const odd = { ...acl, principal: 'alice' };
    const asking = admin.createAcls([acl, { ...acl, operation: 'ANY' }, odd]);
    const created = await run(outcomesOf(asking));
    const [first, second, third] = created.map(({ outcome }) => outcome);
    assert.equal(first, true);
    assert.deepEqual([brief(second), brief(third)], ['INVALID_REQUEST', 'INVALID_REQUEST']);
    assert.match(String(second), /ACL ALLOW ANY of User:alice on TOPIC t: it must say one type/);
    const { patternType: resourcePatternType, ...resource } = pattern;
    const sent = { ...resource, resourcePatternType, ...told };
    assert.deepEqual(asked, [sent, { ...sent, principal: 'alice' }]);
    await admin.close();
  });

  test('are described and deleted by filters; what is left out matches anything', async () => {
    const { cluster, admin, run } = await startAdmin(1);
    const asked: unknown[] = [];
    cluster.broker(1).on(describeAclsApi, ({ request }, respond) => {
      const { unknownTaggedFields: _, ...filter } = request;
      asked.push(filter);
      respond({ resources: [{ ...pattern, acls: [told] }] });
    });
    assert.deepEqual(await run(admin.describeAcls({ resourceType: 'TOPIC' })), [acl]);
    const anything = { resourceNameFilter: null, patternTypeFilter: 1, principalFilter: null };
    const rest = { hostFilter: null, operation: 1, permissionType: 1 };
    assert.deepEqual(asked, [{ resourceTypeFilter: 2, ...anything, ...rest }]);
    cluster.broker(1).on(deleteAclsApi, (_incoming, respond) => {
      const errorCode = errors.SECURITY_DISABLED.code;
      const failed = { ...pattern, ...told, errorCode: errors.UNKNOWN_SERVER_ERROR.code };
      const matchingAcls = [{ ...pattern, ...told }, failed];
      respond({ filterResults: [{ matchingAcls }, { errorCode }] });
    });
    const deleted = await run(outcomesOf(admin.deleteAcls([{ principal: 'User:alice' }, {}])));
    const [first, second] = deleted.map((each) => each.deleted);
    assert.ok(Array.isArray(first));
    assert.deepEqual(first.map(brief), [acl, 'UNKNOWN_SERVER_ERROR']);
    assert.equal(brief(second), 'SECURITY_DISABLED');
    await admin.close();
  });
});

describe('client quotas', () => {
  test('are described by filters', async () => {
    const { cluster, admin, run } = await startAdmin(1);
    const asked: unknown[] = [];
    cluster.broker(1).on(describeClientQuotasApi, ({ request }, respond) => {
      asked.push(request.strict);
      for (const { entityType, matchType, match } of request.components) {
        asked.push([entityType, matchType, match]);
      }
      const entity = [
        { entityType: 'user', entityName: 'a' },
        { entityType: 'ip', entityName: null },
      ];
      respond({ entries: [{ entity, values: [{ key: 'producer_byte_rate', value: 10.5 }] }] });
    });
    const components = [
      { entityType: 'user', match: { name: 'a' } },
      { entityType: 'ip', match: 'default' },
      { entityType: 'client-id', match: 'any' },
    ] as const;
    const quotas = await run(admin.describeClientQuotas(components, { isStrict: true }));
    const entity = { user: 'a', ip: null };
    assert.deepEqual(quotas, [{ entity, values: { producer_byte_rate: 10.5 } }]);
    assert.deepEqual(asked, [true, ['user', 0, 'a'], ['ip', 1, null], ['client-id', 2, null]]);
    await admin.close();
  });

  test('are changed for each entity, in whatever order its parts come back', async () => {
    const { cluster, admin, run } = await startAdmin(1);
    const asked: unknown[] = [];
    cluster.broker(1).on(alterClientQuotasApi, ({ request }, respond) => {
      for (const { ops } of request.entries) {
        asked.push(ops.map(({ key, value, remove }) => [key, value, remove]));
      }
      const errorCode = errors.INVALID_REQUEST.code;
      respond({
        entries: request.entries
          .map(({ entity }, index) => ({
            entity: entity.toReversed(),
            errorCode: index === 1 ? errorCode : 0,
          }))
          .toReversed(),
      });
    });
    const asking = admin.alterClientQuotas([
      { entity: { user: 'a', 'client-id': null }, values: { producer_byte_rate: 5 } },
      { entity: { user: null }, values: { nope: null } },
    ]);
    const altered = await run(outcomesOf(asking));
    assert.deepEqual(altered.map(({ outcome }) => brief(outcome)), [true, 'INVALID_REQUEST']);
    assert.deepEqual(asked, [[['producer_byte_rate', 5, false]], [['nope', 0, true]]]);
    await admin.close();
  });
});

describe('SCRAM credentials', () => {
  test('are set by a salted hash and deleted, each user with its outcome', async () => {
    const { cluster, admin, run } = await startAdmin(1);
    const asked: unknown[] = [];
    cluster.broker(1).on(alterUserScramCredentialsApi, ({ request }, respond) => {
      for (const { name, mechanism, iterations, salt, saltedPassword } of request.upsertions) {
        asked.push([name, mechanism, iterations, salt.length, saltedPassword.length]);
      }
      asked.push(...request.deletions.map(({ name, mechanism }) => [name, mechanism]));
      const errorCode = errors.RESOURCE_NOT_FOUND.code;
      respond({ results: [{ user: 'b', errorCode }, { user: 'a' }] });
    });
    const asking = admin.alterUserScramCredentials([
      { kind: 'set', user: 'a', mechanism: 'SCRAM-SHA-512', password: 'secret' },
      { kind: 'delete', user: 'b', mechanism: 'SCRAM-SHA-256' },
    ]);
    const outcomes = await run(outcomesOf(asking));
    assert.deepEqual([...outcomes.values()].map(brief), [true, 'RESOURCE_NOT_FOUND']);
    assert.deepEqual(asked, [['a', 2, 4096, 24, 64], ['b', 1]]);
    await admin.close();
  });

  test('are described of all users, or of some', async () => {
    const { cluster, admin, run } = await startAdmin(1);
    const asked: unknown[] = [];
    cluster.broker(1).on(describeUserScramCredentialsApi, ({ request }, respond) => {
      asked.push(request.users?.map(({ name }) => name) ?? null);
      const credentialInfos = [{ mechanism: 1, iterations: 4096 }, { mechanism: 9, iterations: 1 }];
      const errorCode = errors.RESOURCE_NOT_FOUND.code;
      respond({ results: [{ user: 'a', credentialInfos }, { user: 'b', errorCode }] });
    });
    await run(admin.describeUserScramCredentials());
    const described = await run(admin.describeUserScramCredentials(['a', 'b']));
    assert.deepEqual(
      [...described.values()].map(brief),
      [[{ mechanism: 'SCRAM-SHA-256', iterations: 4096 }], 'RESOURCE_NOT_FOUND'],
    );
    assert.deepEqual(asked, [null, ['a', 'b']]);
    await admin.close();
  });
});

test('delegation tokens: made for another owner, and listed', async () => {
  const { cluster, admin, run } = await startAdmin(1);
  const owner = { type: 'User', name: 'alice' };
  const principal = { principalType: 'User', principalName: 'alice' };
  const requester = { tokenRequesterPrincipalType: 'User', tokenRequesterPrincipalName: 'root' };
  const secret = { tokenId: 'id', hmac: Uint8Array.of(1, 2, 3) };
  cluster.broker(1).on(createDelegationTokenApi, ({ request }, respond) => {
    const { ownerPrincipalName, maxLifetimeMs, renewers } = request;
    assert.deepEqual(
      [ownerPrincipalName, maxLifetimeMs, renewers.map(({ principalName }) => principalName)],
      ['alice', -1, ['bob']],
    );
    const times = { issueTimestampMs: 1, expiryTimestampMs: 2, maxTimestampMs: 3 };
    respond({ ...principal, ...requester, ...secret, ...times });
  });
  cluster.broker(1).on(describeDelegationTokenApi, ({ request }, respond) => {
    assert.equal(request.owners, null);
    const times = { issueTimestamp: 1, expiryTimestamp: 2, maxTimestamp: 3 };
    const renewers = [{ principalType: 'User', principalName: 'bob' }];
    respond({ tokens: [{ ...principal, ...requester, ...secret, ...times, renewers }] });
  });
  const renewers = [{ type: 'User', name: 'bob' }];
  const created = await run(admin.createDelegationToken({ owner, renewers }));
  assert.deepEqual(created, {
    ...secret,
    owner,
    requester: { type: 'User', name: 'root' },
    renewers,
    issueTimestamp: 1,
    expiryTimestamp: 2,
    maxTimestamp: 3,
  });
  assert.deepEqual(await run(admin.describeDelegationToken()), [created]);
  await admin.close();
});
