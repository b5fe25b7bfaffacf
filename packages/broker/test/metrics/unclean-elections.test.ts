// Which elections count as unclean, by the records that bring them about.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { EMPTY_IMAGE, MetadataDelta, type MetadataRecord } from '@ottla/metadata';
import { UncleanElections } from '../../src/metrics/unclean-elections.ts';
import { record } from '../data-plane.ts';
import { topicId } from '../metadata-images.ts';

const TOPIC = topicId('t');

function partitionWith(leader: number, isr: number[], elr: number[] | null): MetadataRecord[] {
  const recovery = { leaderRecoveryState: 0, leaderEpoch: 0, partitionEpoch: 0 };
  const none = { removingReplicas: [], addingReplicas: [], directories: [] };
  const eligible = { eligibleLeaderReplicas: elr, lastKnownElr: null };
  const replicas = { replicas: [1, 2, 3], isr, leader };
  const all = { partitionId: 0, topicId: TOPIC, ...replicas, ...none, ...recovery, ...eligible };
  return [record('TopicRecord', { name: 't', topicId: TOPIC }), record('PartitionRecord', all)];
}

function change(leader: number, isr: number[] | null): MetadataRecord {
  const same = { replicas: null, removingReplicas: null, addingReplicas: null, directories: null };
  const elr = { eligibleLeaderReplicas: null, lastKnownElr: null };
  const at = { partitionId: 0, topicId: TOPIC, leaderRecoveryState: -1 };
  return record('PartitionChangeRecord', { ...at, isr, leader, ...same, ...elr });
}

const UNCHANGED = -2;
const NOBODY = -1;

const CASES: readonly (readonly [string, readonly MetadataRecord[], MetadataRecord, number])[] = [
  ['one of those in sync', partitionWith(1, [1, 2], null), change(2, null), 0],
  ['one that is eligible', partitionWith(NOBODY, [], [3]), change(3, [3]), 0],
  ['one that is neither', partitionWith(1, [1], [3]), change(2, [2]), 1],
  ['one that is neither, after nobody', partitionWith(NOBODY, [1], null), change(2, [2]), 1],
  ['nobody', partitionWith(1, [1], null), change(NOBODY, null), 0],
  ['who leads already', partitionWith(1, [1, 2], null), change(1, [1]), 0],
  ['no other, as replicas come in sync', partitionWith(1, [1], null), change(UNCHANGED, [1, 2]), 0],
];

for (const [name, there, next, expected] of CASES) {
  test(`elected is ${name}: ${expected === 0 ? 'clean' : 'unclean'}`, () => {
    const elections = new UncleanElections();
    const first = new MetadataDelta(EMPTY_IMAGE);
    for (const each of there) first.replay(each);
    elections.onUpdate(first);
    const provenance = { lastContainedEpoch: 1, lastContainedTimestampMs: 0 };
    const image = first.apply({ lastContainedOffset: 1, ...provenance });
    const second = new MetadataDelta(image);
    second.replay(next);
    elections.onUpdate(second);
    assert.equal(elections.count, expected);
  });
}
