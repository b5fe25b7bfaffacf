// Time, chance, death and repetition in the simulated universe.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assert as ottlaAssert, SimulatedUniverse, type World } from '../../src/index.ts';

export function double(input: { readonly value: number }): { value: number } {
  ottlaAssert(input.value >= 0, 'cannot double a negative number');
  return { value: input.value * 2 };
}

/** A small society: nodes that talk, write and toss coins, for a while. */
async function live(seed: number): Promise<SimulatedUniverse> {
  const universe = new SimulatedUniverse({ seed, traceLines: true });
  const names = ['a', 'b', 'c'];
  const start = (world: World, name: string) => {
    const buffer = new Uint8Array(4096);
    void world.network.listen({ host: '', port: 9092 }, (connection) => {
      connection.receive({
        supply: () => buffer,
        received: (length) => connection.write([buffer.slice(0, length)]),
        ended: () => connection.end(),
        closed: () => {},
      });
    });
    const talk = async () => {
      const peer = names[world.random.uint32() % names.length] ?? 'a';
      try {
        const address = { host: peer, port: 9092, timeoutMs: 100 };
        const connection = await world.network.connect(address);
        let left = 5000;
        connection.receive({
          supply: () => buffer,
          received: (length) => {
            left -= length;
            if (left <= 0) connection.end();
          },
          ended: () => {},
          closed: () => world.timers.after(world.random.float() * 5, () => void talk()),
        });
        connection.write([world.random.bytes(5000)]);
        world.disk.writeFile(`/${name}`, Buffer.from(String(world.clock.wallMs())));
      } catch {
        world.timers.after(10, () => void talk());
      }
    };
    void talk();
  };
  for (const name of names) start(universe.createNode(name), name);
  await universe.advance(50);
  universe.network.partition(['a'], ['b']);
  await universe.advance(50);
  universe.kill('c', 'power');
  await universe.advance(50);
  universe.network.heal();
  start(universe.restart('c'), 'c');
  await universe.advance(50);
  return universe;
}

describe('SimulatedUniverse', () => {
  it('repeats itself for one seed, byte for byte, and differs for another', async () => {
    const [first, again, other] = [await live(1), await live(1), await live(2)];
    assert.ok(first.trace.lines.length > 500, `${first.trace.lines.length} entries`);
    assert.deepEqual(first.trace.lines, again.trace.lines);
    assert.equal(first.trace.digest, again.trace.digest);
    assert.notEqual(first.trace.digest, other.trace.digest);
  });

  it('draws the order of what happens at once, and only that, from the seed', async () => {
    const orders = new Set<string>();
    for (let seed = 0; seed < 200; seed++) {
      const universe = new SimulatedUniverse({ seed });
      const { timers } = universe.createNode('n');
      const order: number[] = [];
      for (const i of [1, 2, 3]) timers.after(5, () => order.push(i));
      timers.after(4, () => order.push(0));
      timers.after(6, () => order.push(4));
      await universe.drain();
      orders.add(order.join(''));
    }
    const all = ['01234', '01324', '02134', '02314', '03124', '03214'];
    assert.deepEqual([...orders].sort(), all);
  });

  it('moves time on under timers for what rounding left of a delay', async () => {
    const universe = new SimulatedUniverse({ seed: 1 });
    const { timers, clock } = universe.createNode('n', { clockRate: 1.1 });
    await universe.advance(100_000);
    const dueMs = clock.monotonicMs() + 1;
    let rounds = 0;
    const wait = (): void => {
      rounds += 1;
      // So little that it is lost in the sum: whoever waits for the rest of a delay may do this.
      if (clock.monotonicMs() < dueMs) timers.after(1e-12, wait);
    };
    wait();
    await universe.advance(2);
    assert.ok(rounds > 1 && clock.monotonicMs() >= dueMs, `${rounds} rounds`);
  });

  it('fires timers when they are due, not inside the call, and not when cancelled', async () => {
    const universe = new SimulatedUniverse({ seed: 3 });
    const { timers, clock } = universe.createNode('n');
    const fired: [string, number][] = [];
    const note = (name: string) => () => fired.push([name, clock.monotonicMs()]);
    timers.after(0, note('now'));
    timers.after(-5, note('past'));
    timers.after(10.5, note('later'));
    timers.after(Infinity, note('never'));
    timers.after(5, note('cancelled')).cancel();
    assert.equal(fired.length, 0);
    await universe.drain();
    assert.deepEqual(fired.map(([name]) => name).toSorted(), ['later', 'now', 'past']);
    assert.ok(fired.every(([name, at]) => name !== 'later' || at === 10.5));
    const { cancel } = timers.after(1, note('once'));
    await universe.advance(1);
    cancel();
  });

  it('runs clocks at their own rate and offset', async () => {
    const universe = new SimulatedUniverse({ seed: 4 });
    const fast = universe.createNode('fast', { clockRate: 2, wallOffsetMs: 3_600_000 });
    const exact = universe.createNode('exact');
    const startMs = exact.clock.wallMs();
    assert.equal(fast.clock.wallMs() - startMs, 3_600_000);
    let firedAtMs = 0;
    fast.timers.after(1000, () => (firedAtMs = universe.nowMs));
    await universe.advance(10_000);
    assert.equal(firedAtMs, 500);
    assert.equal(exact.clock.monotonicMs(), 10_000);
    assert.equal(fast.clock.monotonicMs(), 20_000);
    assert.equal(exact.clock.wallMs(), startMs + 10_000);
    universe.process('exact').stepWallClock(-60_000);
    assert.equal(exact.clock.wallMs(), startMs - 50_000);
    assert.equal(exact.clock.monotonicMs(), 10_000);
  });

  it('ends a turn after all that happens at its moment', async () => {
    for (let seed = 0; seed < 50; seed++) {
      const universe = new SimulatedUniverse({ seed });
      const { timers } = universe.createNode('n');
      const order: string[] = [];
      for (const name of ['a', 'b', 'c']) {
        timers.after(1, () => {
          timers.endOfTurn(() => {
            order.push('end');
            if (order.length === 4) timers.endOfTurn(() => order.push('next turn'));
          });
          order.push(name);
        });
      }
      await universe.drain();
      assert.deepEqual(order.slice(0, 3).toSorted(), ['a', 'b', 'c']);
      assert.deepEqual(order.slice(3), ['end', 'end', 'end', 'next turn']);
    }
  });

  it('runs all reactions of promises between two events', async () => {
    const universe = new SimulatedUniverse({ seed: 5 });
    const { timers } = universe.createNode('n');
    const order: string[] = [];
    const chain = async () => {
      for (let i = 0; i < 100; i++) await Promise.resolve();
      order.push('reactions');
    };
    timers.after(1, () => void chain());
    timers.after(1.0001, () => order.push('next event'));
    await universe.drain();
    assert.deepEqual(order, ['reactions', 'next event']);
  });

  it('takes an offloaded job and its result as copies, and lets failures through', async () => {
    const universe = new SimulatedUniverse({ seed: 6 });
    const { offload } = universe.createNode('n');
    const job = { module: import.meta.url, name: 'double', run: double };
    const input = { value: 21 };
    const promise = offload.run(job, input);
    input.value = 0;
    assert.deepEqual(await universe.resolve(promise), { value: 42 });
    assert.ok(universe.nowMs > 0, 'it took its time');
    await assert.rejects(universe.resolve(offload.run(job, { value: -1 })), /negative/);
  });

  it('stops everything of a dead process, and starts the next one anew', async () => {
    const universe = new SimulatedUniverse({ seed: 7 });
    const first = universe.createNode('n');
    let count = 0;
    first.timers.after(5, () => count++);
    first.timers.endOfTurn(() => count++);
    universe.kill('n', 'process');
    assert.equal(universe.isAlive('n'), false);
    await universe.advance(100);
    assert.equal(count, 0);
    const second = universe.restart('n');
    assert.equal(second.clock.monotonicMs(), 0);
    assert.notDeepEqual(second.random.bytes(8), first.random.bytes(8));
    second.timers.after(5, () => count++);
    await universe.drain();
    assert.equal(count, 1);
  });

  it('notes the exit of a node', async () => {
    const universe = new SimulatedUniverse({ seed: 8 });
    const world = universe.createNode('n');
    world.timers.after(5, () => world.exit(3));
    world.timers.after(6, () => assert.fail('alive after its exit'));
    await universe.drain();
    assert.equal(universe.exitCode('n'), 3);
    assert.equal(universe.isAlive('n'), false);
  });

  it('fails where the awaited does not come, and passes on what is thrown', async () => {
    const universe = new SimulatedUniverse({ seed: 9 });
    const { timers } = universe.createNode('n');
    const tick = () => {
      timers.after(10, tick);
    };
    tick();
    await assert.rejects(universe.runUntil(() => false, 1000), /seed 9/);
    assert.ok(universe.nowMs <= 1000);
    await assert.rejects(universe.drain(1000), /timer/);
    timers.after(1, () => ottlaAssert(false, 'a bug'));
    await assert.rejects(universe.advance(2), /a bug/);
    await universe.advance(100);
  });

  it('notices that time stands still', async () => {
    const universe = new SimulatedUniverse({ seed: 10 });
    const { timers } = universe.createNode('n');
    const again = () => timers.endOfTurn(again);
    again();
    await assert.rejects(universe.advance(1), /time stands still/);
  });
});
