// Directories, producers, the quorum, features, elections and reassignments, with topics `t` and
// `u` of config-cases.ts.

import {
  alterPartitionReassignmentsApi,
  describeLogDirsApi,
  describeProducersApi,
  describeQuorumApi,
  electLeadersApi,
  listPartitionReassignmentsApi,
  unregisterBrokerApi,
  updateFeaturesApi,
} from '@ottla/protocol';
import { type AnswerCase, casesOf } from './answer-case.ts';

function versions(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

const logDirs = versions(1, 5).flatMap((version) =>
  casesOf(describeLogDirsApi, version, {
    some: {
      topics: [
        { topic: 't', partitions: [0, 1, 7] },
        { topic: 'nope', partitions: [0] },
      ],
    },
    none: { topics: [] },
  }),
);

const producers = casesOf(describeProducersApi, 0, {
  partitions: {
    topics: [
      { name: 't', partitionIndexes: [0, 1, 9] },
      { name: 'nope', partitionIndexes: [0] },
      { name: 'a/b', partitionIndexes: [0] },
    ],
  },
});

const METADATA = '__cluster_metadata';

function quorumOf(topicName: string, ...indexes: number[]) {
  const partitions = indexes.map((partitionIndex) => ({ partitionIndex }));
  return { topics: [{ topicName, partitions }] };
}

const quorum = versions(0, 2).flatMap((version) =>
  casesOf(describeQuorumApi, version, {
    'the one': quorumOf(METADATA, 0),
    'another topic': quorumOf('t', 0, 1),
    'another partition': quorumOf(METADATA, 1),
    two: quorumOf(METADATA, 0, 1),
    nothing: { topics: [] },
  }),
);

function feature(name: string, maxVersionLevel: number, upgradeType = 1) {
  return { featureUpdates: [{ feature: name, maxVersionLevel, upgradeType }], timeoutMs: 30_000 };
}

const features = versions(1, 2).flatMap((version) =>
  casesOf(updateFeaturesApi, version, {
    none: { featureUpdates: [] },
    unknown: feature('nope', 1),
    'too low': feature('metadata.version', 1),
    'too high': feature('metadata.version', 99),
    'down without saying so': feature('metadata.version', 20),
    'down safely': feature('metadata.version', 7, 2),
    'down unsafely': feature('metadata.version', 7, 3),
    'an unknown type': feature('metadata.version', 30, 9),
    'kraft.version too high': feature('kraft.version', 9),
    'kraft.version down': feature('kraft.version', 0, 2),
    'kraft.version as it is': feature('kraft.version', 1),
    'ELR as it is': feature('eligible.leader.replicas.version', 1),
    'below zero': feature('group.version', -1),
  }),
);

function election(electionType: number) {
  const topicPartitions = [
    { topic: 't', partitions: [0, 9] },
    { topic: 'nope', partitions: [0] },
  ];
  return { electionType, topicPartitions, timeoutMs: 30_000 };
}

const elections = [
  ...versions(1, 2).flatMap((version) =>
    casesOf(electLeadersApi, version, {
      preferred: election(0),
      unclean: election(1),
      unknown: election(9),
    }),
  ),
  ...casesOf(electLeadersApi, 2, {
    'all preferred': { electionType: 0, topicPartitions: null, timeoutMs: 30_000 },
    'all unclean': { electionType: 1, topicPartitions: null, timeoutMs: 30_000 },
    none: { electionType: 0, topicPartitions: [], timeoutMs: 30_000 },
  }),
];

function moved(name: string, ...partitions: (readonly [number, readonly number[] | null])[]) {
  const wanted = partitions.map(([partitionIndex, replicas]) => ({ partitionIndex, replicas }));
  return { topics: [{ name, partitions: wanted }], timeoutMs: 30_000 };
}

const reassignments = [
  ...versions(0, 1).flatMap((version) =>
    casesOf(alterPartitionReassignmentsApi, version, {
      'the same': moved('t', [0, [1]]),
      'back from nowhere': moved('t', [0, null]),
      'to a broker that is not there': moved('t', [0, [2]], [1, [1, 2]]),
      'to nobody': moved('t', [0, []]),
      twice: moved('t', [0, [1, 1]]),
      'no partition': moved('t', [7, [1]]),
      'no topic': moved('nope', [0, [1]]),
      nothing: { topics: [] },
    }),
  ),
  ...casesOf(listPartitionReassignmentsApi, 0, {
    all: { topics: null },
    some: { topics: [{ name: 't', partitionIndexes: [0, 9] }] },
    none: { topics: [] },
  }),
];

const unregistered = casesOf(unregisterBrokerApi, 0, {
  'nobody there': { brokerId: 5 },
  'no id at all': { brokerId: -1 },
});

export const clusterCases: readonly AnswerCase[] = [
  ...logDirs,
  ...producers,
  ...quorum,
  ...features,
  ...elections,
  ...reassignments,
  ...unregistered,
];
