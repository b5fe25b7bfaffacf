// Random work of a node with two log directories: topics that come, go and come again under their
// name, records, replicas that move between the directories, log starts, checkpoints, identities.
// Much is begun and left to itself: a death may come while it is under way.

import assert from 'node:assert/strict';

import type { Prng } from '@ottla/base';

import { CHECKPOINT_KINDS } from '../../../src/index.ts';
import { MovingLog } from './moving-log.ts';
import type { Hosted, HostedNode } from './hosted-node.ts';

const TOPICS: readonly string[] = ['arrivals', 'flights'];
const CHECKPOINT_CHANCE = 0.04;

export class NodeWork {
  readonly #node: HostedNode;
  readonly #prng: Prng;
  #identities = 0;

  constructor(node: HostedNode) {
    this.#node = node;
    this.#prng = node.universe.prng;
  }

  async step(): Promise<void> {
    const { universe, directories } = this.#node;
    const prng = this.#prng;
    if (this.#node.problem !== undefined) throw this.#node.problem;
    const hosted = this.#node.hosted.get(prng.pick(TOPICS));
    const dice = prng.float();
    if (dice < 0.05 || hosted === undefined) this.#comeOrGo(prng.pick(TOPICS));
    else if (dice < 0.55) this.#append(hosted);
    else if (dice < 0.81) await this.#workOn(hosted, dice);
    else if (dice < 0.84) this.#identify();
    else if (dice < 0.88) this.#tick();
    else await universe.advance(prng.below(60));
    for (const directory of directories) {
      for (const kind of CHECKPOINT_KINDS) {
        if (prng.chance(CHECKPOINT_CHANCE)) directory.checkpoint(kind).catch(() => undefined);
      }
    }
    if (prng.chance(0.2)) await universe.advance(prng.float());
  }

  async #workOn(hosted: Hosted, dice: number): Promise<void> {
    const { universe } = this.#node;
    const { log } = hosted;
    if (dice < 0.61) await universe.resolve(log.flush());
    else if (dice < 0.65) void log.flush().catch(() => undefined);
    else if (dice < 0.68) log.roll();
    else if (dice < 0.7) await universe.resolve(log.allowGaps());
    else if (dice < 0.73) await this.#raiseStart(hosted);
    else await this.#move(hosted);
  }

  #append({ replica, batches, log }: Hosted): void {
    const { bytes, origin } = batches.next();
    const outcome = log.append(bytes, { origin, leaderEpoch: this.#node.epoch, nowMs: 2_000 });
    assert.equal(outcome.kind, 'appended', JSON.stringify(outcome));
    if (outcome.kind !== 'appended') return;
    const { firstOffset, lastOffset } = outcome;
    replica.history.appended(firstOffset, lastOffset + 1, Buffer.from(bytes));
    log.flushAppends();
    log.setHighWatermark(log.writtenOffset - this.#prng.below(3));
  }

  #comeOrGo(topic: string): void {
    const node = this.#node;
    if (node.busy.has(topic)) return;
    const hosted = node.hosted.get(topic);
    if (hosted === undefined) return node.create(topic);
    if (hosted.move === undefined) node.remove(hosted, this.#prng.chance(0.3) ? 'stray' : 'delete');
  }

  /** What is below the start that was shown is gone for good. */
  async #raiseStart({ replica, log, directory }: Hosted): Promise<void> {
    const prng = this.#prng;
    const { history } = replica;
    const range = log.highWatermark - log.logStartOffset;
    if (range <= 0) return;
    const offset = log.logStartOffset + prng.below(range + 1);
    history.deletedTo = Math.max(history.deletedTo, offset);
    await this.#node.universe.resolve(directory.starts.raise(log, offset));
    history.start = Math.max(history.start, offset);
    if (prng.chance(0.7)) directory.deleteOldSegments(2_000).catch(() => undefined);
  }

  async #move(hosted: Hosted): Promise<void> {
    const { universe } = this.#node;
    const { move } = hosted;
    if (move === undefined) return this.#beginMove(hosted);
    switch (move.phase) {
      case 'copying':
        if (this.#prng.chance(0.03)) await this.#cancelMove(hosted, move);
        else if (!(await universe.resolve(move.copyOnce()))) this.#promote(hosted, move);
        return;
      case 'renamed':
        if (!move.canSwap) return void (await universe.resolve(move.copyOnce()));
        hosted.log = move.swap();
        hosted.directory = move.to;
        hosted.batches.adopt(hosted.log);
        return;
      case 'swapped':
        return this.#finishMove(hosted, move);
      case 'renaming':
      case 'finishing':
        return;
    }
  }

  #beginMove(hosted: Hosted): void {
    const node = this.#node;
    const { replica, log: source, directory: from } = hosted;
    const { topic, topicId } = replica.history;
    if (node.busy.has(topic)) return;
    const { services } = node;
    const to = node.other(from);
    const future = to.futures.create({ topic, partition: 0, topicId, config: source.config });
    hosted.move = new MovingLog({ services, from, to, source, future });
  }

  async #cancelMove(hosted: Hosted, move: MovingLog): Promise<void> {
    hosted.move = undefined;
    hosted.replica.assignedTo = hosted.directory.path;
    await this.#node.universe.resolve(move.to.deleteLog(move.future));
  }

  /** The controller agrees, and the copy gets its name. */
  #promote({ replica }: Hosted, move: MovingLog): void {
    replica.assignedTo = move.to.path;
    this.#node.busyUntil(replica.history.topic, move.rename());
  }

  #finishMove(hosted: Hosted, move: MovingLog): void {
    const finished = move.finish().then(() => {
      hosted.move = undefined;
    });
    this.#node.busyUntil(hosted.replica.history.topic, finished);
  }

  #identify(): void {
    const { directories, claims } = this.#node;
    const index = this.#prng.below(directories.length);
    const directory = directories[index];
    this.#identities += 1;
    if (directory !== undefined) claims[index]?.identify(directory, `later-${this.#identities}`);
  }

  #tick(): void {
    const nowMs = this.#node.services.world.clock.wallMs();
    for (const directory of this.#node.directories) directory.tick(nowMs);
  }
}
