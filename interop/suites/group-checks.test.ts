// The checks of groups themselves, fed by hand: what they hold against the broker, what against a
// client, and what is neither.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { GroupChecks } from '../groups/group-checks.ts';

type Step =
  | readonly ['sync', client: string, generation: number]
  /** Sent now; its answer is a later step. */
  | readonly ['ask', client: string]
  | readonly ['told', client: string, offset: number]
  | readonly ['acked', client: string, generation: number, offset: number];

interface Case {
  readonly name: string;
  readonly steps: readonly Step[];
  readonly violation?: RegExp;
  readonly fault?: RegExp;
}

const A_COMMITS: readonly Step[] = [['sync', 'a-1', 1], ['ask', 'a-1'], ['acked', 'a-1', 1, 10]];

const CASES: readonly Case[] = [
  {
    name: 'the next owner asks and goes on',
    steps: [
      ...A_COMMITS,
      ['sync', 'b-1', 2],
      ['ask', 'b-1'],
      ['told', 'b-1', 10],
      ['acked', 'b-1', 2, 12],
    ],
  },
  {
    name: 'a fetch below what was acknowledged',
    steps: [...A_COMMITS, ['ask', 'b-1'], ['told', 'b-1', 9]],
    violation: /b-1 was told 9 of 0, committed 10/,
  },
  {
    name: 'a fetch that was on its way before the commit',
    steps: [['ask', 'b-1'], ...A_COMMITS, ['told', 'b-1', 9]],
  },
  {
    name: 'a commit of a generation that is over',
    steps: [['sync', 'a-1', 1], ['sync', 'b-1', 2], ['ask', 'a-1'], ['acked', 'a-1', 1, 10]],
    violation: /accepted in generation 2: 10 by a-1/,
  },
  {
    name: 'a commit whose answer is overtaken by the next generation',
    steps: [['sync', 'a-1', 1], ['ask', 'a-1'], ['sync', 'b-1', 2], ['acked', 'a-1', 1, 10]],
  },
  {
    name: 'a member that asks in its generation and is told less than an earlier one committed',
    steps: [
      ['sync', 'a-1', 1],
      ['ask', 'a-1'],
      ['sync', 'b-1', 2],
      ['ask', 'b-1'],
      ['told', 'b-1', 8],
      ['acked', 'a-1', 1, 10],
      ['ask', 'b-1'],
      ['acked', 'b-1', 2, 9],
    ],
    violation: /went back: 10 by a-1 .* then 9 by b-1 .* had been told 8/,
  },
  {
    name: 'the same, with the answers the other way round',
    steps: [
      ['sync', 'a-1', 1],
      ['ask', 'a-1'],
      ['sync', 'b-1', 2],
      ['ask', 'b-1'],
      ['told', 'b-1', 8],
      ['ask', 'b-1'],
      ['acked', 'b-1', 2, 9],
      ['acked', 'a-1', 1, 10],
    ],
    violation: /went back: 10 by a-1 .* then 9 by b-1 .* had been told 8/,
  },
  {
    name: 'a member that asked in an earlier generation only',
    steps: [
      ['sync', 'b-1', 0],
      ['ask', 'b-1'],
      ['told', 'b-1', 5],
      ...A_COMMITS,
      ['sync', 'b-1', 2],
      ['ask', 'b-1'],
      ['acked', 'b-1', 2, 7],
    ],
    fault: /then 7 by b-1 .* had not asked in this generation/,
  },
  {
    name: 'a member that does not own the partition any more',
    steps: [
      ['sync', 'b-1', 1],
      ['ask', 'b-1'],
      ['told', 'b-1', 5],
      ['sync', 'a-1', 2],
      ['ask', 'a-1'],
      ['told', 'a-1', 5],
      ['acked', 'a-1', 2, 10],
      ['sync', 'c-1', 3],
      ['ask', 'b-1'],
      ['acked', 'b-1', 3, 7],
    ],
    fault: /then 7 by b-1 .* did not own it in this generation/,
  },
  {
    name: 'a member that was told and commits less',
    steps: [
      ...A_COMMITS,
      ['sync', 'b-1', 2],
      ['ask', 'b-1'],
      ['told', 'b-1', 10],
      ['ask', 'b-1'],
      ['acked', 'b-1', 2, 7],
    ],
    fault: /then 7 by b-1 .* had been told 10/,
  },
  {
    name: 'a member that goes back behind itself',
    steps: [
      ...A_COMMITS,
      ['ask', 'a-1'],
      ['told', 'a-1', 10],
      ['acked', 'a-1', 1, 12],
      ['ask', 'a-1'],
      ['acked', 'a-1', 1, 11],
    ],
    fault: /then 11 by a-1 .* had been told 10/,
  },
];

function feed(checks: GroupChecks, steps: readonly Step[]): void {
  const group = 'g';
  const asked = new Map<string, ReturnType<GroupChecks['asks']>>();
  for (const step of steps) {
    const [kind, clientId] = step;
    const member = `${clientId}-id`;
    const whenAsked = asked.get(clientId) ?? checks.asks(clientId);
    if (kind === 'ask') asked.set(clientId, checks.asks(clientId));
    else if (kind === 'told') {
      checks.fetched({ clientId, partition: 0, offset: step[2] }, whenAsked);
    } else if (kind === 'sync') {
      checks.synced({ group, generation: step[2], member, clientId, partitions: [0] });
    } else {
      const [, , generation, offset] = step;
      checks.committed({ group, generation, member, clientId, partition: 0, offset }, whenAsked);
    }
  }
}

for (const { name, steps, violation, fault } of CASES) {
  test(name, () => {
    const checks = new GroupChecks(1);
    feed(checks, steps);
    assert.equal(checks.violations.length, violation === undefined ? 0 : 1, `${checks.violations}`);
    if (violation !== undefined) assert.match(checks.violations[0] ?? '', violation);
    const faults = checks.clientFaults.map(({ text }) => text);
    assert.equal(faults.length, fault === undefined ? 0 : 1, `${faults}`);
    if (fault !== undefined) assert.match(faults[0] ?? '', fault);
  });
}

test('faults are counted by the kind of client', () => {
  const checks = new GroupChecks(1);
  feed(checks, [
    ...A_COMMITS,
    ['sync', 'kafka-python-12', 2],
    ['ask', 'kafka-python-12'],
    ['acked', 'kafka-python-12', 2, 7],
    ['acked', 'kafka-python-12', 2, 6],
  ]);
  assert.deepEqual([...checks.countClientFaults()], [['kafka-python', 2]]);
});
