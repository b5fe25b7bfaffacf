// Tables from Kafka's description of its assignors; test/assignor-vectors.test.ts has the rest.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { ConfigError } from '../../errors.ts';
import type { Assignor, AssignorTopic, MemberSubscription } from './assignor.ts';
import { commonProtocol, resolveAssignors } from './choose.ts';

type Table = Readonly<Record<string, string>>;

function member(memberId: string, topics: string, more: Partial<MemberSubscription> = {}) {
  return {
    memberId,
    groupInstanceId: null,
    topics: topics.split(' '),
    userData: null,
    ownedPartitions: [],
    generationId: -1,
    rackId: null,
    ...more,
  };
}

function topicsOf(counts: Readonly<Record<string, number>>): Map<string, AssignorTopic> {
  return new Map(
    Object.entries(counts).map(([name, partitionCount]) => [name, { partitionCount, racks: [] }]),
  );
}

function given(
  name: string,
  counts: Readonly<Record<string, number>>,
  members: readonly MemberSubscription[],
): Table {
  const assignments = resolveAssignors(name)[0]?.assign(topicsOf(counts), members) ?? new Map();
  return Object.fromEntries(
    [...assignments].map(([memberId, { partitions }]) => {
      const names = partitions.map((each: { topic: string; partition: number }) => {
        return `${each.topic}${each.partition}`;
      });
      return [memberId, names.toSorted().join(' ')];
    }),
  );
}

describe('range', () => {
  test('contiguous, the first get one more, each topic by itself', () => {
    assert.deepEqual(given('range', { a: 3, b: 5 }, [member('m2', 'a b'), member('m1', 'a b')]), {
      m1: 'a0 a1 b0 b1 b2',
      m2: 'a2 b3 b4',
    });
  });

  test('those with an instance id come first, whatever their member ids', () => {
    const members = [member('m1', 'a'), member('m9', 'a', { groupInstanceId: 'i' })];
    assert.deepEqual(given('range', { a: 3 }, members), { m1: 'a2', m9: 'a0 a1' });
  });

  test('more members than partitions: some get nothing', () => {
    const members = [member('m1', 'a'), member('m2', 'a'), member('m3', 'b')];
    assert.deepEqual(given('range', { a: 1 }, members), { m1: 'a0', m2: '', m3: '' });
  });
});

describe('roundrobin', () => {
  test('over all topics in turn', () => {
    const members = [member('m1', 'a b'), member('m2', 'a b')];
    assert.deepEqual(given('roundrobin', { a: 3, b: 3 }, members), {
      m1: 'a0 a2 b1',
      m2: 'a1 b0 b2',
    });
  });

  test('who did not subscribe is skipped', () => {
    const members = [member('m1', 'a'), member('m2', 'a b'), member('m3', 'a b c')];
    assert.deepEqual(given('roundrobin', { a: 1, b: 2, c: 3 }, members), {
      m1: 'a0',
      m2: 'b0',
      m3: 'b1 c0 c1 c2',
    });
  });
});

describe('cooperative-sticky', () => {
  const owning = (memberId: string, ...numbers: readonly number[]): MemberSubscription =>
    member(memberId, 'a', {
      generationId: 4,
      ownedPartitions: numbers.map((partition) => ({ topic: 'a', partition })),
    });

  test('what another still has is left out of this round', () => {
    const members = [owning('m1', 0, 1, 2, 3), member('m2', 'a')];
    assert.deepEqual(given('cooperative-sticky', { a: 4 }, members), { m1: 'a0 a1', m2: '' });
  });

  test('what nobody has any more is given', () => {
    const members = [owning('m1', 0, 1), owning('m2')];
    assert.deepEqual(given('cooperative-sticky', { a: 4 }, members), { m1: 'a0 a1', m2: 'a2 a3' });
  });

  test('claimed by two in one generation: neither keeps it; by a later one: that does', () => {
    const both = [owning('m1', 0), owning('m2', 0)];
    assert.deepEqual(given('cooperative-sticky', { a: 2 }, both), { m1: '', m2: 'a1' });
    const stale = [{ ...owning('m1', 0), generationId: 3 }, owning('m2', 0)];
    assert.deepEqual(given('cooperative-sticky', { a: 2 }, stale), { m1: 'a1', m2: 'a0' });
  });
});

describe('the choice', () => {
  const own: Assignor = { name: 'own', protocols: ['cooperative'], assign: () => new Map() };

  test("by Kafka's names, Java's classes, or an own one", () => {
    const java = 'org.apache.kafka.clients.consumer.StickyAssignor,RangeAssignor';
    assert.deepEqual(resolveAssignors(java).map(({ name }) => name), ['sticky', 'range']);
    assert.deepEqual(resolveAssignors().map(({ name }) => name), ['range', 'cooperative-sticky']);
    assert.deepEqual(resolveAssignors([own, 'range'])[0], own);
  });

  test('the protocol is the best that all can', () => {
    assert.equal(commonProtocol(resolveAssignors()), 'eager');
    assert.equal(commonProtocol(resolveAssignors('cooperative-sticky')), 'cooperative');
    assert.equal(commonProtocol([own, ...resolveAssignors('cooperative-sticky')]), 'cooperative');
    assert.throws(() => commonProtocol([own, ...resolveAssignors('range')]), ConfigError);
  });
});
