// A group that has committed offsets and no members: what a consumer leaves that assigns its
// partitions itself.

import assert from 'node:assert/strict';

import { errorOf, findCoordinatorApi, offsetCommitApi } from '@ottla/protocol';
import type { RawClient } from '../../broker/test/raw-client.ts';
import type { SimulatedMachine } from './simulated-node.ts';

/** Groups can be there from now on. */
export async function makeCoordinator(
  { universe }: SimulatedMachine,
  client: RawClient,
): Promise<void> {
  await client.ask(findCoordinatorApi, 4, { coordinatorKeys: ['any'], keyType: 0 });
  await universe.advance(5000);
}

/** Offsets of a topic by partition. */
export async function commit(
  client: RawClient,
  groupId: string,
  name: string,
  offsets: Readonly<Record<number, number>>,
): Promise<void> {
  const partitions = Object.entries(offsets).map(([index, committedOffset]) => ({
    partitionIndex: Number(index),
    committedOffset,
    committedLeaderEpoch: -1,
    committedMetadata: null,
  }));
  const topics = [{ name, partitions }];
  const request = { groupId, generationIdOrMemberEpoch: -1, memberId: '', topics };
  const response = await client.ask(offsetCommitApi, 8, request);
  const [first] = response.topics[0]?.partitions ?? [];
  assert.equal(errorOf(first?.errorCode ?? -1).name, 'NONE');
}
