// A quorum of one: how it begins from every state it may have stored, what its epochs begin with,
// and that nothing counts before it is durable.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { batchesIn, controlTypeOf, controlTypes, RecordCursor } from '@ottla/protocol';
import {
  type Effect,
  type ElectionState,
  quorumControlsIn,
  Replica,
  type ReplicaOptions,
  type ReplicaStart,
  VoterHistory,
  VoterSet,
} from '../src/index.ts';

const D1 = 'J8aAPcfLQt2bqs1JT_rMgQ';
const D2 = '4L6g3nShT-eMCtK--X86sw';
const LOCAL = { id: 1, directoryId: D1 };
const OTHER = { id: 2, directoryId: D2 };
const ENDPOINT = { name: 'CONTROLLER', host: 'localhost', port: 9093 };

const options: ReplicaOptions = {
  local: LOCAL,
  clusterId: 'cluster',
  endpoints: [ENDPOINT],
  electionTimeoutMs: 1000,
  fetchTimeoutMs: 2000,
  electionBackoffMaxMs: 1000,
  retryBackoffMs: 20,
  appendLingerMs: 0,
  fetchBytesMax: 1000,
};

function voters(endpoints = [ENDPOINT], directoryId = D1): VoterSet {
  const key = { id: 1, directoryId };
  return new VoterSet([{ key, endpoints, kraftVersions: { min: 0, max: 1 } }]);
}

/** As a snapshot at `offset` -1, or as records of the log, say it. */
function dynamic(set: VoterSet, offset: number): VoterHistory {
  const isInSnapshot = offset === -1;
  return new VoterHistory(VoterSet.ofIds([]))
    .with({ kind: 'kraft-version', offset, level: 1 })
    .with({ kind: 'voters', offset: isInSnapshot ? -1 : offset + 1, voters: set });
}

class Alone {
  readonly replica: Replica;
  readonly all: Effect[] = [];
  nowMs = 0;

  constructor(start: Partial<ReplicaStart> = {}) {
    this.replica = new Replica(options, {
      election: undefined,
      startOffset: 0,
      endOffset: 0,
      epochs: [],
      snapshots: [{ offset: 0, epoch: 0 }],
      voters: dynamic(voters(), -1),
      ...start,
    });
    this.#did(this.replica.begin(this.#moment()));
  }

  handle(event: Parameters<Replica['handle']>[0]): readonly Effect[] {
    const effects = this.replica.handle(event, this.#moment());
    this.#did(effects);
    return effects;
  }

  /** Says that all is durable. */
  flush(): readonly Effect[] {
    return this.handle({ kind: 'flushed', endOffset: this.replica.endOffset });
  }

  tick(): readonly Effect[] {
    return this.handle({ kind: 'tick' });
  }

  /** Kinds of the control records in the n-th append. */
  controls(index = 0): readonly (string | undefined)[] {
    const append = this.all.filter((each) => each.kind === 'append')[index];
    assert(append?.kind === 'append', 'something was appended');
    const kinds: (string | undefined)[] = [];
    const cursor = new RecordCursor();
    for (const batch of batchesIn(append.bytes)) {
      assert.equal(batch.isControl, true);
      cursor.open(batch);
      while (cursor.next()) {
        const type = controlTypeOf(cursor.key);
        kinds.push(Object.entries(controlTypes).find(([, value]) => value === type)?.[0]);
      }
    }
    return kinds;
  }

  #moment() {
    return { nowMs: this.nowMs, wallMs: 1_000_000 + this.nowMs, chance: 0.5 };
  }

  #did(effects: readonly Effect[]): void {
    this.all.push(...effects);
  }
}

const kindsOf = (effects: readonly Effect[]): readonly string[] => effects.map(({ kind }) => kind);

test('a new one votes for itself, tells nobody, and begins its epoch', () => {
  const it = new Alone();
  assert.equal(it.replica.state.kind, 'leader');
  assert.equal(it.replica.state.epoch, 1);
  assert.ok(!kindsOf(it.all).includes('send'));
  const persisted = it.all.findLastIndex(({ kind }) => kind === 'persist');
  const appended = it.all.findIndex(({ kind }) => kind === 'append');
  assert.ok(persisted < appended, 'the election is durable before anything is written in it');
});

const stored: readonly (readonly [string, ElectionState | undefined, number, number])[] = [
  // what quorum-state says, epoch of the log's end, epoch it leads
  ['nothing, with an empty log', undefined, 0, 1],
  ['nothing, with a log', undefined, 5, 6],
  ['that nobody leads', { epoch: 4, leaderId: -1, votedKey: undefined }, 3, 5],
  ['that it leads', { epoch: 4, leaderId: 1, votedKey: undefined }, 4, 5],
  ['that it leads, having written nothing', { epoch: 4, leaderId: 1, votedKey: undefined }, 3, 5],
  ['that it voted for itself', { epoch: 4, leaderId: -1, votedKey: LOCAL }, 3, 4],
  ['that it voted for another', { epoch: 4, leaderId: -1, votedKey: OTHER }, 3, 5],
  ['an epoch that the log has left behind', { epoch: 4, leaderId: 1, votedKey: undefined }, 9, 10],
  ['that another leads', { epoch: 4, leaderId: 7, votedKey: undefined }, 3, 5],
];

for (const [what, election, logEpoch, epoch] of stored) {
  test(`quorum-state says ${what}: it leads epoch ${epoch}`, () => {
    const isEmpty = logEpoch === 0;
    const it = new Alone({
      election,
      endOffset: isEmpty ? 0 : 30,
      epochs: isEmpty ? [] : [{ epoch: logEpoch, startOffset: 0 }],
      voters: isEmpty ? dynamic(voters(), -1) : dynamic(voters(), 1),
    });
    assert.equal(it.replica.state.kind, 'leader');
    assert.equal(it.replica.state.epoch, epoch);
    const persisted = it.all.filter((each) => each.kind === 'persist').at(-1);
    assert(persisted?.kind === 'persist');
    assert.deepEqual(persisted.election, { epoch, leaderId: 1, votedKey: undefined });
    const told = it.all.filter((each) => each.kind === 'leader-changed').at(-1);
    assert(told?.kind === 'leader-changed');
    assert.deepEqual(
      [told.leaderId, told.epoch, told.epochStartOffset],
      [1, epoch, isEmpty ? 0 : 30],
    );
  });
}

const beginnings: readonly (readonly [string, VoterHistory, readonly string[]])[] = [
  ['a static quorum', new VoterHistory(VoterSet.ofIds([1])), ['LEADER_CHANGE']],
  [
    'voters of the bootstrap snapshot',
    dynamic(voters(), -1),
    ['LEADER_CHANGE', 'KRAFT_VERSION', 'KRAFT_VOTERS'],
  ],
  ['voters that are in the log', dynamic(voters(), 1), ['LEADER_CHANGE']],
  [
    'voters with another endpoint in the log',
    dynamic(voters([{ ...ENDPOINT, port: 19093 }]), 1),
    ['LEADER_CHANGE', 'KRAFT_VERSION', 'KRAFT_VOTERS'],
  ],
];

for (const [what, history, expected] of beginnings) {
  test(`an epoch begins with ${expected.join(', ')} for ${what}`, () => {
    const it = new Alone({ voters: history });
    assert.deepEqual(it.controls(), expected);
    assert.equal(it.replica.endOffset, expected.length);
  });
}

test('the voters that an epoch begins with have the endpoints of today', () => {
  const it = new Alone({ voters: dynamic(voters([{ ...ENDPOINT, port: 19093 }]), 1) });
  const append = it.all.find((each) => each.kind === 'append');
  assert(append?.kind === 'append');
  const written = [...quorumControlsIn(append.bytes)].find(({ kind }) => kind === 'voters');
  assert(written?.kind === 'voters');
  assert.deepEqual(written.voters.voters[0]?.endpoints, [ENDPOINT]);
  assert.deepEqual(it.replica.voters.voters.voters[0]?.endpoints, [ENDPOINT]);
});

test('nothing is committed before the first record of the epoch is durable', () => {
  const it = new Alone({
    endOffset: 30,
    epochs: [{ epoch: 1, startOffset: 0 }],
    voters: dynamic(voters(), 1),
  });
  assert.equal(it.replica.highWatermark, -1);
  it.handle({ kind: 'flushed', endOffset: 30 });
  assert.equal(it.replica.highWatermark, -1, 'what is of an older epoch does not count');
  assert.deepEqual(kindsOf(it.flush()), ['committed']);
  assert.equal(it.replica.highWatermark, 31);
});

test('proposals of a turn are one batch at the next tick, committed when it is durable', () => {
  const it = new Alone();
  it.flush();
  const first = it.replica.nextProposalOffset;
  const value = Uint8Array.of(1);
  for (let count = 0; count < 3; count++) {
    const effects = it.handle({ kind: 'propose', epoch: 1, values: [value, value] });
    assert.deepEqual(kindsOf(effects), []);
  }
  assert.equal(it.replica.nextProposalOffset, (first ?? 0) + 6);
  assert.ok(it.replica.nextDeadlineMs <= it.nowMs, 'a tick is due at once');
  assert.deepEqual(kindsOf(it.tick()), ['append', 'flush']);
  const append = it.all.filter((each) => each.kind === 'append').at(-1);
  assert(append?.kind === 'append');
  assert.deepEqual(
    [...batchesIn(append.bytes)].map(({ recordCount }) => recordCount),
    [6],
  );
  const committed = it.flush();
  assert.deepEqual(committed, [{ kind: 'committed', offset: (first ?? 0) + 6 }]);
});

test('a proposal for another epoch is a bug of the shell', () => {
  const it = new Alone();
  it.flush();
  const propose = { kind: 'propose', epoch: 0, values: [Uint8Array.of(1)] } as const;
  assert.throws(() => it.handle(propose), /in epoch 1 cannot append for epoch 0/);
});

test('a flush that ends before the end commits no more than it says', () => {
  const it = new Alone();
  it.flush();
  it.handle({ kind: 'propose', epoch: 1, values: [Uint8Array.of(1)] });
  it.tick();
  const middle = it.replica.endOffset;
  it.handle({ kind: 'propose', epoch: 1, values: [Uint8Array.of(2)] });
  it.tick();
  it.handle({ kind: 'flushed', endOffset: middle });
  assert.equal(it.replica.highWatermark, middle);
  it.flush();
  assert.equal(it.replica.highWatermark, it.replica.endOffset);
});

test('it resigns when it shuts down, and does not lead again', () => {
  const it = new Alone();
  it.flush();
  it.handle({ kind: 'shut-down' });
  assert.equal(it.replica.state.kind, 'resigned');
  assert.equal(it.replica.nextProposalOffset, undefined);
  for (const nowMs of [1000, 5000, 100_000]) {
    it.nowMs = nowMs;
    it.tick();
    assert.notEqual(it.replica.state.kind, 'leader');
  }
});

test('a log whose start is raised forgets epochs and snapshots below it', () => {
  const it = new Alone({
    endOffset: 30,
    epochs: [
      { epoch: 1, startOffset: 0 },
      { epoch: 3, startOffset: 10 },
      { epoch: 4, startOffset: 20 },
    ],
    snapshots: [
      { offset: 5, epoch: 1 },
      { offset: 15, epoch: 3 },
    ],
    voters: dynamic(voters(), 1),
  });
  it.flush();
  it.handle({ kind: 'log-start-raised', startOffset: 15 });
  it.handle({ kind: 'snapshot-written', id: { offset: 25, epoch: 4 } });
  const request = {
    kind: 'fetch',
    clusterId: null,
    replica: { id: 9, directoryId: D2 },
    epoch: it.replica.state.epoch,
    fetchOffset: 8,
    lastFetchedEpoch: 1,
    highWatermark: -1,
    maxWaitMs: 0,
    bytesMax: 1000,
  } as const;
  const effects = it.handle({ kind: 'request', token: 1, request });
  const answer = effects.find((each) => each.kind === 'respond');
  assert(answer?.kind === 'respond' && answer.response.kind === 'fetch');
  assert.deepEqual(answer.response.snapshotId, { offset: 25, epoch: 4 });
  assert.equal(answer.response.logStartOffset, 15);
});
