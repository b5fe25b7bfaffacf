// What one replica answers to others: Vote, BeginQuorumEpoch, EndQuorumEpoch and Fetch, by table.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BatchBuilder, errorOf } from '@ottla/protocol';
import {
  type Effect,
  type FetchRequest,
  type RaftRequest,
  type RaftResponse,
  Replica,
  type ReplicaOptions,
  type ReplicaStart,
  VoterHistory,
  VoterSet,
} from '../src/index.ts';

const D1 = 'J8aAPcfLQt2bqs1JT_rMgQ';
const D2 = '4L6g3nShT-eMCtK--X86sw';
const MOMENT = { nowMs: 0, wallMs: 1_000_000, chance: 0 };

const options: ReplicaOptions = {
  local: { id: 1, directoryId: D1 },
  clusterId: 'cluster',
  endpoints: [],
  electionTimeoutMs: 1000,
  fetchTimeoutMs: 2000,
  electionBackoffMaxMs: 1000,
  retryBackoffMs: 20,
  appendLingerMs: 0,
  fetchBytesMax: 1000,
};

/** Epoch 1 from offset 0, epoch 3 from 10; the log ends at 20. */
const start: ReplicaStart = {
  election: { epoch: 3, leaderId: -1, votedKey: undefined },
  startOffset: 0,
  endOffset: 20,
  epochs: [
    { epoch: 1, startOffset: 0 },
    { epoch: 3, startOffset: 10 },
  ],
  snapshots: [],
  voters: new VoterHistory(VoterSet.ofIds([1, 2, 3])),
};

class One {
  readonly replica: Replica;
  effects: readonly Effect[] = [];

  constructor(changes: Partial<ReplicaStart> = {}) {
    this.replica = new Replica(options, { ...start, ...changes });
    this.effects = this.replica.begin(MOMENT);
  }

  ask(request: RaftRequest, nowMs = 0): RaftResponse | undefined {
    const moment = { ...MOMENT, nowMs };
    this.effects = this.replica.handle({ kind: 'request', token: 7, request }, moment);
    const answer = this.effects.find(
      (each) => each.kind === 'respond' || each.kind === 'respond-with-records',
    );
    return answer?.response;
  }

  /** Makes it leader of the next epoch, with the votes of replica 2. */
  lead(): this {
    const vote = (): void => {
      const sent = this.effects.find((each) => each.kind === 'send' && each.to === 2);
      assert(sent?.kind === 'send');
      const { epoch } = this.replica.state;
      const response = { kind: 'vote', error: 0, leaderId: -1, epoch, granted: true } as const;
      const event = { kind: 'response', requestId: sent.requestId, response } as const;
      this.effects = this.replica.handle(event, { ...MOMENT, nowMs: 1500 });
    };
    this.effects = this.replica.handle({ kind: 'tick' }, { ...MOMENT, nowMs: 1500 });
    vote();
    vote();
    assert.equal(this.replica.state.kind, 'leader');
    const end = this.replica.endOffset;
    const flushed = { kind: 'flushed', endOffset: end } as const;
    this.effects = this.replica.handle(flushed, { ...MOMENT, nowMs: 1500 });
    return this;
  }

  /** Makes it a follower of replica 2. */
  follow(epoch = 4): this {
    const base = { clusterId: null, voter: undefined, leaderId: 2, epoch };
    this.ask({ kind: 'begin-quorum-epoch', ...base });
    return this;
  }
}

type Vote = RaftRequest & { readonly kind: 'vote' };

function vote(changes: Partial<Vote> = {}): Vote {
  return {
    kind: 'vote',
    clusterId: 'cluster',
    voter: { id: 1, directoryId: D1 },
    candidate: { id: 2, directoryId: D2 },
    epoch: 4,
    logEnd: { offset: 20, epoch: 3 },
    isPreVote: false,
    ...changes,
  };
}

const votes: readonly (readonly [string, Partial<Vote>, string, boolean, number])[] = [
  // what it says, error, granted, the receiver's epoch after it
  ['is fine', {}, 'NONE', true, 4],
  ['is of a sender that names no cluster', { clusterId: null }, 'NONE', true, 4],
  ['names no voter', { voter: undefined }, 'NONE', true, 4],
  ['is of another cluster', { clusterId: 'x' }, 'INCONSISTENT_CLUSTER_ID', false, 3],
  [
    'is of an earlier epoch',
    { epoch: 2, logEnd: { offset: 5, epoch: 1 } },
    'FENCED_LEADER_EPOCH',
    false,
    3,
  ],
  [
    'has a record of its own epoch',
    { logEnd: { offset: 20, epoch: 4 } },
    'INVALID_REQUEST',
    false,
    3,
  ],
  ['has a negative offset', { logEnd: { offset: -1, epoch: 3 } }, 'INVALID_REQUEST', false, 3],
  ['has a negative epoch', { logEnd: { offset: 1, epoch: -1 } }, 'INVALID_REQUEST', false, 3],
  [
    'has no candidate',
    { candidate: { id: -1, directoryId: undefined } },
    'INVALID_REQUEST',
    false,
    3,
  ],
  [
    'was meant for another node',
    { voter: { id: 3, directoryId: D1 } },
    'INVALID_VOTER_KEY',
    false,
    4,
  ],
  [
    'was meant for another directory',
    { voter: { id: 1, directoryId: D2 } },
    'INVALID_VOTER_KEY',
    false,
    4,
  ],
  ['has a shorter log', { logEnd: { offset: 19, epoch: 3 } }, 'NONE', false, 4],
  ['has an older log', { logEnd: { offset: 99, epoch: 2 } }, 'NONE', false, 4],
  ['has a longer log', { logEnd: { offset: 99, epoch: 3 } }, 'NONE', true, 4],
  ['only asks', { isPreVote: true, epoch: 3 }, 'NONE', true, 3],
  ['only asks, in a later epoch', { isPreVote: true, epoch: 9 }, 'NONE', true, 9],
];

for (const [what, changes, error, granted, epoch] of votes) {
  test(`a vote request that ${what}: ${error}, ${granted ? 'granted' : 'not granted'}`, () => {
    const one = new One();
    const response = one.ask(vote(changes));
    assert(response?.kind === 'vote');
    assert.deepEqual([errorOf(response.error).name, response.granted], [error, granted]);
    assert.equal(one.replica.state.epoch, epoch);
  });
}

test('a vote is durable before it is told, and binds for its epoch', () => {
  const one = new One();
  one.ask(vote());
  const kinds = one.effects.map((each) => each.kind);
  assert(kinds.indexOf('persist') < kinds.indexOf('respond'), kinds.join());
  const persisted = one.effects.findLast((each) => each.kind === 'persist');
  assert(persisted?.kind === 'persist');
  assert.deepEqual(persisted.election, {
    epoch: 4,
    leaderId: -1,
    votedKey: { id: 2, directoryId: D2 },
  });
  const again = one.ask(vote());
  assert(again?.kind === 'vote' && again.granted);
  const other = one.ask(vote({ candidate: { id: 3, directoryId: undefined } }));
  assert(other?.kind === 'vote' && !other.granted);
});

test('a pre-vote binds nobody', () => {
  const one = new One();
  one.ask(vote({ isPreVote: true, epoch: 3 }));
  assert(!one.effects.some((each) => each.kind === 'persist'));
  const other = one.ask(vote({ candidate: { id: 3, directoryId: undefined } }));
  assert(other?.kind === 'vote' && other.granted);
});

test('a stored vote binds after a restart', () => {
  const votedKey = { id: 3, directoryId: undefined };
  const one = new One({ election: { epoch: 4, leaderId: -1, votedKey } });
  const response = one.ask(vote());
  assert(response?.kind === 'vote' && !response.granted);
});

for (const [what, election, kind, epoch] of [
  ['nothing', undefined, 'unattached', 3],
  ['an epoch before the log', { epoch: 2, leaderId: 2, votedKey: undefined }, 'unattached', 3],
  ['itself as leader', { epoch: 5, leaderId: 1, votedKey: undefined }, 'resigned', 5],
  ['another leader', { epoch: 5, leaderId: 2, votedKey: undefined }, 'follower', 5],
  ['a leader that is no voter', { epoch: 5, leaderId: 9, votedKey: undefined }, 'unattached', 5],
  [
    'its own vote',
    { epoch: 5, leaderId: -1, votedKey: { id: 1, directoryId: D1 } },
    'candidate',
    5,
  ],
  [
    'a vote of its former disk',
    { epoch: 5, leaderId: -1, votedKey: { id: 1, directoryId: D2 } },
    'unattached',
    5,
  ],
  ['no leader', { epoch: 5, leaderId: -1, votedKey: undefined }, 'unattached', 5],
] as const) {
  test(`a replica that finds ${what} in its file begins ${kind}`, () => {
    const { state } = new One({ election }).replica;
    assert.deepEqual([state.kind, state.epoch], [kind, epoch]);
  });
}

type Begin = RaftRequest & { readonly kind: 'begin-quorum-epoch' };

const begins: readonly (readonly [string, Partial<Begin>, string, string])[] = [
  ['names the leader of a later epoch', {}, 'NONE', 'follower 2@4'],
  ['is of another cluster', { clusterId: 'x' }, 'INCONSISTENT_CLUSTER_ID', 'unattached -1@3'],
  ['is of an earlier epoch', { epoch: 2 }, 'FENCED_LEADER_EPOCH', 'unattached -1@3'],
  ['names no leader', { leaderId: -1 }, 'INVALID_REQUEST', 'unattached -1@3'],
  ['names the leader of this epoch', { epoch: 3 }, 'NONE', 'follower 2@3'],
  [
    'was meant for another node',
    { voter: { id: 3, directoryId: D1 } },
    'INVALID_VOTER_KEY',
    'follower 2@4',
  ],
  ['names the receiver itself', { leaderId: 1 }, 'NONE', 'unattached -1@3'],
];

for (const [what, changes, error, state] of begins) {
  test(`BeginQuorumEpoch that ${what}: ${error}, ${state}`, () => {
    const one = new One();
    const base = { clusterId: 'cluster', voter: undefined, leaderId: 2, epoch: 4 };
    const response = one.ask({ kind: 'begin-quorum-epoch', ...base, ...changes });
    assert.equal(errorOf(response?.error ?? -1).name, error);
    const { kind, leaderId, epoch } = one.replica.state;
    assert.equal(`${kind} ${leaderId}@${epoch}`, state);
  });
}

test('a second leader of one epoch is not believed', () => {
  const one = new One().follow(4);
  const base = { clusterId: null, voter: undefined, leaderId: 3, epoch: 4 };
  one.ask({ kind: 'begin-quorum-epoch', ...base });
  assert.equal(one.replica.state.leaderId, 2);
});

for (const [position, listed, waitMs] of [
  [0, 2, 0],
  [1, 2, 500],
  [1, 3, 250],
  [2, 3, 500],
  [-1, 2, 1000],
  [-1, 0, 1000],
] as const) {
  test(`a follower at place ${position} of ${listed} waits ${waitMs} ms before it stands`, () => {
    const one = new One().follow(4);
    const others = [5, 6, 7].map((id) => ({ id, directoryId: undefined }));
    const preferredCandidates = others.slice(0, listed);
    if (position >= 0) preferredCandidates[position] = { id: 1, directoryId: undefined };
    const base = { clusterId: null, leaderId: 2, epoch: 4, preferredCandidates };
    one.ask({ kind: 'end-quorum-epoch', ...base }, 100);
    assert.equal(one.replica.nextDeadlineMs, 100 + waitMs);
  });
}

test('EndQuorumEpoch of an earlier epoch changes nothing', () => {
  const one = new One().follow(4);
  const before = one.replica.nextDeadlineMs;
  const base = { clusterId: null, leaderId: 2, epoch: 3, preferredCandidates: [] };
  const response = one.ask({ kind: 'end-quorum-epoch', ...base }, 100);
  assert.equal(errorOf(response?.error ?? -1).name, 'FENCED_LEADER_EPOCH');
  assert.equal(one.replica.nextDeadlineMs, before);
});

function fetch(changes: Partial<FetchRequest> = {}): FetchRequest {
  return {
    kind: 'fetch',
    clusterId: 'cluster',
    replica: { id: 2, directoryId: undefined },
    epoch: 4,
    fetchOffset: 21,
    lastFetchedEpoch: 4,
    highWatermark: -1,
    maxWaitMs: 0,
    bytesMax: 1000,
    ...changes,
  };
}

/** Error, divergence, snapshot, and from where records are sent, in one line. */
function shown(one: One, response: RaftResponse | undefined): string {
  if (response?.kind !== 'fetch') return 'parked';
  const { error, diverging, snapshotId } = response;
  if (error !== 0) return errorOf(error).name;
  if (diverging !== undefined) return `diverging ${diverging.offset}/${diverging.epoch}`;
  if (snapshotId !== undefined) return `snapshot ${snapshotId.offset}/${snapshotId.epoch}`;
  const records = one.effects.find((each) => each.kind === 'respond-with-records');
  return records?.kind === 'respond-with-records' ? `records from ${records.offset}` : 'empty';
}

const fetches: readonly (readonly [string, Partial<FetchRequest>, string])[] = [
  ['at the end of the log', {}, 'empty'],
  ['in the middle', { fetchOffset: 15, lastFetchedEpoch: 3 }, 'records from 15'],
  ['from the start', { fetchOffset: 0, lastFetchedEpoch: 0 }, 'records from 0'],
  [
    'behind an epoch that ended earlier',
    { fetchOffset: 12, lastFetchedEpoch: 1 },
    'diverging 10/1',
  ],
  ['in an epoch that never was', { fetchOffset: 15, lastFetchedEpoch: 2 }, 'diverging 10/1'],
  ['beyond the end', { fetchOffset: 30 }, 'diverging 21/4'],
  ['of another cluster', { clusterId: 'x' }, 'INCONSISTENT_CLUSTER_ID'],
  ['of an earlier epoch', { epoch: 3, lastFetchedEpoch: 3 }, 'FENCED_LEADER_EPOCH'],
  ['of a later epoch', { epoch: 5 }, 'UNKNOWN_LEADER_EPOCH'],
  ['with an epoch after its own', { lastFetchedEpoch: 5 }, 'INVALID_REQUEST'],
  ['with a negative offset', { fetchOffset: -1 }, 'INVALID_REQUEST'],
  ['with a negative epoch', { lastFetchedEpoch: -1 }, 'INVALID_REQUEST'],
  ['with a negative wait', { maxWaitMs: -1 }, 'INVALID_REQUEST'],
  ['that may wait', { maxWaitMs: 500, highWatermark: 21 }, 'parked'],
];

for (const [what, changes, expected] of fetches) {
  test(`a fetch ${what}: ${expected}`, () => {
    const one = new One().lead();
    assert.equal(shown(one, one.ask(fetch(changes), 1600)), expected);
  });
}

const SNAPSHOTS = [
  { offset: 5, epoch: 1 },
  { offset: 15, epoch: 3 },
];

for (const [what, changes, expected] of [
  ['an empty log', { fetchOffset: 0, lastFetchedEpoch: 0 }, 'snapshot 15/3'],
  ['a log that ends below the start', { fetchOffset: 3, lastFetchedEpoch: 1 }, 'snapshot 15/3'],
  ['a log that ends at the start', { fetchOffset: 5, lastFetchedEpoch: 1 }, 'records from 5'],
  ['another epoch at the start', { fetchOffset: 5, lastFetchedEpoch: 3 }, 'snapshot 15/3'],
  ['an epoch before all snapshots', { fetchOffset: 9, lastFetchedEpoch: 0 }, 'snapshot 15/3'],
  ['a log inside', { fetchOffset: 8, lastFetchedEpoch: 1 }, 'records from 8'],
] as const) {
  test(`a leader whose log begins at 5 answers ${what} with ${expected}`, () => {
    const epochs = [
      { epoch: 1, startOffset: 5 },
      { epoch: 3, startOffset: 10 },
    ];
    const one = new One({ startOffset: 5, epochs, snapshots: SNAPSHOTS }).lead();
    assert.equal(shown(one, one.ask(fetch(changes), 1600)), expected);
  });
}

test('the bootstrap snapshot is never sent', () => {
  const one = new One({ snapshots: [{ offset: 0, epoch: 0 }] }).lead();
  const changes = { fetchOffset: 0, lastFetchedEpoch: 0 };
  assert.equal(shown(one, one.ask(fetch(changes), 1600)), 'records from 0');
});

test('a follower that has the start of the epoch commits it, and hears of it at once', () => {
  const one = new One().lead();
  assert.equal(one.replica.highWatermark, -1);
  const response = one.ask(fetch({ maxWaitMs: 500 }), 1600);
  assert(response?.kind === 'fetch');
  assert.equal(response.highWatermark, 21);
  assert.equal(one.replica.highWatermark, 21);
});

test('an observer commits nothing, however far it is', () => {
  const one = new One().lead();
  one.ask(fetch({ replica: { id: 9, directoryId: undefined } }), 1600);
  assert.equal(one.replica.highWatermark, -1);
});

test(
  'a parked fetch is answered when records come, when its time is over, or when the leader ' +
    'goes',
  () => {
    const parked = fetch({ maxWaitMs: 500, highWatermark: 21 });
    const answers = (
      one: One,
      event: Parameters<Replica['handle']>[0],
      nowMs: number,
    ): string[] => {
      const effects = one.replica.handle(event, { ...MOMENT, nowMs });
      one.effects = effects;
      return effects
        .filter((each) => each.kind === 'respond' || each.kind === 'respond-with-records')
        .map((each) => shown(one, each.response));
    };
    const timed = new One().lead();
    timed.ask(parked, 1600);
    assert.deepEqual(answers(timed, { kind: 'tick' }, 2100), ['empty']);
    const fed = new One().lead();
    fed.ask(parked, 1600);
    fed.replica.handle({ kind: 'propose', epoch: 4, values: [Buffer.from('x')] }, MOMENT);
    assert.deepEqual(answers(fed, { kind: 'tick' }, 1700), ['records from 21']);
    const gone = new One().lead();
    gone.ask(parked, 1600);
    assert.deepEqual(answers(gone, { kind: 'shut-down' }, 1700), ['NOT_LEADER_OR_FOLLOWER']);
  },
);

test('a leader that no majority fetches from resigns after 1.5 fetch timeouts', () => {
  const one = new One().lead();
  one.ask(fetch({ replica: { id: 2, directoryId: undefined } }), 2000);
  assert.equal(one.replica.state.kind, 'leader');
  one.replica.handle({ kind: 'tick' }, { ...MOMENT, nowMs: 4999 });
  assert.equal(one.replica.state.kind, 'leader');
  one.replica.handle({ kind: 'tick' }, { ...MOMENT, nowMs: 5000 });
  assert.equal(one.replica.state.kind, 'resigned');
});

/** A batch of one record at `offset`. */
function batch(offset: number, epoch: number): Uint8Array {
  const builder = new BatchBuilder({ baseOffset: offset, partitionLeaderEpoch: epoch });
  builder.append(1, null, Buffer.from('value'));
  return builder.finish();
}

/** The leader answers the follower's fetch. */
function answerFetch(one: One, changes: object): readonly Effect[] {
  const sent = one.effects.find((each) => each.kind === 'send' && each.request.kind === 'fetch');
  assert(sent?.kind === 'send');
  const response = {
    kind: 'fetch',
    error: 0,
    leaderId: 2,
    epoch: 4,
    highWatermark: -1,
    logStartOffset: 0,
    diverging: undefined,
    snapshotId: undefined,
    records: new Uint8Array(0),
    ...changes,
  } as const;
  const event = { kind: 'response', requestId: sent.requestId, response } as const;
  one.effects = one.replica.handle(event, { ...MOMENT, nowMs: 100 });
  return one.effects;
}

test('a follower appends, flushes, and only then fetches on', () => {
  const one = new One().follow(4);
  const records = Buffer.concat([batch(20, 3), batch(21, 4)]);
  const effects = answerFetch(one, { records, highWatermark: 21 });
  assert.deepEqual(
    effects.map((each) => each.kind),
    ['append', 'append', 'flush', 'committed'],
  );
  const flushed = { kind: 'flushed', endOffset: 22 } as const;
  const [next] = one.replica.handle(flushed, MOMENT);
  assert(next?.kind === 'send' && next.request.kind === 'fetch');
  assert.deepEqual([next.request.fetchOffset, next.request.lastFetchedEpoch], [22, 4]);
});

const damaged = Buffer.from(batch(20, 3));
damaged.writeUInt8(damaged.readUInt8(70) ^ 1, 70);

for (const [what, records] of [
  ['a gap', batch(21, 4)],
  ['what it has already', batch(19, 3)],
  ["an epoch after the leader's", batch(20, 5)],
  ['an epoch before its own', batch(20, 2)],
  ['a wrong checksum', damaged],
  ['half a batch', batch(20, 4).subarray(0, 40)],
  ['no batch at all', new Uint8Array(80)],
] as const) {
  test(`a follower does not append ${what}: it asks again`, () => {
    const one = new One().follow(4);
    const [only, more] = answerFetch(one, { records });
    assert(only?.kind === 'send' && more === undefined);
    assert.deepEqual([only.request.kind, only.afterMs], ['fetch', 20]);
    assert.equal(one.replica.endOffset, 20);
  });
}

for (const [diverging, end] of [
  [{ epoch: 3, offset: 15 }, 15],
  [{ epoch: 3, offset: 99 }, undefined],
  [{ epoch: 2, offset: 15 }, 10],
  [{ epoch: 1, offset: 5 }, 5],
  [{ epoch: 0, offset: 0 }, 0],
] as const) {
  test(
    `told that the logs part at ${diverging.offset}/${diverging.epoch} a follower keeps ` +
      `${end}`,
    () => {
      const one = new One().follow(4);
      const truncate = answerFetch(one, { diverging }).find((each) => each.kind === 'truncate');
      assert.equal(truncate?.kind === 'truncate' ? truncate.offset : undefined, end);
      assert.equal(one.replica.endOffset, end ?? 20);
    },
  );
}

test('cutting what is committed is a bug, not an outcome', () => {
  const one = new One().follow(4);
  answerFetch(one, { highWatermark: 18 });
  assert.equal(one.replica.highWatermark, 18);
  assert.throws(() => answerFetch(one, { diverging: { epoch: 3, offset: 15 } }), {
    name: 'AssertionFailure',
    message: /would drop committed records below 18/,
  });
});

test('a follower that is too far behind takes a snapshot and goes on from there', () => {
  const one = new One().follow(4);
  const snapshotId = { offset: 50, epoch: 4 };
  const [effect] = answerFetch(one, { snapshotId });
  assert.deepEqual(effect, { kind: 'fetch-snapshot', leaderId: 2, id: snapshotId });
  const installed = { kind: 'snapshot-installed', id: snapshotId, controls: [] } as const;
  const effects = one.replica.handle(installed, MOMENT);
  assert.deepEqual(
    effects.map((each) => each.kind),
    ['committed', 'send'],
  );
  const [, sent] = effects;
  assert(sent?.kind === 'send' && sent.request.kind === 'fetch');
  assert.deepEqual([sent.request.fetchOffset, sent.request.lastFetchedEpoch], [50, 4]);
  assert.equal(one.replica.highWatermark, 50);
});

test('a voter that knows no pre-vote makes the replica stand at once', () => {
  const one = new One();
  one.effects = one.replica.handle({ kind: 'tick' }, { ...MOMENT, nowMs: 1500 });
  const sent = one.effects.find((each) => each.kind === 'send');
  assert(sent?.kind === 'send');
  const response = { kind: 'vote', error: 35, leaderId: -1, epoch: 0, granted: false } as const;
  one.replica.handle({ kind: 'response', requestId: sent.requestId, response }, MOMENT);
  assert.deepEqual([one.replica.state.kind, one.replica.state.epoch], ['candidate', 4]);
});

test("an answer to a request of an earlier state is nobody's", () => {
  const one = new One();
  const sent = one.effects.find((each) => each.kind === 'send');
  assert(sent?.kind === 'send');
  one.follow(4);
  const response = { kind: 'vote', error: 0, leaderId: 3, epoch: 9, granted: true } as const;
  one.replica.handle({ kind: 'response', requestId: sent.requestId, response }, MOMENT);
  assert.equal(one.replica.state.epoch, 4);
});
