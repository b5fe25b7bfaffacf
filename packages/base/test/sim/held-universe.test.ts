// Time that stands still until it is moved, and what happens meanwhile.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { type Connection, HeldUniverse, type World } from '../../src/index.ts';

const START_MS = Date.UTC(2026, 4, 1);
const DAY_MS = 86_400_000;

function setUp() {
  const universe = new HeldUniverse({ seed: 1, startMs: START_MS });
  return { universe, world: universe.createProcess('process') };
}

/** What the other end sends, as text, until it ends. */
function textFrom(connection: Connection): Promise<string> {
  const view = new Uint8Array(16);
  let text = '';
  return new Promise((resolve) => {
    connection.receive({
      supply: () => view,
      received: (length) => {
        text += Buffer.from(view.subarray(0, length)).toString();
      },
      ended: () => resolve(text),
      closed: () => resolve(text),
    });
  });
}

async function echo(world: World, port: number): Promise<void> {
  await world.network.listen({ host: '127.0.0.1', port }, (connection) => {
    void textFrom(connection).then((text) => {
      connection.write([Buffer.from(text.toUpperCase())]);
      connection.end();
    });
  });
}

describe('HeldUniverse', () => {
  it('lets processes talk without moving time', async () => {
    const { universe, world } = setUp();
    await echo(world, 9092);
    const client = universe.createProcess('client');
    const address = { host: '127.0.0.1', port: 9092, timeoutMs: 1000 };
    const connection = await client.network.connect(address);
    connection.write([Buffer.from('hello, held universe')]);
    connection.end();
    assert.equal(await textFrom(connection), 'HELLO, HELD UNIVERSE');
    assert.equal(world.clock.wallMs(), START_MS);
    assert.equal(client.clock.monotonicMs(), 0);
  });

  it('moves time from timer to timer, in their order', async () => {
    const { universe, world } = setUp();
    const rang: string[] = [];
    const ring = (name: string) => (): void => {
      rang.push(`${name} ${world.clock.wallMs() - START_MS}`);
    };
    world.timers.after(DAY_MS, ring('day'));
    world.timers.after(10, ring('first'));
    world.timers.after(10, ring('second'));
    world.timers.after(DAY_MS + 1, ring('never'));
    world.timers.after(5, ring('cancelled')).cancel();
    await universe.advance(DAY_MS);
    assert.deepEqual(rang, ['first 10', 'second 10', `day ${DAY_MS}`]);
    assert.equal(world.clock.wallMs(), START_MS + DAY_MS);
  });

  it('finishes what one timer brings about before the next rings', async () => {
    const { universe, world } = setUp();
    const order: string[] = [];
    const work = async (name: string): Promise<void> => {
      const atMs = world.clock.monotonicMs();
      await world.disk.open(`/${name}`, 'create').syncAsync();
      await new Promise<void>((resolve) => world.timers.endOfTurn(resolve));
      for (let i = 0; i < 50; i++) await Promise.resolve();
      order.push(`${name} took ${world.clock.monotonicMs() - atMs}`);
    };
    for (const name of ['a', 'b', 'c']) {
      world.timers.after(1, () => {
        world.timers.after(name.charCodeAt(0), () => void work(name));
      });
    }
    await universe.advance(1000);
    assert.deepEqual(order, ['a took 0', 'b took 0', 'c took 0']);
  });

  it('a task for the end of the turn comes after what is due, one for soon at once', async () => {
    const { universe, world } = setUp();
    const order: string[] = [];
    world.timers.endOfTurn(() => order.push('end'));
    world.timers.after(0, () => order.push('soon'));
    await universe.advance(0);
    assert.deepEqual(order, ['soon', 'end']);
    assert.equal(universe.nowMs, 0);
  });

  it('moves time until a promise settles, and no further', async () => {
    const { universe, world } = setUp();
    const rings = new Promise<string>((resolve) => world.timers.after(500, () => resolve('rings')));
    world.timers.after(501, () => assert.fail('time went too far'));
    assert.equal(await universe.until(rings), 'rings');
    assert.equal(universe.nowMs, 500);
    const failing = new Promise((_, reject) => {
      world.timers.after(0.5, () => reject(new Error('x')));
    });
    await assert.rejects(universe.until(failing), { message: 'x' });
  });

  it('gives up at the limit', async () => {
    const { universe } = setUp();
    const never = new Promise(() => undefined);
    const told = { message: 'the awaited did not happen in 60000 ms of virtual time' };
    await assert.rejects(universe.until(never, 60_000), told);
    assert.equal(universe.nowMs, 60_000);
  });

  it('takes several orders one after the other', async () => {
    const { universe } = setUp();
    const ends: number[] = [];
    const note = (): void => void ends.push(universe.nowMs);
    await Promise.all([universe.advance(10).then(note), universe.advance(5).then(note)]);
    assert.deepEqual(ends, [10, 15]);
  });

  it('gives a bug of an event to whoever moves time', async () => {
    const { universe, world } = setUp();
    world.timers.after(10, () => {
      throw new Error('a bug');
    });
    await assert.rejects(universe.advance(100), { message: 'a bug' });
    await universe.advance(100);
    assert.equal(universe.nowMs, 110);
  });

  it('stands still for as much work as there is', async () => {
    const { universe, world } = setUp();
    let left = 150_000;
    const again = (): void => {
      left -= 1;
      if (left > 0) world.timers.after(0, again);
    };
    again();
    await universe.advance(0);
    assert.equal(left, 0);
  });
});
