// A quorum of pure replicas over a message queue: virtual time, a seeded order of delivery, logs
// that forget what was not flushed. The test's stand-in for shells and network, so that what a
// replica decides is seen alone. After every step the invariants of raft are checked.

import assert from 'node:assert/strict';
import { batchesIn } from '@ottla/protocol';
import {
  type Effect,
  type ElectionState,
  type EpochStart,
  type Moment,
  quorumControlsIn,
  type RaftEvent,
  type RaftRequest,
  type RaftResponse,
  Replica,
  type ReplicaOptions,
  VoterHistory,
  VoterSet,
} from '../src/index.ts';

/** A batch as a node's log has it. */
interface StoredBatch {
  readonly baseOffset: number;
  readonly endOffset: number;
  readonly epoch: number;
  readonly bytes: Uint8Array;
}

interface Node {
  readonly id: number;
  replica: Replica | undefined;
  election: ElectionState | undefined;
  batches: StoredBatch[];
  flushedOffset: number;
  committedOffset: number;
  leaderEvents: string[];
}

interface Pending {
  readonly dueMs: number;
  readonly order: number;
  readonly run: () => void;
}

export interface ClusterOptions {
  readonly nodeIds: readonly number[];
  readonly seed: number;
  /** 0 delivers in the order sent. */
  readonly delayMsMax?: number;
  readonly appendLingerMs?: number;
}

/** A small generator of the test's own: the replicas must not depend on its quality. */
function mulberry(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export class PureCluster {
  readonly nodes = new Map<number, Node>();
  nowMs = 0;
  /** One line for each effect, for scenario files. */
  trace: string[] = [];
  readonly #random: () => number;
  readonly #options: ClusterOptions;
  readonly #cut = new Set<string>();
  readonly #leaders = new Map<number, number>();
  readonly #committed = new Map<number, string>();
  #pending: Pending[] = [];
  #order = 0;
  #tokens = 0;
  readonly #waiting = new Map<number, { node: Node; from: Node; requestId: number }>();

  constructor(options: ClusterOptions) {
    this.#options = options;
    this.#random = mulberry(options.seed);
    for (const id of options.nodeIds) {
      this.nodes.set(id, {
        id,
        replica: undefined,
        election: undefined,
        batches: [],
        flushedOffset: 0,
        committedOffset: 0,
        leaderEvents: [],
      });
    }
  }

  node(id: number): Node {
    const node = this.nodes.get(id);
    assert(node !== undefined, `there is no node ${id}`);
    return node;
  }

  replica(id: number): Replica {
    const { replica } = this.node(id);
    assert(replica !== undefined, `node ${id} is down`);
    return replica;
  }

  endOffset(node: Node): number {
    return node.batches.at(-1)?.endOffset ?? 0;
  }

  start(id: number): void {
    const node = this.node(id);
    const epochs: EpochStart[] = [];
    let voters = new VoterHistory(VoterSet.ofIds(this.#options.nodeIds));
    for (const { epoch, baseOffset, bytes } of node.batches) {
      if (epochs.at(-1)?.epoch !== epoch) epochs.push({ epoch, startOffset: baseOffset });
      for (const control of quorumControlsIn(bytes)) voters = voters.with(control);
    }
    node.replica = new Replica(this.#replicaOptions(id), {
      election: node.election,
      startOffset: 0,
      endOffset: this.endOffset(node),
      epochs,
      snapshots: [],
      voters,
    });
    node.committedOffset = 0;
    this.#perform(node, node.replica.begin(this.#moment()));
  }

  /** The process dies: what was not flushed may be gone. */
  crash(id: number, losesUnflushed: boolean): void {
    const node = this.node(id);
    node.replica = undefined;
    if (!losesUnflushed) return;
    node.batches = node.batches.filter((each) => each.endOffset <= node.flushedOffset);
  }

  cut(a: number, b: number): void {
    this.#cut.add(`${a}-${b}`);
    this.#cut.add(`${b}-${a}`);
  }

  heal(): void {
    this.#cut.clear();
  }

  event(id: number, event: RaftEvent): void {
    const node = this.node(id);
    if (node.replica === undefined) return;
    this.#perform(node, node.replica.handle(event, this.#moment()));
  }

  propose(id: number, text: string): number {
    const replica = this.replica(id);
    const offset = replica.nextProposalOffset;
    assert(offset !== undefined, `node ${id} does not lead`);
    const values = [Buffer.from(text)];
    this.event(id, { kind: 'propose', epoch: replica.state.epoch, values });
    return offset;
  }

  leader(): number | undefined {
    const leaders = [...this.nodes.values()].filter(
      (each) => each.replica?.state.kind === 'leader',
    );
    const newest = leaders.toSorted(
      (a, b) => (b.replica?.state.epoch ?? 0) - (a.replica?.state.epoch ?? 0),
    );
    return newest[0]?.id;
  }

  /** Runs until the condition holds; fails after `limitMs` of virtual time. */
  runUntil(condition: () => boolean, limitMs = 60_000): void {
    const endMs = this.nowMs + limitMs;
    while (!condition()) {
      assert(this.nowMs <= endMs, `nothing came of it within ${limitMs} ms`);
      this.step();
    }
  }

  runFor(durationMs: number): void {
    const endMs = this.nowMs + durationMs;
    while (this.#nextMs() <= endMs) this.step();
    this.nowMs = endMs;
  }

  /** The next thing that is due: a message, a flush, or a replica's own deadline. */
  step(): void {
    const nextMs = this.#nextMs();
    assert(Number.isFinite(nextMs), 'nothing is left to happen');
    this.nowMs = Math.max(this.nowMs, nextMs);
    const due = this.#pending.filter((each) => each.dueMs <= this.nowMs);
    const first = due.toSorted((a, b) => a.dueMs - b.dueMs || a.order - b.order)[0];
    if (first !== undefined) {
      this.#pending = this.#pending.filter((each) => each !== first);
      first.run();
      return;
    }
    for (const node of this.nodes.values()) {
      if ((node.replica?.nextDeadlineMs ?? Infinity) <= this.nowMs)
        this.event(node.id, { kind: 'tick' });
    }
  }

  #nextMs(): number {
    const pending = this.#pending.map((each) => each.dueMs);
    const deadlines = [...this.nodes.values()].map(
      (each) => each.replica?.nextDeadlineMs ?? Infinity,
    );
    return Math.min(...pending, ...deadlines);
  }

  #moment(): Moment {
    return { nowMs: this.nowMs, wallMs: 1_000_000 + this.nowMs, chance: this.#random() };
  }

  #replicaOptions(id: number): ReplicaOptions {
    return {
      local: { id, directoryId: undefined },
      clusterId: 'cluster',
      endpoints: [],
      electionTimeoutMs: 1000,
      fetchTimeoutMs: 2000,
      electionBackoffMaxMs: 1000,
      retryBackoffMs: 20,
      appendLingerMs: this.#options.appendLingerMs ?? 0,
      fetchBytesMax: 1 << 20,
    };
  }

  #later(delayMs: number, run: () => void): void {
    this.#pending.push({ dueMs: this.nowMs + delayMs, order: ++this.#order, run });
  }

  #delayMs(): number {
    return Math.floor(this.#random() * (this.#options.delayMsMax ?? 0));
  }

  #perform(node: Node, effects: readonly Effect[]): void {
    for (const effect of effects) {
      this.trace.push(`${node.id} ${describeEffect(effect)}`);
      this.#performOne(node, effect);
    }
    this.#check();
  }

  #performOne(node: Node, effect: Effect): void {
    switch (effect.kind) {
      case 'persist':
        node.election = effect.election;
        return;
      case 'append':
        return this.#append(node, effect.bytes, effect.baseOffset, effect.endOffset);
      case 'truncate':
        node.batches = node.batches.filter((each) => each.endOffset <= effect.offset);
        assert.equal(this.endOffset(node), effect.offset, 'a log is cut between batches');
        node.flushedOffset = Math.min(node.flushedOffset, effect.offset);
        return;
      case 'flush':
        return this.#flush(node, effect.endOffset);
      case 'send':
        return this.#send(node, effect.requestId, effect.to, effect.request, effect.afterMs);
      case 'respond':
        return this.#respond(effect.token, effect.response);
      case 'respond-with-records': {
        const batches = node.batches.filter((each) => each.endOffset > effect.offset);
        const records = Buffer.concat(batches.map((each) => each.bytes));
        return this.#respond(effect.token, { ...effect.response, records });
      }
      case 'leader-changed':
        node.leaderEvents.push(`${effect.leaderId}@${effect.epoch}`);
        return;
      case 'committed':
        assert(effect.offset > node.committedOffset, 'the high watermark never goes back');
        assert(effect.offset <= this.endOffset(node), 'what is committed is in the log');
        node.committedOffset = effect.offset;
        return;
      case 'fetch-snapshot':
        throw new Error('no node of this cluster has snapshots');
    }
  }

  #append(node: Node, bytes: Uint8Array, baseOffset: number, endOffset: number): void {
    assert.equal(baseOffset, this.endOffset(node), 'an append begins at the end of the log');
    for (const batch of batchesIn(bytes)) {
      node.batches.push({
        baseOffset: batch.baseOffset,
        endOffset: batch.nextOffset,
        epoch: batch.partitionLeaderEpoch,
        bytes: bytes.slice(batch.start, batch.start + batch.sizeBytes),
      });
    }
    assert.equal(endOffset, this.endOffset(node), 'an append ends where it says');
  }

  #flush(node: Node, endOffset: number): void {
    const { replica } = node;
    this.#later(this.#delayMs(), () => {
      if (node.replica !== replica) return;
      node.flushedOffset = Math.max(node.flushedOffset, Math.min(endOffset, this.endOffset(node)));
      this.event(node.id, { kind: 'flushed', endOffset });
    });
  }

  #send(
    node: Node,
    requestId: number,
    to: number | 'any',
    request: RaftRequest,
    afterMs: number,
  ): void {
    const others = this.#options.nodeIds.filter((id) => id !== node.id);
    const target = to === 'any' ? others[Math.floor(this.#random() * others.length)] : to;
    const { replica } = node;
    this.#later(afterMs + this.#delayMs(), () => {
      if (node.replica !== replica || target === undefined) return;
      const receiver = this.node(target);
      if (receiver.replica === undefined || this.#cut.has(`${node.id}-${target}`)) {
        this.#later(50, () => this.event(node.id, { kind: 'request-failed', requestId }));
        return;
      }
      const token = ++this.#tokens;
      this.#waiting.set(token, { node: receiver, from: node, requestId });
      this.event(target, { kind: 'request', token, request });
    });
  }

  #respond(token: number, response: RaftResponse): void {
    const waiting = this.#waiting.get(token);
    if (waiting === undefined) return;
    this.#waiting.delete(token);
    const { node, from, requestId } = waiting;
    const asked = from.replica;
    this.#later(this.#delayMs(), () => {
      if (from.replica !== asked) return;
      if (this.#cut.has(`${node.id}-${from.id}`)) {
        this.event(from.id, { kind: 'request-failed', requestId });
      } else {
        this.event(from.id, { kind: 'response', requestId, response });
      }
    });
  }

  /** One leader an epoch; what is committed anywhere is the same everywhere, for ever. */
  #check(): void {
    for (const { id, replica, batches, committedOffset } of this.nodes.values()) {
      if (replica === undefined) continue;
      if (replica.state.kind === 'leader') {
        const known = this.#leaders.get(replica.state.epoch);
        assert(known === undefined || known === id, `two leaders in epoch ${replica.state.epoch}`);
        this.#leaders.set(replica.state.epoch, id);
      }
      for (const batch of batches) {
        if (batch.endOffset > committedOffset) break;
        const text = Buffer.from(batch.bytes).toString('hex');
        const known = this.#committed.get(batch.baseOffset);
        assert(
          known === undefined || known === text,
          `committed batch ${batch.baseOffset} differs`,
        );
        this.#committed.set(batch.baseOffset, text);
      }
    }
  }
}

export function describeEffect(effect: Effect): string {
  switch (effect.kind) {
    case 'persist': {
      const { epoch, leaderId, votedKey } = effect.election;
      return `persist epoch=${epoch} leader=${leaderId} voted=${votedKey?.id ?? -1}`;
    }
    case 'append':
      return `append ${effect.baseOffset}..${effect.endOffset - 1}`;
    case 'truncate':
      return `truncate to ${effect.offset}`;
    case 'flush':
      return `flush to ${effect.endOffset}`;
    case 'send':
      return `send ${describeMessage(effect.request)} to ${effect.to}${after(effect.afterMs)}`;
    case 'respond':
      return `respond ${describeMessage(effect.response)}`;
    case 'respond-with-records':
      return `respond ${describeMessage(effect.response)} with records from ${effect.offset}`;
    case 'leader-changed':
      return `leader ${effect.leaderId} in epoch ${effect.epoch}`;
    case 'committed':
      return `committed to ${effect.offset}`;
    case 'fetch-snapshot':
      return `fetch snapshot ${effect.id.offset}-${effect.id.epoch} from ${effect.leaderId}`;
  }
}

function after(delayMs: number): string {
  return delayMs === 0 ? '' : ` after ${delayMs} ms`;
}

/** Field by field, without bytes and without what is undefined. */
function describeMessage(message: RaftRequest | RaftResponse): string {
  const fields = Object.entries(message)
    .filter(([name, value]) => name !== 'kind' && name !== 'clusterId' && value !== undefined)
    .filter(([, value]) => !(value instanceof Uint8Array))
    .map(([name, value]) => `${name}=${describeValue(value)}`);
  return `${message.kind}(${fields.join(' ')})`;
}

function describeValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(describeValue).join(',')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = new Map(Object.entries(value));
  if (entries.has('id')) return String(entries.get('id'));
  return `${entries.get('offset')}/${entries.get('epoch')}`;
}
