// Many clients at once, connections that break, a disk that is slow at times, batches that are
// examined by workers: whatever the seed, what was acknowledged is there, at the offset that was
// told, and readers see one and the same log.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { errors, fetchApi, produceApi } from '@ottla/protocol';
import { batchOf, recordsOf } from './batches.ts';
import { DataPlane } from './data-plane.ts';
import { RawClient } from './raw-client.ts';

const SEEDS = 12;
const PARTITIONS = 3;
const ROUNDS = 60;

interface Acknowledged {
  readonly partition: number;
  readonly offset: number;
  readonly value: string;
}

/** A client that is always there: one that was lost has a successor. */
class Actor {
  readonly plane: DataPlane;
  #client: RawClient | undefined;

  constructor(plane: DataPlane) {
    this.plane = plane;
  }

  async client(): Promise<RawClient> {
    const known = this.#client;
    if (known !== undefined && !known.isClosed && !known.isEnded) return known;
    this.#client = await this.plane.connect();
    return this.#client;
  }
}

/** Sends several requests at once, and takes what is answered before the connection breaks. */
async function produceSome(actor: Actor, values: string[], acked: Acknowledged[]): Promise<void> {
  const { universe } = actor.plane;
  const client = await actor.client();
  const partition = universe.prng.uint32() % PARTITIONS;
  const acks = universe.prng.uint32() % 2 === 0 ? 1 : -1;
  for (const value of values) {
    // Dots compress so well that the long ones are no matter for the loop.
    const codec = universe.prng.uint32() % 2 === 0 ? 'zstd' : 'none';
    const partitionData = [{ index: partition, records: batchOf([value], { codec }) }];
    const topicData = [{ name: 't', partitionData }];
    client.send(produceApi, 9, { acks, timeoutMs: 60_000, topicData });
  }
  if (universe.prng.uint32() % 8 === 0) {
    await universe.advance(universe.prng.uint32() % 3);
    client.connection.destroy();
  }
  for (const value of values) {
    await universe.runUntil(() => client.responses.length > 0 || client.isClosed || client.isEnded);
    if (client.responses.length === 0) return;
    const { response } = await client.receive(produceApi, 9);
    const result = response.responses[0]?.partitionResponses[0];
    assert.equal(result?.errorCode, errors.NONE.code);
    acked.push({ partition, offset: Number(result.baseOffset), value });
  }
}

/** Reads on from where it is; what it sees must go on where it was. */
async function readSome(actor: Actor, seen: string[][]): Promise<void> {
  const client = await actor.client();
  const partitions = seen.map((records, partition) => ({
    partition,
    fetchOffset: records.length,
    partitionMaxBytes: 500,
  }));
  const topics = [{ topic: 't', partitions }];
  const request = { maxWaitMs: 20, minBytes: 1, maxBytes: 5000, topics };
  const { responses } = await client.ask(fetchApi, 12, request);
  for (const { partitionIndex, errorCode, records } of responses[0]?.partitions ?? []) {
    assert.equal(errorCode, errors.NONE.code);
    const known = seen[partitionIndex];
    assert.ok(known !== undefined);
    for (const each of recordsOf(records)) {
      const offset = Number(each.slice(0, each.indexOf(':')));
      if (offset < known.length) continue;
      assert.equal(offset, known.length, 'a gap');
      known.push(each);
    }
  }
}

async function run(seed: string): Promise<string> {
  const plane = await DataPlane.start({ seed, tailBytes: 600_000 });
  plane.createTopic('t', { partitions: PARTITIONS, configs: { 'segment.bytes': '1048576' } });
  const { universe } = plane;
  const { prng } = universe;
  const producers = [new Actor(plane), new Actor(plane), new Actor(plane)];
  const readers = [new Actor(plane), new Actor(plane)];
  const seen = readers.map(() => Array.from({ length: PARTITIONS }, (): string[] => []));
  const acked: Acknowledged[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const producer = producers[prng.uint32() % producers.length];
    assert.ok(producer !== undefined);
    const count = 1 + (prng.uint32() % 5);
    const size = prng.uint32() % 10 === 0 ? 80_000 : 50;
    const values = Array.from({ length: count }, (_, i) => `${round}.${i}`.padEnd(size, '.'));
    if (round % 20 === 10) universe.process('broker').stall(100);
    // A slow write makes a log go on beyond the turn, until its disk is quick again.
    const isSlow = round % 20 > 12;
    universe.storage('broker').faults.delayMs = (operation) =>
      isSlow && operation === 'write' ? prng.uint32() % 70 : 0;
    await produceSome(producer, values, acked);
    const index = prng.uint32() % readers.length;
    const [reader, mine] = [readers[index], seen[index]];
    assert.ok(reader !== undefined && mine !== undefined);
    await readSome(reader, mine);
  }
  await checkAll(plane, readers, seen, acked);
  await plane.stop();
  assert.equal(plane.receivePool.leasedSlabs, 0, 'received bytes are held by nobody');
  assert.equal(plane.readPool.leasedSlabs, 0);
  assert.deepEqual(plane.log.lines.filter(({ level }) => level === 'error'), []);
  return universe.trace.digest;
}

async function checkAll(
  plane: DataPlane,
  readers: readonly Actor[],
  seen: readonly string[][][],
  acked: readonly Acknowledged[],
): Promise<void> {
  const ends: number[] = [];
  for (const { index, log } of plane.replicas.hosted.online()) ends[index] = log.logEndOffset;
  for (const [index, mine] of seen.entries()) {
    const reader = readers[index];
    assert.ok(reader !== undefined);
    while (mine.some((records, partition) => records.length < (ends[partition] ?? 0))) {
      await readSome(reader, mine);
    }
  }
  assert.deepEqual(seen[0], seen[1]);
  const offsets = new Set<string>();
  for (const { partition, offset, value } of acked) {
    assert.equal(seen[0]?.[partition]?.[offset], `${offset}:${value}`);
    offsets.add(`${partition}/${offset}`);
  }
  assert.equal(offsets.size, acked.length, 'no offset was told twice');
}

for (let seed = 0; seed < SEEDS; seed++) {
  test(`the data plane keeps its word: seed ${seed}`, async () => {
    await run(`data plane ${seed}`);
  });
}

test('one seed is one history', async () => {
  assert.equal(await run('twice'), await run('twice'));
});
