// Changes that fail for one of two keys: who looks at no result learns of it, and who asks for the
// outcomes has both. Topics and configs have a file of their own, several-keys.test.ts.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  alterClientQuotasApi,
  alterPartitionReassignmentsApi,
  alterReplicaLogDirsApi,
  alterShareGroupOffsetsApi,
  alterUserScramCredentialsApi,
  createAclsApi,
  deleteAclsApi,
  deleteGroupsApi,
  deleteRecordsApi,
  deleteShareGroupOffsetsApi,
  electLeadersApi,
  errors,
  initProducerIdApi,
  leaveGroupApi,
  offsetCommitApi,
  offsetDeleteApi,
  updateFeaturesApi,
} from '@ottla/protocol';

import { outcomesOf, type AclBinding, type Admin } from '../../src/index.ts';
import { failureOf, serveCoordinators, startAdmin } from '../scripted/scripted-admin.ts';
import type { ScriptedBroker } from '../scripted/scripted-broker.ts';

type Told = ReadonlyMap<unknown, unknown> | readonly unknown[];

interface Row {
  readonly name: string;
  readonly serve: (broker: ScriptedBroker) => void;
  readonly call: (admin: Admin) => Promise<Told>;
}

const { code: errorCode } = errors.INVALID_REQUEST;
/** The first is done, the second is not. */
const indexes = [{ partitionIndex: 0 }, { partitionIndex: 1, errorCode }];
const places = [{ topic: 't', partition: 0 }, { topic: 't', partition: 1 }] as const;
const acl: AclBinding = {
  resourceType: 'TOPIC',
  resourceName: 't',
  patternType: 'LITERAL',
  principal: 'User:alice',
  host: '*',
  operation: 'READ',
  permission: 'ALLOW',
};
const rule = {
  resourceType: 2,
  resourceName: 't',
  patternType: 3,
  principal: 'User:alice',
  host: '*',
  operation: 3,
  permissionType: 3,
};

function serveDeletedGroups(broker: ScriptedBroker): void {
  broker.on(deleteGroupsApi, (_incoming, respond) => {
    respond({ results: [{ groupId: 'a' }, { groupId: 'b', errorCode }] });
  });
}

const rows: readonly Row[] = [
  {
    name: 'deleteRecords',
    serve: (broker) => {
      broker.on(deleteRecordsApi, (_incoming, respond) => {
        respond({ topics: [{ name: 't', partitions: indexes }] });
      });
    },
    call: (admin) => admin.deleteRecords(places.map((each) => ({ ...each, offset: 1 }))),
  },
  {
    name: 'electLeaders',
    serve: (broker) => {
      broker.on(electLeadersApi, (_incoming, respond) => {
        const partitionResult = [{ partitionId: 0 }, { partitionId: 1, errorCode }];
        respond({ replicaElectionResults: [{ topic: 't', partitionResult }] });
      });
    },
    call: (admin) => admin.electLeaders('preferred', places),
  },
  {
    name: 'alterPartitionReassignments',
    serve: (broker) => {
      broker.on(alterPartitionReassignmentsApi, (_incoming, respond) => {
        respond({ responses: [{ name: 't', partitions: indexes }] });
      });
    },
    call: (admin) =>
      admin.alterPartitionReassignments(places.map((each) => ({ ...each, replicas: [1] }))),
  },
  {
    name: 'alterReplicaLogDirs',
    serve: (broker) => {
      broker.on(alterReplicaLogDirsApi, (_incoming, respond) => {
        respond({ results: [{ topicName: 't', partitions: indexes }] });
      });
    },
    call: (admin) =>
      admin.alterReplicaLogDirs(places.map((each) => ({ ...each, brokerId: 1, path: '/a' }))),
  },
  ...(['deleteConsumerGroups', 'deleteShareGroups', 'deleteStreamsGroups'] as const).map(
    (name): Row => ({
      name,
      serve: serveDeletedGroups,
      call: (admin) => admin[name](['a', 'b']),
    }),
  ),
  {
    name: 'alterConsumerGroupOffsets',
    serve: (broker) => {
      broker.on(offsetCommitApi, (_incoming, respond) => {
        respond({ topics: [{ name: 't', partitions: indexes }] });
      });
    },
    call: (admin) =>
      admin.alterConsumerGroupOffsets('g', places.map((each) => ({ ...each, offset: 1 }))),
  },
  {
    name: 'deleteConsumerGroupOffsets',
    serve: (broker) => {
      broker.on(offsetDeleteApi, (_incoming, respond) => {
        respond({ topics: [{ name: 't', partitions: indexes }] });
      });
    },
    call: (admin) => admin.deleteConsumerGroupOffsets('g', places),
  },
  {
    name: 'removeMembersFromConsumerGroup',
    serve: (broker) => {
      broker.on(leaveGroupApi, (_incoming, respond) => {
        const one = { memberId: 'a', groupInstanceId: null };
        respond({ members: [one, { ...one, memberId: 'b', errorCode }] });
      });
    },
    call: (admin) =>
      admin.removeMembersFromConsumerGroup('g', [{ memberId: 'a' }, { memberId: 'b' }]),
  },
  {
    name: 'alterShareGroupOffsets',
    serve: (broker) => {
      broker.on(alterShareGroupOffsetsApi, (_incoming, respond) => {
        respond({ responses: [{ topicName: 't', partitions: indexes }] });
      });
    },
    call: (admin) =>
      admin.alterShareGroupOffsets('g', places.map((each) => ({ ...each, startOffset: 1 }))),
  },
  {
    name: 'deleteShareGroupOffsets',
    serve: (broker) => {
      broker.on(deleteShareGroupOffsetsApi, (_incoming, respond) => {
        respond({ responses: [{ topicName: 'a' }, { topicName: 'b', errorCode }] });
      });
    },
    call: (admin) => admin.deleteShareGroupOffsets('g', ['a', 'b']),
  },
  {
    name: 'fenceProducers',
    serve: (broker) => {
      broker.on(initProducerIdApi, ({ request }, respond) => {
        respond({ errorCode: request.transactionalId === 'b' ? errorCode : 0 });
      });
    },
    call: (admin) => admin.fenceProducers(['a', 'b']),
  },
  {
    name: 'updateFeatures',
    serve: (broker) => {
      broker.on(
        updateFeaturesApi,
        (_incoming, respond) => {
          respond({ results: [{ feature: 'a' }, { feature: 'b', errorCode }] });
        },
        1,
      );
    },
    call: (admin) =>
      admin.updateFeatures(['a', 'b'].map((feature) => ({ feature, maxLevel: 1 }))),
  },
  {
    name: 'createAcls',
    serve: (broker) => {
      broker.on(createAclsApi, (_incoming, respond) => {
        respond({ results: [{}, { errorCode }] });
      });
    },
    call: (admin) => admin.createAcls([acl, { ...acl, principal: 'bob' }]),
  },
  {
    name: 'deleteAcls',
    serve: (broker) => {
      broker.on(deleteAclsApi, (_incoming, respond) => {
        respond({ filterResults: [{ matchingAcls: [rule] }, { errorCode }] });
      });
    },
    call: (admin) => admin.deleteAcls([{ principal: 'User:alice' }, {}]),
  },
  {
    name: 'alterClientQuotas',
    serve: (broker) => {
      broker.on(alterClientQuotasApi, ({ request }, respond) => {
        const [first, second] = request.entries.map(({ entity }) => entity);
        respond({ entries: [{ entity: first ?? [] }, { entity: second ?? [], errorCode }] });
      });
    },
    call: (admin) =>
      admin.alterClientQuotas(['a', 'b'].map((user) => ({ entity: { user }, values: {} }))),
  },
  {
    name: 'alterUserScramCredentials',
    serve: (broker) => {
      broker.on(alterUserScramCredentialsApi, (_incoming, respond) => {
        respond({ results: [{ user: 'a' }, { user: 'b', errorCode }] });
      });
    },
    call: (admin) => {
      const mechanism = 'SCRAM-SHA-256';
      return admin.alterUserScramCredentials(
        ['a', 'b'].map((user) => ({ kind: 'delete', user, mechanism })),
      );
    },
  },
];

for (const { name, serve, call } of rows) {
  describe(name, () => {
    test('rejects where one of two fails, and has both outcomes', async () => {
      const { cluster, admin, run } = await startAdmin(1);
      cluster.addTopic('t', [1, 1]);
      serveCoordinators(cluster, () => ({ nodeId: 1 }));
      serve(cluster.broker(1));
      const error = await failureOf(run(call(admin)));
      assert.deepEqual([error.name, error.code], ['INVALID_REQUEST', errorCode]);
      const asked = call(admin);
      const outcomes: Told = await run(outcomesOf(asked as Promise<readonly unknown[]>));
      assert.deepEqual(shape(outcomes), shape(error.outcomes ?? []));
      assert.deepEqual(shape(outcomes), [false, true]);
      await admin.close();
    });
  });
}

test('a rule that is not deleted fails its filter', async () => {
  const { cluster, admin, run } = await startAdmin(1);
  cluster.broker(1).on(deleteAclsApi, (_incoming, respond) => {
    respond({ filterResults: [{ matchingAcls: [rule, { ...rule, errorCode }] }] });
  });
  assert.equal((await failureOf(run(admin.deleteAcls([{}])))).name, 'INVALID_REQUEST');
  await admin.close();
});

/** Which of them failed: a value of a map, or a field of an item. */
function shape(outcomes: Told): boolean[] {
  return [...outcomes.values()].map(
    (each) =>
      each instanceof Error || Object.values(each ?? {}).some((field) => field instanceof Error),
  );
}
