// The shell of one raft replica: performs its effects on log, disk and timers, in order, and brings
// events back. It decides nothing about elections or commits (that is @ottla/raft's Replica) and
// nothing about metadata (that is its listeners'). Talking to other voters is left to a network
// half that is to come: a quorum of more than one voter is refused at start.

import type { Logger, Timer, World } from '@ottla/base';
import {
  type Effect,
  type ElectionState,
  type Moment,
  type OffsetAndEpoch,
  type RaftEvent,
  Replica,
  type ReplicaKey,
  type ReplicaOptions,
  type ReplicatedLog,
  VoterHistory,
  VoterSet,
} from '@ottla/raft';
import { QuorumStats } from '../metrics/quorum-stats.ts';
import { ListenerFeed } from './listener-feed.ts';
import type { LeaderAndEpoch, MetadataSource, QuorumListener } from './quorum-listener.ts';
import { QuorumStateStore } from './quorum-state-store.ts';
import { MetadataLogError } from './replicated-log-of.ts';
import { type RecoveredLog, recoverLog } from './recovered-log.ts';
import { SnapshotStore } from './snapshot-store.ts';

export interface RaftNodeOptions {
  readonly world: World;
  readonly logger: Logger;
  readonly log: ReplicatedLog;
  /** Directory of the metadata log. */
  readonly directory: string;
  readonly staticVoterIds: readonly number[];
  /** `appendLingerMs` counts only where several vote: alone, group commit gathers as well. */
  readonly replica: ReplicaOptions;
  readonly onFatal: (error: unknown) => void;
}

const NO_LEADER = -1;
const NO_VOTE = -1;
/** A leadership that no record has to be waited for. */
const NO_OFFSET = -1;

/** What an earlier process has left. */
interface Found {
  readonly election: QuorumStateStore;
  readonly snapshots: SnapshotStore;
  readonly recovered: RecoveredLog;
}

function refuseOthers(voters: VoterSet, local: ReplicaKey): void {
  if (voters.isOnlyVoter(local)) return;
  throw new MetadataLogError(
    voters.size === 0
      ? 'no voters are known: format the directory with --standalone, or set ' +
          'controller.quorum.voters'
      : `the voters of the metadata quorum are ${voters.ids.join(', ')}: this version runs a ` +
          `quorum of node ${local.id} with directory ${local.directoryId} alone`,
  );
}

export class RaftNode implements MetadataSource {
  readonly snapshots: SnapshotStore;
  readonly stats: QuorumStats;
  readonly #options: RaftNodeOptions;
  readonly #world: World;
  readonly #log: ReplicatedLog;
  readonly #election: QuorumStateStore;
  readonly #replica: Replica;
  #feeds: ListenerFeed[] = [];
  #events: RaftEvent[] = [];
  #isBusy = false;
  #isClosed = false;
  #timer: Timer | undefined;
  #timerMs = Number.POSITIVE_INFINITY;
  #isTickAsked = false;
  #flushing: Promise<void> | undefined;
  #leader: LeaderAndEpoch = { leaderId: NO_LEADER, epoch: 0 };
  #epochStartOffset = NO_OFFSET;

  private constructor(options: RaftNodeOptions, { election, snapshots, recovered }: Found) {
    const { local } = options.replica;
    this.#options = options;
    this.#world = options.world;
    this.stats = new QuorumStats(() => options.world.clock.monotonicMs());
    this.#log = options.log;
    this.snapshots = snapshots;
    this.#election = election;
    const { epochs, voters } = recovered;
    const isAlone = voters.voters.isOnlyVoter(local);
    const replicaOptions = { ...options.replica, ...(isAlone ? { appendLingerMs: 0 } : {}) };
    this.#replica = new Replica(replicaOptions, {
      election: election.read(),
      startOffset: this.#log.startOffset,
      endOffset: this.#log.endOffset,
      epochs,
      snapshots: snapshots.ids,
      voters,
    });
  }

  /** Reads quorum state, snapshot and log. Rejects where one of them cannot be worked with. */
  static async open(options: RaftNodeOptions): Promise<RaftNode> {
    const { world, directory, log, logger, staticVoterIds, replica } = options;
    const snapshots = new SnapshotStore(world.disk, directory, logger);
    const election = new QuorumStateStore(world.disk, directory);
    const voters = new VoterHistory(VoterSet.ofIds(staticVoterIds));
    const recovered = await recoverLog({ log, snapshots, voters, logger });
    refuseOthers(recovered.voters.voters, replica.local);
    return new RaftNode(options, { election, snapshots, recovered });
  }

  get leader(): LeaderAndEpoch {
    return this.#leader;
  }

  get replica(): Replica {
    return this.#replica;
  }

  get highWatermark(): number {
    return this.#replica.highWatermark;
  }

  /** For whom this node has voted in the present epoch, itself included; -1 for nobody. */
  get currentVote(): number {
    const { state } = this.#replica;
    if (state.kind === 'leader') return this.#options.replica.local.id;
    return 'votedKey' in state ? (state.votedKey?.id ?? NO_VOTE) : NO_VOTE;
  }

  /**
   * Makes durable what an earlier process may have left in the page cache, then takes up its state.
   */
  async start(): Promise<void> {
    await this.#log.flush();
    this.stats.electionBegan();
    this.#isBusy = true;
    this.#perform(this.#replica.begin(this.#moment()));
    this.#isBusy = false;
    this.#continue();
  }

  subscribe(listener: QuorumListener): () => void {
    const feed = new ListenerFeed(listener, {
      log: this.#log,
      latestSnapshot: () => this.snapshots.latest,
      readSnapshot: (id) => this.snapshots.read(id),
    });
    this.#feeds.push(feed);
    feed.advance(this.highWatermark);
    feed.leaderChanged({ ...this.#leader, epochStartOffset: this.#epochStartOffset });
    return () => {
      this.#feeds = this.#feeds.filter((each) => each !== feed);
    };
  }

  /**
   * Appends record values for this node's epoch; the first gets the replica's next proposal offset.
   */
  propose(epoch: number, values: readonly Uint8Array[]): void {
    this.handle({ kind: 'propose', epoch, values });
  }

  handle(event: RaftEvent): void {
    if (this.#isClosed) return;
    this.#events.push(event);
    this.#continue();
  }

  /** Tells raft that a snapshot is there. */
  snapshotWritten(id: OffsetAndEpoch): void {
    this.handle({ kind: 'snapshot-written', id });
  }

  /** The log begins at `offset` now: the oldest snapshot that is kept ends there. */
  raiseLogStart(offset: number): void {
    this.#log.raiseStartOffset(offset);
    this.handle({ kind: 'log-start-raised', startOffset: offset });
  }

  get log(): ReplicatedLog {
    return this.#log;
  }

  /** Resigns, makes all durable and performs nothing more. */
  async stop(): Promise<void> {
    if (this.#isClosed) return;
    this.handle({ kind: 'shut-down' });
    this.#isClosed = true;
    this.#timer?.cancel();
    await this.#flushing;
    await this.#log.flush();
  }

  #moment(): Moment {
    const { clock, random } = this.#world;
    return { nowMs: clock.monotonicMs(), wallMs: clock.wallMs(), chance: random.float() };
  }

  /** Handles what has come in, one event after the other; an event's effects may bring the next. */
  #continue(): void {
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      for (let event = this.#events.shift(); event !== undefined; event = this.#events.shift()) {
        this.#perform(this.#replica.handle(event, this.#moment()));
      }
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#isBusy = false;
    }
    this.#setTimer();
  }

  #fail(error: unknown): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#timer?.cancel();
    // Nobody may go on as if this node led: what waits for a commit waits in vain.
    this.#leaderChanged({ leaderId: NO_LEADER, epoch: this.#leader.epoch }, NO_OFFSET);
    this.#options.onFatal(error);
  }

  #perform(effects: readonly Effect[]): void {
    for (const effect of effects) this.#performOne(effect);
  }

  #performOne(effect: Effect): void {
    switch (effect.kind) {
      case 'persist':
        return this.#persist(effect.election);
      case 'append':
        this.stats.appended(effect.baseOffset, effect.endOffset);
        return this.#log.append(effect.bytes, effect.epoch);
      case 'flush':
        return this.#flush();
      case 'leader-changed':
        return this.#leaderChanged(effect, effect.epochStartOffset);
      case 'committed':
        this.#log.raiseHighWatermark(effect.offset);
        this.stats.committed(effect.offset);
        for (const feed of this.#feeds) feed.advance(effect.offset);
        return;
      case 'send':
      case 'respond':
      case 'respond-with-records':
      case 'truncate':
      case 'fetch-snapshot':
        throw new MetadataLogError(`a sole voter has nobody to ${effect.kind} for`);
    }
  }

  #persist(election: ElectionState): void {
    const { kraftVersion, voters } = this.#replica.voters;
    this.#election.write(election, { kraftVersion, voterIds: voters.ids });
  }

  /** One flush at a time: what is appended meanwhile goes with the next. */
  #flush(): void {
    if (this.#flushing !== undefined) return;
    const endOffset = this.#log.endOffset;
    this.#flushing = this.#log.flush().then(
      () => {
        this.#flushing = undefined;
        this.handle({ kind: 'flushed', endOffset });
        if (!this.#isClosed && this.#log.endOffset > endOffset) this.#flush();
      },
      (error: unknown) => {
        this.#flushing = undefined;
        this.#fail(error);
      },
    );
  }

  #leaderChanged({ leaderId, epoch }: LeaderAndEpoch, epochStartOffset: number): void {
    this.#leader = { leaderId, epoch };
    if (leaderId === NO_LEADER) this.stats.electionBegan();
    else this.stats.electionEnded();
    this.#epochStartOffset = epochStartOffset;
    this.#options.logger.info('the leader of the metadata quorum is', { leaderId, epoch });
    for (const feed of this.#feeds) feed.leaderChanged({ leaderId, epoch, epochStartOffset });
  }

  #setTimer(): void {
    if (this.#isClosed) return;
    const dueMs = this.#replica.nextDeadlineMs;
    const nowMs = this.#world.clock.monotonicMs();
    if (dueMs <= nowMs) return this.#tickSoon();
    if (dueMs === this.#timerMs) return;
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#timerMs = dueMs;
    if (dueMs === Number.POSITIVE_INFINITY) return;
    this.#timer = this.#world.timers.after(dueMs - nowMs, () => {
      this.#timerMs = Number.POSITIVE_INFINITY;
      this.handle({ kind: 'tick' });
    });
  }

  /** At the end of the turn, so that all proposals of a turn are one batch. */
  #tickSoon(): void {
    if (this.#isTickAsked) return;
    this.#isTickAsked = true;
    this.#world.timers.endOfTurn(() => {
      this.#isTickAsked = false;
      this.handle({ kind: 'tick' });
    });
  }
}
