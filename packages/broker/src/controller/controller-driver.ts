// Drives the controller on this node's replica of the metadata log: runs commands one after the
// other while this node leads, proposes their records, and answers when these are committed. All
// work is done at the end of a turn, never within a callback of the log, so that offsets are known
// before records are written. A command that decides about very much does so in slices, a turn
// each; all other work waits for it, so that it sees one state, and what it writes follows that.

import { assert, type Logger, type Timer, type World } from '@ottla/base';
import {
  Controller,
  type CommandResult,
  type ControllerCommand,
  type ControllerSettings,
  type Deciding,
  makeRecord,
  type MetadataRecord,
  writeMetadataRecord,
} from '@ottla/metadata';
import type { OffsetAndEpoch } from '@ottla/raft';
import { readSnapshot } from '@ottla/raft';
import { batchesIn, type Draft } from '@ottla/protocol';
import { loggedBatches } from '../metadata/record-batches.ts';
import { RequestCosts } from '../net/request-costs.ts';
import { PendingResponses } from './pending-responses.ts';
import type { LeaderAndEpoch, QuorumListener } from './quorum-listener.ts';
import type { RaftNode } from './raft-node.ts';

export interface ControllerDriverOptions {
  readonly world: World;
  readonly logger: Logger;
  readonly node: RaftNode;
  readonly settings: ControllerSettings;
  /** What the first active controller writes into an empty log. */
  readonly bootstrap: readonly MetadataRecord[];
  readonly onFatal: (error: unknown) => void;
}

/** How a command ends: with its response, or because this node does not lead (any more). */
export type CommandEnd<Response> =
  | {
      readonly kind: 'answered';
      readonly response: Draft<Response>;
      /** Of the loop, to decide it and to write what was decided. */
      readonly tookMs: number;
    }
  | { readonly kind: 'not-controller' }
  /** A bug: the command threw. Nothing was written. */
  | { readonly kind: 'failed' };

/** Records that go into one batch of the metadata log at most. */
const BATCH_RECORDS_MAX = 10_000;

export class ControllerDriver implements QuorumListener {
  readonly #options: ControllerDriverOptions;
  readonly #world: World;
  readonly #logger: Logger;
  readonly #controller: Controller;
  readonly #responses = new PendingResponses();
  /** Work for the end of this turn. */
  #work: (() => void)[] = [];
  #isWorkAsked = false;
  /** The next slice of the command that is being decided; true at its end. */
  #deciding: (() => boolean) | undefined;
  /** The epoch in which this node leads; undefined while it does not. */
  #epoch: number | undefined;
  #fencing: Timer | undefined;
  #idling: Timer | undefined;
  #lastWriteMs = 0;
  #isStopped = false;
  /** The first records of this leadership are committed. */
  #isReady = false;
  #whenReady: (() => void)[] = [];

  constructor(options: ControllerDriverOptions) {
    this.#options = options;
    this.#world = options.world;
    this.#logger = options.logger;
    this.#controller = new Controller(options.settings);
  }

  get controller(): Controller {
    return this.#controller;
  }

  /** Resolves when this node is the active controller and its first records are committed. */
  active(): Promise<void> {
    if (this.#isReady) return Promise.resolve();
    return new Promise((resolve) => this.#whenReady.push(resolve));
  }

  /** Runs a command at the end of this turn; `end` is called once, later. */
  run<Request, Response>(
    command: ControllerCommand<Request, Response>,
    request: Request,
    apiVersion: number,
    end: (result: CommandEnd<Response>) => void,
  ): void {
    this.#later(() => this.#run(command, request, apiVersion, end));
  }

  stop(): void {
    this.#isStopped = true;
    this.#renounce();
  }

  onCommitted(batches: Uint8Array): void {
    let lastOffset = -1;
    if (this.#epoch === undefined) {
      for (const batch of loggedBatches(batches)) this.#controller.commit(batch);
    } else {
      // An active controller knows what it has written.
      for (const batch of batchesIn(batches)) lastOffset = batch.lastOffset;
      this.#controller.commitUpTo(lastOffset);
      this.#later(() => this.#responses.completeUpTo(lastOffset));
    }
  }

  onSnapshot(id: OffsetAndEpoch, bytes: Uint8Array): void {
    const snapshot = readSnapshot(bytes, `snapshot ${id.offset}-${id.epoch}`);
    this.#controller.load(snapshot.values, {
      offset: id.offset - 1,
      epoch: id.epoch,
      timestampMs: snapshot.lastContainedTimestampMs,
    });
  }

  onLeaderChange({ leaderId, epoch }: LeaderAndEpoch): void {
    const isSelf = leaderId === this.#options.settings.nodeId;
    if (this.#epoch !== undefined) this.#renounce();
    if (isSelf) this.#later(() => this.#claim(epoch), 'first');
  }

  #claim(epoch: number): void {
    const { node, bootstrap } = this.#options;
    if (this.#isStopped || node.leader.epoch !== epoch) return;
    this.#epoch = epoch;
    const nowMs = this.#world.clock.monotonicMs();
    const { records, atomic } = this.#controller.activate(bootstrap, nowMs);
    this.#logger.info('this node is the active controller', { epoch, records: records.length });
    const lastOffset = this.#write(records, atomic);
    if (records.length === 0) this.#becomeReady();
    else
      this.#responses.add(
        lastOffset,
        () => this.#becomeReady(),
        () => {},
      );
    this.#scheduleFencing();
    this.#scheduleIdling();
  }

  #becomeReady(): void {
    this.#isReady = true;
    const told = this.#whenReady;
    this.#whenReady = [];
    for (const each of told) each();
  }

  #renounce(): void {
    this.#isReady = false;
    if (this.#epoch === undefined) return;
    this.#logger.info('this node is no longer the active controller', { epoch: this.#epoch });
    this.#epoch = undefined;
    this.#fencing?.cancel();
    this.#idling?.cancel();
    this.#controller.deactivate();
    this.#responses.failAll();
  }

  #run<Request, Response>(
    command: ControllerCommand<Request, Response>,
    request: Request,
    apiVersion: number,
    end: (result: CommandEnd<Response>) => void,
  ): void {
    const epoch = this.#epoch;
    if (epoch === undefined) return end({ kind: 'not-controller' });
    const costs = new RequestCosts(this.#world.clock);
    const deciding = this.#decide(command, request, apiVersion);
    const decideOn = (): boolean => {
      // With the leadership the state is lost that it has looked at by now.
      if (this.#epoch !== epoch) {
        end({ kind: 'not-controller' });
        return true;
      }
      const next = costs.count(() => deciding.next());
      if (next.done === true) this.#decided(next.value, costs, end);
      return next.done === true;
    };
    if (!decideOn()) this.#deciding = decideOn;
  }

  #decided<Response>(
    result: CommandResult<Response> | undefined,
    costs: RequestCosts,
    end: (result: CommandEnd<Response>) => void,
  ): void {
    if (result === undefined) return end({ kind: 'failed' });
    const { response } = result;
    const lastOffset = costs.count(() => this.#write(result.records, result.atomic));
    result.written?.(lastOffset);
    const complete = (): void => end({ kind: 'answered', response, tookMs: costs.tookMs });
    const fail = (): void => end({ kind: 'not-controller' });
    // Also an answer without records may rest on what is not committed yet.
    const waitFor = result.records.length > 0 ? lastOffset : this.#responses.highestOffset;
    if (waitFor === undefined) complete();
    else this.#responses.add(waitFor, complete, fail);
    this.#scheduleFencing();
  }

  /**
   * What a command decides; undefined where it has a bug, which must not cost the cluster its
   * controller.
   */
  *#decide<Request, Response>(
    command: ControllerCommand<Request, Response>,
    request: Request,
    apiVersion: number,
  ): Deciding<CommandResult<Response> | undefined> {
    const { world, node } = this.#options;
    try {
      return yield* this.#controller.decide(command, request, {
        nowMs: world.clock.monotonicMs(),
        random: world.random,
        nextOffset: this.#nextOffset(node),
        apiVersion,
      });
    } catch (error) {
      this.#logger.error('a controller command failed', {
        api: command.api.name,
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
      return undefined;
    }
  }

  #nextOffset(node: RaftNode): number {
    const offset = node.replica.nextProposalOffset;
    assert(offset !== undefined, 'an active controller leads the metadata log');
    return offset;
  }

  /** Replays and proposes; returns the offset of the last record, or of the last one before. */
  #write(records: readonly MetadataRecord[], atomic: boolean): number {
    const { node } = this.#options;
    const epoch = this.#epoch;
    assert(epoch !== undefined, 'only an active controller writes');
    assert(
      !atomic || records.length <= BATCH_RECORDS_MAX,
      `${records.length} records are too many for one batch of the metadata log`,
    );
    for (let start = 0; start < records.length; start += BATCH_RECORDS_MAX) {
      const part = records.slice(start, start + BATCH_RECORDS_MAX);
      const values = part.map(writeMetadataRecord);
      this.#controller.replayWritten({
        records: part,
        baseOffset: this.#nextOffset(node),
        epoch,
        timestampMs: this.#world.clock.wallMs(),
      });
      node.propose(epoch, values);
      this.#lastWriteMs = this.#world.clock.monotonicMs();
    }
    return this.#nextOffset(node) - 1;
  }

  /** Fences brokers whose sessions have ended, one after the other. */
  #scheduleFencing(): void {
    this.#fencing?.cancel();
    if (this.#epoch === undefined) return;
    const expiryMs = this.#controller.heartbeats.nextExpiryMs();
    if (expiryMs === Number.POSITIVE_INFINITY) return;
    const delayMs = expiryMs - this.#world.clock.monotonicMs();
    this.#fencing = this.#world.timers.after(delayMs, () => this.#later(() => this.#fence()));
  }

  #fence(): void {
    if (this.#epoch === undefined) return;
    const records = this.#controller.fenceExpired(this.#world.clock.monotonicMs());
    if (records !== undefined && records.length > 0) {
      this.#logger.warn('fencing a broker whose session has ended', { records: records.length });
      this.#write(records, false);
    }
    this.#scheduleFencing();
  }

  /** A NoOp record now and then shows brokers that the controller lives (KIP-835). */
  #scheduleIdling(): void {
    this.#idling?.cancel();
    const intervalMs = this.#options.settings.config.number('metadata.max.idle.interval.ms');
    if (intervalMs <= 0) return;
    const dueMs = this.#lastWriteMs + intervalMs - this.#world.clock.monotonicMs();
    this.#idling = this.#world.timers.after(dueMs, () => {
      this.#later(() => this.#writeNoOp(intervalMs));
    });
  }

  #writeNoOp(intervalMs: number): void {
    if (this.#epoch === undefined) return;
    const isIdle = this.#world.clock.monotonicMs() - this.#lastWriteMs >= intervalMs;
    if (isIdle) this.#write([makeRecord('NoOpRecord', 0, {})], true);
    this.#scheduleIdling();
  }

  #later(work: () => void, place: 'first' | 'last' = 'last'): void {
    if (place === 'first') this.#work.unshift(work);
    else this.#work.push(work);
    this.#askWorkOff();
  }

  #askWorkOff(): void {
    if (this.#isWorkAsked) return;
    this.#isWorkAsked = true;
    this.#world.timers.endOfTurn(() => this.#workOff());
  }

  #workOff(): void {
    this.#isWorkAsked = false;
    if (this.#deciding !== undefined) return;
    const work = this.#work;
    this.#work = [];
    for (const [index, each] of work.entries()) {
      this.#guarded(each);
      if (this.#deciding === undefined) continue;
      this.#work.unshift(...work.slice(index + 1));
      return this.#decideOn();
    }
  }

  /** Has the command that is being decided go on in the next turn. */
  #decideOn(): void {
    this.#world.timers.after(0, () => {
      if (this.#guarded(() => this.#deciding?.()) === false) return this.#decideOn();
      this.#deciding = undefined;
      this.#askWorkOff();
    });
  }

  /** What fails here is a bug, or the log. */
  #guarded<Result>(work: () => Result): Result | undefined {
    try {
      return work();
    } catch (error) {
      this.#renounce();
      this.#options.onFatal(error);
      return undefined;
    }
  }
}
