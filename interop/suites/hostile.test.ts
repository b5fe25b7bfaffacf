// What the proof `hostile` is judged by: whether its bombs are bombs, whether an assault that did
// not take place fails it, and whether each kind does its work against a real broker, for seconds.

import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { Prng } from '@ottla/base';
import { produceApi, Reader, readRequestHeader, RecordBatch } from '@ottla/protocol';

import { requestFrames } from '../../packages/server/test/hostile/request-frames.ts';
import { lookUntil, wait } from '../groups/until.ts';
import type { AssaultReport, Order } from '../hostile/assailant.ts';
import { assaults } from '../hostile/assaults.ts';
import { fillTopics, startBesieged } from '../hostile/besieged.ts';
import { bombs } from '../hostile/bombs.ts';
import { type Deeds, deedsText, shortfalls, together, Work } from '../hostile/deeds.ts';
import { BOMBERS, freshBombs } from '../hostile/fresh-bombs.ts';
import type { HonestReport } from '../hostile/honest.ts';
import { judge, type Observed } from '../hostile/judge.ts';
import { p99Max, quantile } from '../hostile/latencies.ts';
import { metricsOf } from '../hostile/metrics.ts';
import { everyVersion } from '../hostile/spoilt-requests.ts';
import { interopRoot } from '../paths.ts';
import { freePort } from '../peers/apache-kafka.ts';

const SIZE_BYTES = 4;
/** Of each kind, against a real broker. */
const SIEGE_MS = 3_000;
/** That each does some of all it has to; it is the proof, on a quiet machine, that asks for all. */
const SHARE = 0.01;
/** That so much waits for those who never read shows that they were answered. */
const HELD_BYTES = 1_000_000;
const HELD_MS = 30_000;

test('quantiles are values that were measured', () => {
  const samples = Array.from({ length: 200 }, (_, index) => 200 - index);
  assert.equal(quantile(samples, 0.99), 198);
  assert.equal(quantile(samples, 1), 200);
  assert.equal(quantile([7], 0.99), 7);
  assert.ok(Number.isNaN(quantile([], 0.99)));
});

test('others may cost three times the latency, and ten milliseconds', () => {
  assert.equal(p99Max(1), 10);
  assert.equal(p99Max(4), 12);
});

test('bombs are sound Produce requests, small beside what they announce', () => {
  const codecs = bombs('t').map((request) => {
    const reader = new Reader(request, SIZE_BYTES);
    const { requestApiVersion } = readRequestHeader(reader);
    const { topicData } = produceApi.request.read(reader, requestApiVersion);
    const records = topicData[0]?.partitionData[0]?.records;
    assert.ok(records !== null && records !== undefined);
    const batch = new RecordBatch(records);
    assert.equal(batch.sizeBytes, records.length);
    assert.ok(batch.isCrcValid(), `the CRC of ${batch.codec}`);
    assert.ok(batch.recordCount * 1000 > 10 * records.length);
    return batch.codec;
  });
  assert.deepEqual(codecs, ['gzip', 'snappy', 'lz4', 'zstd']);
});

test('every version has its turn before any comes again', () => {
  const frames = requestFrames();
  const all = new Set(frames.map(({ api, version }) => `${api.name} ${version}`));
  const drawn = everyVersion(frames, new Prng(1));
  for (let round = 0; round < 2; round++) {
    const seen = new Set<string>();
    for (let each = 0; each < all.size; each++) {
      const { api, version } = drawn.next().value;
      seen.add(`${api.name} ${version}`);
    }
    assert.equal(seen.size, all.size);
  }
});

const LEAST = { requests: { perSecond: 40 }, connections: { perSecond: 100, most: 900 } };

function deedsOf(requests: number, connections: number, brokeOff?: string): Deeds {
  const work = new Work();
  work.requested(requests);
  for (let each = 0; each < connections; each++) work.connected();
  work.showed('Fetch v4');
  work.failed(Object.assign(new Error('connect 127.0.0.1:7'), { code: 'ECONNREFUSED' }));
  return work.deeds(10, brokeOff);
}

describe('what an assault must have done', () => {
  const CASES: readonly (readonly [string, Deeds, number, string[]])[] = [
    ['enough', deedsOf(400, 900), 1, []],
    ['one request too few', deedsOf(399, 900), 1, ['399 requests, not 400']],
    ['one of many connections too few', deedsOf(400, 899), 1, ['899 connections, not 900']],
    ['a quarter of it', deedsOf(100, 250), 0.25, []],
    ['nothing', deedsOf(0, 0), 0.001, ['0 requests, not 1', '0 connections, not 1']],
    ['enough, and then no more', deedsOf(400, 900, 'EMFILE'), 1, ['broke off: EMFILE']],
  ];
  for (const [name, deeds, share, missing] of CASES) {
    test(name, () => assert.deepEqual(shortfalls(deeds, LEAST, share), missing));
  }

  test('is told with what it failed with', () => {
    const text = deedsText(together([deedsOf(1, 2), deedsOf(3, 4)]));
    const did = '4 requests of 1 API versions on 6 connections, 0.0 MB';
    assert.equal(text, `${did}, failed: 2 times ECONNREFUSED`);
  });
});

function observed(wrong: Partial<Observed> = {}): Observed {
  const report = { acknowledged: [1], consumed: [2], failed: 0 };
  const kind = { parts: { storm: { least: LEAST, run: async () => undefined } }, share: 1 };
  const [alone, quiet, besieged] = [[report], [report], [report]];
  const did = [{ storm: deedsOf(400, 900) }];
  return { name: 'storm', kind, did, alone, quiet, besieged, leftBytes: 0, ...wrong };
}

describe('an assault fails', () => {
  const slow = { acknowledged: [11], consumed: [2], failed: 0 };
  const lost = { acknowledged: [1], consumed: [2], failed: 1 };
  const none = { acknowledged: [], consumed: [], failed: 0 };
  const CASES: readonly (readonly [string, Partial<Observed>, RegExp[]])[] = [
    ['not, where all is well', {}, []],
    ['where the honest notice it', { besieged: [slow] }, [/11\.0 ms acknowledged of at most 10/]],
    ['where one of their sends fails', { besieged: [lost] }, [/1 sends of the honest failed/]],
    ['where nobody measured', { besieged: [none] }, [/NaN/, /NaN/, /no send/]],
    ['where memory is held for nobody', { leftBytes: 2_000_000 }, [/2000000 bytes are held/]],
    ['where it did too little', { did: [{ storm: deedsOf(1, 900) }] }, [/1 requests, not 400/]],
    [
      'where it did too little in one round',
      { did: [{ storm: deedsOf(400, 900) }, { storm: deedsOf(400, 1) }] },
      [/1 connections, not 900/],
    ],
    ['where it tells nothing', { did: [{}] }, [/tell nothing of storm/]],
  ];
  for (const [name, wrong, expected] of CASES) {
    test(name, () => {
      const { broken, text } = judge(observed(wrong));
      assert.equal(broken.length, expected.length, broken.join('\n'));
      for (const [index, pattern] of expected.entries()) assert.match(broken[index] ?? '', pattern);
      assert.match(text, /^storm: p99 .* of at most .*; .* requests .*; .* failed, .* bytes left$/);
    });
  }
});

class Assailants {
  readonly #process: ChildProcess = fork(join(interopRoot, 'hostile/assailant.ts'));
  readonly ready = once(this.#process, 'message');

  /** `during` looks at the end of it, while all is still going on. */
  async assault(
    begin: string,
    port: number,
    during: () => Promise<void> = async () => undefined,
  ): Promise<AssaultReport> {
    await this.ready;
    this.#order({ begin, port, seed: 1 });
    await wait(SIEGE_MS);
    await during();
    const answer = once(this.#process, 'message');
    this.#order('end');
    const [report] = await answer;
    return report as AssaultReport; // what assailant.ts sends
  }

  leave(): void {
    this.#process.disconnect();
  }

  #order(order: Order): void {
    this.#process.send(order);
  }
}

test('an assault on nobody fails, and says why', async () => {
  const assailants = new Assailants();
  try {
    const { 'never read': deeds } = await assailants.assault('never read', await freePort());
    assert.ok(deeds !== undefined);
    const least = assaults['never read']?.parts['never read']?.least ?? {};
    assert.equal(shortfalls(deeds, least).length, 2);
    assert.ok((deeds.failures['ECONNREFUSED'] ?? 0) > 10, JSON.stringify(deeds));
    assert.equal(deeds.brokeOff, undefined, 'it goes on trying');
  } finally {
    assailants.leave();
  }
});

test('bombs on new connections come many at a time, one on each', async () => {
  const abort = new AbortController();
  const work = new Work();
  const bomb = Buffer.alloc(1_000, 'b');
  const answer = Buffer.of(0, 0, 0, 1, 7);
  const there = new Set<Socket>();
  const sizes: number[] = [];
  // Nobody is answered until all are there: whoever came alone would wait for ever.
  const server = createServer((socket) => {
    let bytes = 0;
    there.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => (bytes += chunk.length));
    socket.on('close', () => sizes.push(bytes));
    if (there.size === BOMBERS) for (const each of there) each.write(answer);
    if (there.size > BOMBERS) socket.write(answer);
    if (there.size === 2 * BOMBERS) abort.abort();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // of a listener on an address
  const context = { port, listener: 'broker', prng: new Prng(1), work } as const;
  await freshBombs.run({ ...context, signal: abort.signal, bombs: [bomb] });
  server.close();
  await once(server, 'close');
  assert.ok(sizes.length >= 2 * BOMBERS, `${sizes.length} connections`);
  assert.ok(sizes.every((size) => size <= bomb.length), 'a second one on a connection');
  assert.ok(sizes.filter((size) => size === bomb.length).length >= BOMBERS);
  const { connections, answers } = work.deeds(1, undefined);
  assert.ok(answers >= BOMBERS && connections >= answers, `${answers} of ${connections}`);
});

/** The clients who are measured in the proof; here they must only be served. */
class Honest {
  readonly #process: ChildProcess;

  constructor(bootstrap: string) {
    this.#process = fork(join(interopRoot, 'hostile/honest.ts'), [bootstrap]);
  }

  async hear(): Promise<HonestReport> {
    const answer = once(this.#process, 'message');
    this.#process.send('report');
    const [report] = await answer;
    return report as HonestReport; // what honest.ts sends
  }

  leave(): void {
    this.#process.disconnect();
  }
}

test('each assault does its work against a real broker, which goes on', async (t) => {
  const broker = await startBesieged();
  const assailants = new Assailants();
  const lost: string[] = [];
  let honest: Honest | undefined;
  try {
    await fillTopics(broker.bootstrap);
    const measured = new Honest(broker.bootstrap);
    honest = measured;
    await assailants.ready;
    for (const [name, { listener, parts, share }] of Object.entries(assaults)) {
      await measured.hear();
      const port = listener === 'broker' ? broker.port : broker.controllerPort;
      const report = await assailants.assault(name, port, async () => {
        const { acknowledged, failed } = await measured.hear();
        t.diagnostic(`${name}: p99 ${quantile(acknowledged, 0.99).toFixed(1)} ms acknowledged`);
        if (failed > 0 || acknowledged.length === 0) lost.push(name);
        if (!name.endsWith('never read')) return;
        const look = async (): Promise<number> =>
          (await metricsOf(broker.httpPort)).sum('ottla_response_memory_used_bytes');
        const held = await lookUntil(look, (bytes) => bytes > HELD_BYTES, HELD_MS);
        assert.ok(held > HELD_BYTES, `${name}: ${held} bytes wait`);
      });
      for (const [part, { least }] of Object.entries(parts)) {
        const deeds = report[part];
        assert.ok(deeds !== undefined);
        t.diagnostic(`${name}: ${part} ${deedsText(deeds)}`);
        assert.deepEqual(shortfalls(deeds, least, SHARE * share), [], `${name}: ${part}`);
      }
    }
    measured.leave();
    honest = undefined;
    assert.deepEqual(lost, []);
    await broker.stop();
  } finally {
    honest?.leave();
    assailants.leave();
    await broker.kill();
  }
});
