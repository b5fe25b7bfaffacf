// A controller over deaths, in a log directory as a node has it; and what a quorum of one promises
// of its files, from death to death.

import assert from 'node:assert/strict';

import { defaultLogConfig, LogDirectory, type LogServices, type PartitionLog } from '@ottla/log';
import { parseQuorumState, parseSnapshotFileName, readSnapshot } from '@ottla/raft';
import { Died, type FatalCall } from '../../../log/test/prove/fatal-call.ts';
import { ControllerWorld, DIRECTORY } from '../controller/controller-world.ts';

/** Of the log directory that DIRECTORY is in. */
const ROOT = '/data';

export class QuorumWorld extends ControllerWorld {
  /** Where the node dies, in this life. */
  fatal: FatalCall | undefined;
  directory!: LogDirectory; // of each process: `start` sets it first

  protected override openLog(services: LogServices): PartitionLog {
    this.directory = LogDirectory.open({ services, path: ROOT });
    this.directory.load(() => defaultLogConfig);
    return this.directory.openMetadataLog(this.logConfig);
  }

  protected override async closeLog(): Promise<void> {
    await this.resolve(this.directory.close({ brokerEpoch: 1 }));
  }

  async advance(durationMs: number): Promise<void> {
    await this.universe.advance(durationMs);
    this.#liveOn();
  }

  /** As long as the node lives: whoever is dead answers nobody. */
  protected override async resolve<Result>(promise: Promise<Result>): Promise<Result> {
    let isSettled = false;
    const settle = (): void => {
      isSettled = true;
    };
    promise.then(settle, settle);
    await this.universe.runUntil(() => isSettled || this.fatal?.hasCome === true);
    this.#liveOn();
    return promise;
  }

  #liveOn(): void {
    if (this.fatal?.hasCome === true) throw new Died('the node died while it was awaited');
  }
}

export class QuorumClaims {
  /** Ids by name, of topics whose making was acknowledged. */
  readonly #acknowledged = new Map<string, string>();
  /** Names of all that were asked for. */
  readonly #asked = new Set<string>();
  #epoch = 0;
  #highWatermark = 0;
  #named = 0;

  /** Asks for some new topics; resolves when they are acknowledged. */
  async createTopics(it: QuorumWorld, count: number, isWaited: boolean): Promise<void> {
    const topics = Array.from({ length: count }, () => {
      this.#named += 1;
      return { name: `topic-${this.#named}`, numPartitions: 1, replicationFactor: 1 };
    });
    for (const { name } of topics) this.#asked.add(name);
    const note = (made: readonly { name: string; topicId: string; errorCode: number }[]): void => {
      for (const { name, topicId, errorCode } of made) {
        if (errorCode === 0) this.#acknowledged.set(name, topicId);
      }
    };
    if (isWaited) {
      const response = await it.createTopics(topics);
      note(response.topics);
      for (const { name, errorCode } of response.topics) assert.equal(errorCode, 0, name);
    } else {
      // The answer may come, or the death.
      it.sendTopics(topics).then(({ topics: made }) => note(made), () => undefined);
    }
  }

  /** What the node says of itself by now, to whoever asks. */
  saw({ node }: QuorumWorld): void {
    this.#epoch = Math.max(this.#epoch, node.leader.epoch);
    this.#highWatermark = Math.max(this.#highWatermark, node.quorum.highWatermark);
  }

  /** Before a start: each file is whole, and no epoch has gone back. */
  checkFiles({ world: { disk } }: QuorumWorld): void {
    let epoch = 0;
    for (const { name } of disk.list(DIRECTORY)) {
      const path = `${DIRECTORY}/${name}`;
      const bytes = disk.readFile(path);
      if (parseSnapshotFileName(name) !== undefined) readSnapshot(bytes, path);
      if (name !== 'quorum-state') continue;
      ({ epoch } = parseQuorumState(Buffer.from(bytes).toString(), path));
    }
    assert.ok(epoch >= this.#epoch, `quorum-state has epoch ${epoch}, ${this.#epoch} was known`);
  }

  /** After a start. */
  check(it: QuorumWorld): void {
    assert.deepEqual(it.failures, [], 'the metadata log has failed');
    const { leader, quorum } = it.node;
    assert.ok(leader.epoch > this.#epoch, `it leads in epoch ${leader.epoch} again`);
    const { logEndOffset } = quorum;
    const what = `${this.#highWatermark} were committed, the log ends at ${logEndOffset}`;
    assert.ok(logEndOffset >= this.#highWatermark, what);
    const { byName } = it.image.topics;
    for (const [name, id] of this.#acknowledged) {
      assert.equal(byName.get(name)?.id, id, `${name} was acknowledged`);
    }
    for (const name of byName.keys()) assert.ok(this.#asked.has(name), `nobody made ${name}`);
    this.saw(it);
  }
}
