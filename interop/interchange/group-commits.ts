// Groups that commit again and again, are deleted and come back, so that what is left of
// `__consumer_offsets` by compaction is a small part of what was written; and what must be known of
// them, whoever serves. One more group has a member that reads on in each phase.

import assert from 'node:assert/strict';
import { join } from 'node:path';

import { until } from '../groups/until.ts';
import { interopRoot } from '../paths.ts';
import { driverNamed, Member, PYTHON } from '../peers/drivers.ts';
import { runProgram } from '../peers/process.ts';
import type { Tool } from './description.ts';

export const OFFSETS_TOPIC = '__consumer_offsets';
/** Of which the groups commit all partitions. */
export const COMMITTED = { topic: 'committed', partitions: 100 } as const;

const GROUPS = Array.from({ length: 12 }, (_, group) => `group-${group}`);
/** A phase fills more than a segment of 1 MB. */
const ROUNDS = 12;
const SETTLE_MS = 30_000;
/** As librdkafka says that nothing is committed. */
const NONE = -1_001;

type Commit = readonly [group: string, offset: number];

export class GroupCommits {
  readonly #bootstrap: string;
  readonly #tool: Tool;
  /** The offset that each group has committed in every partition; by group, where it is there. */
  readonly #committed = new Map<string, number>();
  #readTo = -1;

  constructor(bootstrap: string, tool: Tool) {
    this.#bootstrap = bootstrap;
    this.#tool = tool;
  }

  /** Every group commits some rounds; some of them are deleted, which leaves tombstones. */
  async write(phase: number): Promise<void> {
    const commits: Commit[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      for (const [index, group] of GROUPS.entries()) {
        commits.push([group, phase * 10_000 + round * 100 + index]);
      }
    }
    await this.#run(commits, []);
    for (const [group, offset] of commits) this.#committed.set(group, offset);
    const gone = [`group-${phase}`, `group-${phase + 5}`];
    await this.#tool('consumer-groups', '--delete', ...gone.flatMap((each) => ['--group', each]));
    for (const group of gone) this.#committed.delete(group);
  }

  async check(): Promise<void> {
    for (const [group, offsets] of await this.#run([], GROUPS)) {
      const expected = this.#committed.get(group) ?? NONE;
      assert.deepEqual(new Set(offsets), new Set([expected]), group);
    }
  }

  /** A member reads `topic` to its end: it goes on where the one before it has left. */
  async readOn(topic: string, lastOffset: number): Promise<void> {
    let first: number | undefined;
    let last = -1;
    let isCommitted = false;
    const settings = { bootstrap: this.#bootstrap, group: 'resuming', topics: [topic] };
    const member = await Member.start(driverNamed('librdkafka'), settings, ({ kind, offset }) => {
      if (kind === 'committed') isCommitted = last >= lastOffset;
      if (kind !== 'record') return;
      first ??= offset;
      assert.ok(offset > last, `${offset} after ${last}`);
      last = offset;
    });
    try {
      await until(() => isCommitted, SETTLE_MS);
      assert.ok(isCommitted, `read to ${last} of ${lastOffset}: ${member.said}`);
      assert.ok((first ?? -1) > this.#readTo, `${first} again, after ${this.#readTo}`);
      this.#readTo = last;
    } finally {
      assert.equal(await member.leave(), 0, member.said);
    }
  }

  async #run(commits: readonly Commit[], groups: readonly string[]): Promise<readonly Found[]> {
    const { topic, partitions } = COMMITTED;
    const program = join(interopRoot, 'python', 'commits.py');
    const args = [program, this.#bootstrap, topic, String(partitions)];
    const run = await runProgram(PYTHON, args, { input: JSON.stringify({ commits, groups }) });
    assert.equal(run.code, 0, run.stderr);
    const lines = run.stdout.split('\n').filter((line) => line !== '');
    assert.equal(lines.length, groups.length);
    return lines.map((line): Found => JSON.parse(line));
  }
}

type Found = readonly [group: string, offsets: readonly number[]];
