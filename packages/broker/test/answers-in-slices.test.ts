// Handlers that are asked about very much answer in slices: others are answered meanwhile, and the
// answer is the same as to many small requests.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { LoggerTree } from '@ottla/base';
import { NodeConfig, staticLayers } from '@ottla/metadata';
import {
  type Api,
  apiVersionsApi,
  describeConfigsApi,
  describeLogDirsApi,
  describeProducersApi,
  describeTopicPartitionsApi,
  type Draft,
  fetchApi,
  type FetchRequest,
  incrementalAlterConfigsApi,
  listOffsetsApi,
  offsetForLeaderEpochApi,
  produceApi,
} from '@ottla/protocol';
import type { ControllerChannel } from '../src/controller/controller-channel.ts';
import type { AnyHandler } from '../src/handlers/handler.ts';
import {
  describeConfigsHandler,
  describeLogDirsHandler,
  describeProducersHandler,
  describeTopicPartitionsHandler,
  incrementalAlterConfigsHandler,
} from '../src/handlers/index.ts';
import type { RequestInterceptor } from '../src/index.ts';
import { batchOf, recordsOf } from './batches.ts';
import { DataPlane, type Extension } from './data-plane.ts';
import { encode, type RawClient } from './raw-client.ts';

const software = { clientSoftwareName: 'ottla-test', clientSoftwareVersion: '1.0' };
const MANY = 20_000;
/** So many are answered in one turn. */
const FEW = 400;
const KNOWN = ['known-a', 'known-b', 'known-c'];
/** Names of topics, most of which nobody knows. */
const NAMES = Array.from(
  { length: MANY },
  (_, index) => KNOWN[(index - 5_000) / 5_000] ?? `t${index}`,
);

/** A controller that answers each resource with its name. */
const channel: ControllerChannel = {
  call: (_api, _version, request) => {
    // What the one handler passes on here has this form.
    const { resources } = request as unknown as { resources: readonly { resourceName: string }[] };
    const responses = resources.map(({ resourceName }) => ({
      errorCode: 3,
      errorMessage: `of ${resourceName}`,
      resourceType: 2,
      resourceName,
    }));
    return Promise.resolve({ throttleTimeMs: 0, responses } as never); // as above
  },
};

function moreHandlers(plane: DataPlane): Extension {
  const { world, largeWork, replicas } = plane;
  const slices = { clock: world.clock, timers: world.timers, largeWork };
  const file = { 'process.roles': 'broker', 'node.id': '1', 'controller.listener.names': 'C' };
  const layers = staticLayers(NodeConfig.parse(new Map(Object.entries(file))));
  const loggers = new LoggerTree('info');
  const handlers = [
    describeConfigsHandler({
      ...slices,
      image: () => plane.image,
      nodeId: 1,
      layers: () => layers,
      loggers: () => loggers.levels(),
    }),
    describeProducersHandler({ ...slices, replicas }),
    describeLogDirsHandler({
      ...slices,
      directories: replicas.directories,
      absolutePath: (path) => path,
      isCordoned: () => false,
    }),
    describeTopicPartitionsHandler({ ...slices, image: () => plane.image, partitionsMax: 2000 }),
    incrementalAlterConfigsHandler({
      ...slices,
      channel,
      appliedMetadata: () => Promise.resolve(),
      nodeId: 1,
      layers: () => layers,
      review: () => undefined,
      loggers,
    }),
  ];
  // As in `handlers`, of whatever APIs.
  const any = handlers as unknown as readonly AnyHandler[];
  return { handlers: any, publisher: { name: 'none', onUpdate: () => undefined } };
}

/** Tells what a handler is at. */
class Watched {
  state: 'waiting' | 'answering' | 'answered' = 'waiting';
  readonly interceptor: RequestInterceptor;

  constructor(api: Api<never, never>) {
    this.interceptor = (request) => {
      const isWatched = request.api.key === api.key;
      if (isWatched) this.state = 'answering';
      request.handle((response) => {
        if (isWatched) this.state = 'answered';
        request.respond(response);
      });
    };
  }

  reset(): void {
    this.state = 'waiting';
  }
}

/** Each turn takes a time by itself, as on a busy machine. */
function slowDown(plane: DataPlane, turnMs: number): void {
  plane.universe.storage('broker').faults.delayMs = (operation) =>
    operation === 'list' ? turnMs : 0;
  const turn = (): void => {
    plane.world.disk.list('/logs');
    plane.world.timers.after(0, turn);
  };
  turn();
}

interface Asked<Request, Response> {
  readonly api: Api<Request, Response>;
  readonly version: number;
  /** About a partition of each topic. */
  readonly request: (names: readonly string[]) => Draft<Request>;
  /** What is answered about each, and beside that. */
  readonly answers: (response: Response) => readonly unknown[];
}

/** The answers to many small requests. */
async function inPieces<Request, Response>(
  client: RawClient,
  { api, version, request, answers }: Asked<Request, Response>,
): Promise<Set<string>> {
  const all = new Set<string>();
  for (let start = 0; start < NAMES.length; start += FEW) {
    const names = NAMES.slice(start, start + FEW);
    const response = await client.ask(api, version, request(names));
    for (const each of answers(response)) all.add(JSON.stringify(each));
  }
  return all;
}

function answersInSlices<Request, Response>(asked: Asked<Request, Response>): void {
  const { api, version, request, answers } = asked;
  test(`${api.name}: others are answered meanwhile, and the answer is the same`, async () => {
    // Only its key is looked at.
    const watched = new Watched(api as unknown as Api<never, never>);
    const plane = await DataPlane.start({
      extend: moreHandlers,
      interceptor: watched.interceptor,
    });
    for (const name of KNOWN) plane.createTopic(name, { partitions: 2 });
    const [busy, other] = [await plane.connect(), await plane.connect()];
    const expected = await inPieces(other, asked);
    watched.reset();
    slowDown(plane, 0.5);
    busy.sendBytes(encode(api, { version, correlationId: 1, clientId: 'busy' }, request(NAMES)));
    await plane.universe.runUntil(() => watched.state !== 'waiting');
    let count = 0;
    while (watched.state === 'answering') {
      await other.ask(apiVersionsApi, 3, software);
      count += 1;
    }
    assert.ok(count >= 2, `${count} answers before that to the large one`);
    const { response } = await busy.receive(api, version);
    const told = answers(response).map((each) => JSON.stringify(each));
    assert.equal(told.length, NAMES.length);
    assert.deepEqual(new Set(told), expected);
    await plane.stop();
    assert.equal(plane.receivePool.leasedSlabs, 0);
    assert.ok(!plane.largeWork.isBusy);
  });
}

const FETCH = { maxWaitMs: 0, minBytes: 0, maxBytes: 1000 };

function fetchOf(names: readonly string[], sessionEpoch: number): Draft<FetchRequest> {
  const partitions = [{ partition: 0, fetchOffset: 0, partitionMaxBytes: 1000 }];
  return { ...FETCH, sessionEpoch, topics: names.map((topic) => ({ topic, partitions })) };
}

answersInSlices({
  api: fetchApi,
  version: 12,
  request: (names) => fetchOf(names, -1),
  answers: ({ responses }) =>
    responses.flatMap(({ topic, partitions }) =>
      partitions.map(({ errorCode, partitionIndex, highWatermark }) => {
        return { topic, errorCode, partitionIndex, highWatermark };
      }),
    ),
});

answersInSlices({
  api: listOffsetsApi,
  version: 7,
  request: (names) => ({
    replicaId: -1,
    topics: names.map((name) => ({ name, partitions: [{ partitionIndex: 1, timestamp: -1 }] })),
  }),
  answers: ({ topics }) => topics,
});

answersInSlices({
  api: offsetForLeaderEpochApi,
  version: 4,
  request: (names) => ({
    topics: names.map((topic) => ({ topic, partitions: [{ partition: 1, leaderEpoch: 0 }] })),
  }),
  answers: ({ topics }) => topics,
});

answersInSlices({
  api: describeProducersApi,
  version: 0,
  request: (names) => ({ topics: names.map((name) => ({ name, partitionIndexes: [1] })) }),
  answers: ({ topics }) => topics,
});

answersInSlices({
  api: describeTopicPartitionsApi,
  version: 0,
  request: (names) => ({
    topics: names.map((name) => ({ name })),
    responsePartitionLimit: 2000,
    cursor: null,
  }),
  answers: ({ topics }) => topics,
});

answersInSlices({
  api: describeConfigsApi,
  version: 4,
  request: (names) => ({
    resources: names.map((resourceName) => {
      return { resourceType: 2, resourceName, configurationKeys: ['retention.ms', 'segment.ms'] };
    }),
  }),
  answers: ({ results }) => results,
});

answersInSlices({
  api: incrementalAlterConfigsApi,
  version: 1,
  request: (names) => ({
    resources: names.map((resourceName) => ({
      // Some are the broker's to decide, and refused.
      resourceType: resourceName.endsWith('7') ? 99 : 2,
      resourceName,
      configs: [{ name: 'retention.ms', configOperation: 0, value: '1' }],
    })),
    validateOnly: true,
  }),
  answers: ({ responses }) => responses,
});

/** A plane with a record in the first topic that is known, and who is told of its Fetches. */
async function withRecord(): Promise<{ plane: DataPlane; watched: Watched; client: RawClient }> {
  const watched = new Watched(fetchApi as unknown as Api<never, never>); // for its key
  const plane = await DataPlane.start({ interceptor: watched.interceptor });
  for (const name of KNOWN) plane.createTopic(name);
  const client = await plane.connect();
  const partitionData = [{ index: 0, records: batchOf(['a value']) }];
  const topicData = [{ name: 'known-a', partitionData }];
  await client.ask(produceApi, 9, { acks: 1, topicData });
  return { plane, watched, client };
}

test('a small Fetch of a large session is answered in slices', async () => {
  const { plane, watched, client } = await withRecord();
  const other = await plane.connect();
  const { sessionId, responses } = await client.ask(fetchApi, 12, fetchOf(NAMES, 0));
  const records = responses.flatMap(({ partitions }) => partitions.map((each) => each.records));
  assert.deepEqual(records.flatMap(recordsOf), ['0:a value']);
  watched.reset();
  slowDown(plane, 0.5);
  client.send(fetchApi, 12, { ...FETCH, sessionId, sessionEpoch: 1 });
  await plane.universe.runUntil(() => watched.state !== 'waiting');
  let count = 0;
  for (; watched.state === 'answering'; count++) await other.ask(apiVersionsApi, 3, software);
  assert.ok(count >= 2, `${count} answers before that to the large session`);
  const { response } = await client.receive(fetchApi, 12);
  // The record once more, and all errors; of two topics there is nothing new.
  assert.equal(response.responses.length, NAMES.length - 2);
  await plane.stop();
});

for (const waitMs of [1, 3, 6, 9, 12, 15, 18, 21, 24, 27]) {
  test(`a client that goes ${waitMs} ms after a large Fetch leaves nothing behind`, async () => {
    const { plane, client } = await withRecord();
    const other = await plane.connect();
    slowDown(plane, 0.2);
    client.send(fetchApi, 12, fetchOf(NAMES, 0));
    await plane.universe.advance(waitMs);
    client.connection.destroy();
    await plane.universe.runUntil(() => plane.server.connectionCount === 1);
    const { responses } = await other.ask(fetchApi, 12, fetchOf(NAMES, 0));
    assert.equal(responses.length, NAMES.length);
    await plane.stop();
    assert.equal(plane.receivePool.leasedSlabs, 0);
    assert.deepEqual(plane.log.lines.filter(({ level }) => level === 'error'), []);
  });
}

test('DescribeLogDirs: others are answered meanwhile, and what is there is told', async () => {
  const watched = new Watched(describeLogDirsApi as unknown as Api<never, never>); // for its key
  const plane = await DataPlane.start({ extend: moreHandlers, interceptor: watched.interceptor });
  for (const name of KNOWN) plane.createTopic(name, { partitions: 2 });
  const [busy, other] = [await plane.connect(), await plane.connect()];
  slowDown(plane, 0.5);
  const topics = NAMES.map((topic) => ({ topic, partitions: [1] }));
  busy.send(describeLogDirsApi, 4, { topics });
  await plane.universe.runUntil(() => watched.state !== 'waiting');
  let count = 0;
  while (watched.state === 'answering') {
    await other.ask(apiVersionsApi, 3, software);
    count += 1;
  }
  assert.ok(count >= 2, `${count} answers before that to the large one`);
  const { response } = await busy.receive(describeLogDirsApi, 4);
  const told = response.results.flatMap((each) => each.topics);
  assert.deepEqual(told.map(({ name }) => name).toSorted(), KNOWN);
  const indexes = told.map(({ partitions }) => partitions.map((each) => each.partitionIndex));
  assert.deepEqual(indexes, [[1], [1], [1]]);
  await plane.stop();
});
