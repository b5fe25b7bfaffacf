// Requests about very much at the controller: they are copied and decided in slices, the node has
// its turns in between, and no other request comes between what they see and what they write.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { configResourceKey } from '@ottla/metadata';
import {
  deleteTopicsApi,
  electLeadersApi,
  errorOf,
  incrementalAlterConfigsApi,
} from '@ottla/protocol';
import { ControllerWorld } from './controller-world.ts';

const MANY = 20_000;
const TOPIC = 2;
const CLIENT_METRICS = 16;
const elections = Array.from({ length: MANY }, (_, index) => ({
  topic: `nobody-${index}`,
  partitions: [0],
}));
const elect = { electionType: 0, topicPartitions: elections, timeoutMs: 10_000 };

function resources(type: number, count: number, name: string, value: string) {
  return Array.from({ length: count }, (_, index) => ({
    resourceType: type,
    resourceName: `r${index}`,
    configs: [{ name, configOperation: 0, value }],
  }));
}

async function started(seed: number): Promise<ControllerWorld> {
  const it = new ControllerWorld({ seed });
  await it.start();
  await it.withBroker();
  return it;
}

const errorName = (each: { readonly errorCode: number } | undefined): string =>
  errorOf(each?.errorCode ?? -1).name;

test('the node has its turns while it decides about very much', async () => {
  const it = await started(1);
  let turns = 0;
  let isOver = false;
  const turn = (): void => {
    turns += 1;
    if (!isOver) it.world.timers.after(0, turn);
  };
  turn();
  const { replicaElectionResults } = await it.call(electLeadersApi, 2, elect);
  isOver = true;
  assert.equal(replicaElectionResults.length, MANY);
  const names = replicaElectionResults.map(({ partitionResult }) => errorName(partitionResult[0]));
  assert.deepEqual(new Set(names), new Set(['UNKNOWN_TOPIC_OR_PARTITION']));
  assert.ok(turns > 100, `${turns} turns`);
  // What is small takes none of its own.
  await it.createTopic('a');
});

test('what comes while very much is decided about is decided after it', async () => {
  const it = await started(2);
  await it.createTopic('t');
  const unknown = resources(TOPIC, MANY, 'retention.ms', '1');
  const [first] = resources(TOPIC, 1, 'retention.ms', '5000');
  assert.ok(first !== undefined);
  const all = [{ ...first, resourceName: 't' }, ...unknown];
  const answers: string[] = [];
  const altering = it.send(incrementalAlterConfigsApi, 1, { resources: all }).then((response) => {
    answers.push('altered');
    assert.equal(errorName(response.responses[0]), 'NONE');
    assert.equal(errorName(response.responses[1]), 'UNKNOWN_TOPIC_OR_PARTITION');
  });
  // Its bytes are written and read by now, and it is looked at.
  await it.universe.advance(1.2);
  assert.deepEqual(answers, []);
  const deleting = it.send(deleteTopicsApi, 5, { topicNames: ['t'], timeoutMs: 5000 });
  const deleted = await it.universe.resolve(deleting);
  assert.equal(errorName(deleted.responses[0]), 'NONE');
  await it.universe.resolve(altering);
  assert.ok(!it.image.topics.byName.has('t'));
  // Written in the other order, its configs would outlive it.
  assert.ok(!it.image.configs.byResource.has(configResourceKey(TOPIC, 't')));
});

test('a controller that stops while it decides answers that it is none', async () => {
  const it = await started(3);
  const waiting = it.send(electLeadersApi, 2, elect);
  await it.universe.advance(0.8);
  await it.stop();
  const { errorCode } = await it.universe.resolve(waiting);
  assert.equal(errorOf(errorCode).name, 'NOT_CONTROLLER');
  assert.deepEqual(it.failures, []);
});

test('a request for more records than a batch may have costs nothing but its refusal', async () => {
  const it = await started(4);
  const tooMany = resources(CLIENT_METRICS, 10_001, 'interval.ms', '1000');
  const before = it.log.logEndOffset;
  const { responses } = await it.call(incrementalAlterConfigsApi, 1, { resources: tooMany });
  assert.equal(responses.length, 10_001);
  assert.deepEqual(new Set(responses.map(errorName)), new Set(['POLICY_VIOLATION']));
  assert.equal(it.log.logEndOffset, before);
  assert.deepEqual(it.failures, []);
  await it.createTopic('a');
});
