// A cleaning among other things that happen: it gives way, keeps to its pace, and leaves alone what
// it cannot clean.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { LogCleaner } from '../src/index.ts';
import {
  begin,
  clean,
  left,
  LIMITS,
  makeCompacted,
  put,
  settle,
  unfinished,
} from './cleaning-log.ts';
import { PATH, recordingLogger } from './simulated-log.ts';
import type { SimulatedLog } from './simulated-log.ts';

async function filled(): Promise<SimulatedLog> {
  const made = makeCompacted();
  for (let n = 0; n < 40; n++) put(made, { key: `k${n % 3}`, value: `v${n}` });
  await settle(made);
  return made;
}

/** Slow enough to be met at work. */
const SLOWLY = { bytesPerSecond: 1_000 };

const INTERRUPTIONS: Readonly<Record<string, (made: SimulatedLog) => Promise<unknown>>> = {
  'a truncation': (made) => made.log.truncateTo(38),
  'a truncation of everything': (made) => made.log.truncateFullyAndStartAt(100),
  'being closed': (made) => made.log.close(),
  'being removed': (made) => made.log.abandon((path) => path),
};

for (const [what, interrupt] of Object.entries(INTERRUPTIONS)) {
  test(`a cleaning gives way to ${what}`, async () => {
    const made = await filled();
    const cleaning = begin(made, SLOWLY);
    await made.universe.advance(1_500);
    await made.universe.resolve(interrupt(made));
    assert.deepEqual(await cleaning, { kind: 'aborted' });
    assert.deepEqual(unfinished(made), []);
  });
}

/** How late, at most, the loop came to what was due, in milliseconds. */
function watchLoop({ world }: SimulatedLog): () => number {
  const { clock, timers } = world;
  const startMs = clock.monotonicMs();
  let worstMs = 0;
  for (let ms = 1; ms < 2_000; ms += 5) {
    const look = (): void => void (worstMs = Math.max(worstMs, clock.monotonicMs() - startMs - ms));
    timers.after(ms, look);
  }
  return () => worstMs;
}

test('what it has written by then is removed off the event loop, before others go on', async () => {
  const made = await filled();
  const cleaning = begin(made, SLOWLY);
  const isWriting = (): boolean => unfinished(made).some((name) => name.endsWith('.log.cleaned'));
  for (let n = 0; n < 100 && !isWriting(); n++) await made.universe.advance(100);
  assert.ok(isWriting());
  made.universe.storage('broker').faults.delayMs = (operation) => (operation === 'remove' ? 45 : 0);
  const worstMs = watchLoop(made);
  await made.universe.resolve(made.log.truncateTo(38));
  assert.deepEqual(unfinished(made), []);
  assert.deepEqual(await cleaning, { kind: 'aborted' });
  await made.universe.advance(2_000);
  assert.ok(worstMs() < 10, `${worstMs()} ms late`);
});

test('a log of many segments is looked at in slices', async () => {
  const made = makeCompacted({ segmentBytes: 100 });
  for (let n = 0; n < 200; n++) put(made, { key: `k${n % 3}`, value: `v${n}` });
  await settle(made);
  assert.ok(made.log.segments.length > 100);
  // They become one: nothing but the look itself leaves the loop in between.
  made.log.updateConfig({ ...made.log.config, segmentBytes: 1_000_000 });
  const { faults } = made.universe.storage('broker');
  faults.delayMs = (operation) => (operation === 'stat' ? 1 : 0);
  const worstMs = watchLoop(made);
  assert.equal((await clean(made)).kind, 'cleaned');
  assert.ok(worstMs() < 30, `${worstMs()} ms late`);
});

test('what is appended while a log is cleaned is there, and cleaned next time', async () => {
  const made = await filled();
  const cleaning = begin(made, SLOWLY);
  for (let n = 0; n < 10; n++) {
    await made.universe.advance(300);
    put(made, { key: 'k0', value: `meanwhile ${n}` });
  }
  assert.equal((await made.universe.resolve(cleaning)).kind, 'cleaned');
  assert.equal(left(made).length, 13);
  await settle(made);
  await clean(made);
  assert.deepEqual(left(made), ['37 k1=v37', '38 k2=v38', '49 k0=meanwhile 9']);
});

test('log.cleaner.io.max.bytes.per.second counts what is read, twice, and written', async () => {
  const made = await filled();
  const { sizeBytes } = made.log;
  const startedMs = made.universe.nowMs;
  const outcome = await clean(made, SLOWLY);
  assert.equal(outcome.kind, 'cleaned');
  const movedBytes = outcome.kind === 'cleaned' ? sizeBytes * 2 + outcome.bytesWritten : 0;
  const tookMs = made.universe.nowMs - startedMs;
  assert.ok(Math.abs(tookMs - movedBytes) < 200, `${movedBytes} bytes took ${tookMs} ms`);
});

test('a log with a damaged batch is left as it is, and not tried again', async () => {
  const made = await filled();
  const file = `${PATH}/00000000000000000000.log`;
  const bytes = Buffer.from(made.world.disk.readFile(file));
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  made.world.disk.writeFile(file, bytes);
  const before = made.log.segments.map(({ baseOffset, sizeBytes }) => [baseOffset, sizeBytes]);
  let logs = [made.log];
  const { world } = made;
  const cleaner = new LogCleaner({ world, logger: recordingLogger(), logs: () => logs });
  const config = { ...LIMITS, isEnabled: true, ioBytesPerSecondMax: Infinity, backoffMs: 10 };
  cleaner.configure(config);
  const outcome = await made.universe.resolve(cleaner.cleanFilthiest());
  assert.equal(outcome?.kind, 'uncleanable');
  assert.deepEqual([...cleaner.uncleanable], [made.log]);
  assert.equal(await made.universe.resolve(cleaner.cleanFilthiest()), undefined);
  logs = [];
  assert.equal(await made.universe.resolve(cleaner.cleanFilthiest()), undefined);
  assert.equal(cleaner.uncleanable.size, 0, 'a log that is gone is counted');
  const after = made.log.segments.map(({ baseOffset, sizeBytes }) => [baseOffset, sizeBytes]);
  assert.deepEqual(after, before);
  assert.deepEqual(unfinished(made), []);
  await cleaner.close();
});
