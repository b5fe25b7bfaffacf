// What scenarios of groups need of a fresh broker: their topics, and a coordinator for each group.

import { setTimeout as sleep } from 'node:timers/promises';

import {
  createTopicsApi,
  describeGroupsApi,
  errors,
  findCoordinatorApi,
} from '../../packages/protocol/src/index.ts';
import { Line } from './broker-peer.ts';

const TOPICS = ['t', 'u', 'v'];
const PARTITIONS = 10;
const RETRY_MS = 250;
/** More ids than the offsets topic has partitions, several times over. */
const GROUPS = Array.from({ length: 400 }, (_, index) => `nobody-${index}`);
const NOT_READY: ReadonlySet<number> = new Set([
  errors.COORDINATOR_LOAD_IN_PROGRESS.code,
  errors.COORDINATOR_NOT_AVAILABLE.code,
  errors.NOT_COORDINATOR.code,
]);

export async function prepareBroker(port: number): Promise<void> {
  const line = new Line(port);
  const topics = TOPICS.map((name) => ({ name, numPartitions: PARTITIONS, replicationFactor: 1 }));
  await line.ask(createTopicsApi, { topics, timeoutMs: 30_000 }, 7);
  for (;;) {
    await line.ask(findCoordinatorApi, { keyType: 0, coordinatorKeys: ['nobody'] }, 4);
    const { groups } = await line.ask(describeGroupsApi, { groups: GROUPS }, 5);
    if (groups.every(({ errorCode }) => !NOT_READY.has(errorCode))) break;
    await sleep(RETRY_MS);
  }
  line.close();
}
