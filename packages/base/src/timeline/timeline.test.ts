import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { TimelineMap } from './timeline-map.ts';
import { TimelineRegistry } from './timeline-registry.ts';
import { TimelineValue } from './timeline-value.ts';

type State = { readonly maps: readonly Map<string, number | undefined>[]; readonly value: number };

/** The naive twin: a full copy at each snapshot. */
class Model {
  now: State = { maps: [new Map(), new Map()], value: 0 };
  readonly snapshots: [offset: number, state: State][] = [];

  copy(state: State): State {
    return { maps: state.maps.map((map) => new Map(map)), value: state.value };
  }
}

type Step =
  | { readonly kind: 'set'; readonly map: number; readonly key: string; readonly value: number }
  | { readonly kind: 'delete'; readonly map: number; readonly key: string }
  | { readonly kind: 'clear'; readonly map: number }
  | { readonly kind: 'value'; readonly value: number }
  | { readonly kind: 'snapshot'; readonly gap: number }
  | { readonly kind: 'revert' | 'delete before'; readonly pick: number };

const key = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const map = fc.constantFrom(0, 1);
const value = fc.integer({ min: -1, max: 9 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('set' as const), map, key, value }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('delete' as const), map, key }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('clear' as const), map }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('value' as const), value }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('snapshot' as const), gap: fc.nat(2) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('revert' as const, 'delete before' as const),
      pick: fc.nat(20),
    }),
  },
);

const sorted = <Item>(items: Iterable<Item>) => [...items].map((i) => JSON.stringify(i)).sort();

/** Everything that can be read, now and at every snapshot, is what the model has. */
function check(
  model: Model,
  maps: readonly TimelineMap<string, number | undefined>[],
  held: TimelineValue<number>,
) {
  const times: [number | undefined, State][] = [[undefined, model.now], ...model.snapshots];
  for (const [offset, state] of times) {
    assert.equal(held.get(offset), state.value);
    maps.forEach((timeline, index) => {
      const expected = state.maps[index] ?? new Map();
      assert.equal(timeline.size(offset), expected.size);
      assert.deepEqual(sorted(timeline.entries(offset)), sorted(expected));
      assert.deepEqual(sorted(timeline.keys(offset)), sorted(expected.keys()));
      assert.deepEqual(sorted(timeline.values(offset)), sorted(expected.values()));
      if (offset === undefined) assert.deepEqual(sorted(timeline), sorted(expected));
      for (const name of ['a', 'b', 'c', 'd', 'e']) {
        assert.equal(timeline.get(name, offset), expected.get(name));
        assert.equal(timeline.has(name, offset), expected.has(name));
      }
    });
  }
}

describe('timeline', () => {
  it('is at every moment what full copies would be', () => {
    const property = fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const registry = new TimelineRegistry();
      const maps = [0, 1].map(() => new TimelineMap<string, number | undefined>(registry));
      const held = new TimelineValue(registry, 0);
      const model = new Model();
      let offset = 0;
      for (const s of steps) {
        if (s.kind === 'set') {
          // -1 stands for the value undefined, which is not the same as no value.
          maps[s.map]?.set(s.key, s.value === -1 ? undefined : s.value);
          model.now.maps[s.map]?.set(s.key, s.value === -1 ? undefined : s.value);
        } else if (s.kind === 'delete') {
          assert.equal(maps[s.map]?.delete(s.key), model.now.maps[s.map]?.delete(s.key));
        } else if (s.kind === 'clear') {
          maps[s.map]?.clear();
          model.now.maps[s.map]?.clear();
        } else if (s.kind === 'value') {
          held.set(s.value);
          model.now = { ...model.now, value: s.value };
        } else if (s.kind === 'snapshot') {
          offset += 1 + s.gap;
          registry.snapshot(offset);
          model.snapshots.push([offset, model.copy(model.now)]);
        } else if (model.snapshots.length > 0) {
          const index = s.pick % model.snapshots.length;
          const [at, state] = model.snapshots[index] ?? [0, model.now];
          if (s.kind === 'revert') {
            registry.revertTo(at);
            model.snapshots.splice(index + 1);
            model.now = model.copy(state);
            offset = at;
          } else {
            registry.deleteBefore(at);
            model.snapshots.splice(0, index);
          }
        }
        assert.deepEqual(registry.offsets, model.snapshots.map(([at]) => at));
      }
      check(model, maps, held);
    });
    fc.assert(property, { numRuns: 2000 });
  });

  it('reverts what was made after the snapshot as well', () => {
    const registry = new TimelineRegistry();
    const outer = new TimelineMap<string, TimelineMap<string, number>>(registry);
    registry.snapshot(10);
    const inner = new TimelineMap<string, number>(registry);
    outer.set('topic', inner);
    inner.set('partition', 1);
    registry.revertTo(10);
    assert.equal(outer.size(), 0);
    assert.equal(inner.size(), 0);
  });

  it('reverts over several snapshots to the oldest value', () => {
    const registry = new TimelineRegistry();
    const timeline = new TimelineMap<string, number>(registry);
    const held = new TimelineValue(registry, 0);
    for (const offset of [1, 2, 3]) {
      registry.snapshot(offset);
      timeline.set('a', offset);
      held.set(offset);
    }
    registry.revertTo(2);
    assert.deepEqual([timeline.get('a'), held.get()], [1, 1]);
    registry.revertTo(1);
    assert.deepEqual([timeline.get('a'), held.get()], [undefined, 0]);
  });

  it('takes a wrong offset for a bug', () => {
    const registry = new TimelineRegistry();
    const timeline = new TimelineMap<string, number>(registry);
    registry.snapshot(5);
    registry.snapshot(5);
    const bug = { name: 'AssertionFailure' };
    assert.throws(() => registry.snapshot(4), bug);
    assert.throws(() => registry.revertTo(4), bug);
    assert.throws(() => timeline.get('a', 6), bug);
    timeline.set('a', 1);
    assert.throws(() => registry.snapshot(5), bug);
    registry.deleteBefore(6);
    assert.throws(() => timeline.get('a', 5), bug);
    assert.equal(registry.has(5), false);
    registry.snapshot(7);
    registry.clear();
    assert.deepEqual(registry.offsets, []);
    assert.equal(timeline.get('a'), 1, 'the present state stays');
  });
});
