// A group at work: a broker behind a wiretap, a steady load on one topic, members of several
// clients, and the checks that hear them all.

import assert from 'node:assert/strict';

import { type Driver, type DriverEvent, Member } from '../peers/drivers.ts';
import { startTappedBroker, type TappedBroker } from './cluster.ts';
import { committedOffsets } from './committed-offsets.ts';
import type { GroupChecks } from './group-checks.ts';
import { createTopic, endOffsets, Load } from './load.ts';
import { until } from './until.ts';

const TOPIC = 'chaos';
const GROUP = 'chaos';

export interface GroupRunOptions {
  readonly checks: GroupChecks;
  readonly partitions: number;
  readonly recordsPerSecond: number;
}

export class GroupRun {
  readonly broker: TappedBroker;
  /** Who runs, and by which client id it is known on the wire. */
  readonly members = new Map<Member, string>();
  /** How often each client was killed, left, or ended by itself. */
  readonly ended = { killed: 0, left: 0, byItself: 0 };
  readonly #checks: GroupChecks;
  readonly #load: Load;
  /** What members complained of, for the message of a failure. */
  readonly #errors: string[] = [];
  #serial = 0;
  #isClosed = false;

  private constructor(broker: TappedBroker, checks: GroupChecks, load: Load) {
    this.broker = broker;
    this.#checks = checks;
    this.#load = load;
  }

  static async start({ checks, partitions, recordsPerSecond }: GroupRunOptions) {
    const broker = await startTappedBroker(checks);
    const { bootstrap } = broker;
    await createTopic(bootstrap, TOPIC, partitions);
    const load = await Load.start({ bootstrap, topic: TOPIC, partitions, recordsPerSecond });
    return new GroupRun(broker, checks, load);
  }

  async join(
    driver: Driver,
    { commitMs = 500, assignor }: { commitMs?: number; assignor?: string } = {},
  ): Promise<void> {
    this.#serial += 1;
    const clientId = `${driver.name}-${this.#serial}`;
    const { bootstrap } = this.broker;
    const common = { bootstrap, group: GROUP, topics: [TOPIC], clientId, commitMs };
    const settings = { ...common, ...(assignor === undefined ? {} : { assignor }) };
    const member = await Member.start(driver, settings, (event) => this.#hear(event));
    this.members.set(member, clientId);
  }

  #hear(event: DriverEvent): void {
    if (event.kind === 'record') this.#checks.record(event.partition, event.offset);
    else if (event.kind === 'error') this.#errors.push(event.error);
  }

  /** Takes one out of the group; `at` is from 0 (the oldest) to below 1 (the youngest). */
  #take(at: number): Member | undefined {
    const member = [...this.members.keys()][Math.floor(at * this.members.size)];
    if (member !== undefined) this.members.delete(member);
    return member;
  }

  async leaveOne(at = 0): Promise<void> {
    await this.#take(at)?.leave();
    this.ended.left += 1;
  }

  async killOne(at = 0): Promise<void> {
    await this.#take(at)?.kill();
    this.ended.killed += 1;
  }

  /** Clients that gave up by themselves; their places are free for new ones. */
  reap(): readonly Member[] {
    const gone = [...this.members.keys()].filter((member) => !member.isRunning);
    for (const member of gone) this.members.delete(member);
    this.ended.byItself += gone.length;
    return gone;
  }

  /**
   * Waits until those who run, and nobody else, share all partitions in one generation and go on
   * reading, with nothing broken.
   */
  async settle(limitMs: number): Promise<void> {
    const { records } = this.#checks;
    await until(() => this.#isTogether() && this.#checks.records > records, limitMs);
    this.#assertHolds();
    const wire = [...this.#checks.clients()].sort().join(' ');
    const state = `on the wire: ${wire}; running: ${this.#running().join(' ')}; ${this.#stderr()}`;
    assert.deepEqual(this.#checks.unowned(), [], `partitions without an owner: ${state}`);
    assert.ok(this.#isTogether(), `the group does not hold those who run: ${state}`);
    assert.ok(this.#checks.records > records, `nobody reads: ${state}`);
  }

  #running(): readonly string[] {
    return [...this.members].filter(([member]) => member.isRunning).map(([, id]) => id).sort();
  }

  #isTogether(): boolean {
    const inGroup = [...this.#checks.clients()].sort();
    return inGroup.join() === this.#running().join() && this.#checks.unowned().length === 0;
  }

  /** Ends the load; all that was produced is read, and what was committed is what is there. */
  async finish(limitMs: number): Promise<void> {
    await this.#load.stop();
    const ends = await endOffsets(this.broker.bootstrap, TOPIC);
    await until(() => this.#checks.missing(ends) === 0, limitMs);
    const missing = this.#checks.missing(ends);
    assert.equal(missing, 0, `${missing} records were not read: ${this.#stderr()}`);
    assert.deepEqual(this.#checks.unowned(), [], 'partitions without an owner at the end');
    await Promise.all([...this.members.keys()].map((member) => member.leave()));
    this.#checks.checkSkipped();
    this.#assertHolds();
    await this.checkCommitted(this.#checks.committedOffsets(), 'at the end');
    await this.#close();
  }

  /** The broker has what was acknowledged, or more: an answer can be lost with the broker. */
  async checkCommitted(expected: ReadonlyMap<number, number>, when: string): Promise<void> {
    const committed = await committedOffsets(this.broker.port, GROUP);
    for (const [partition, offset] of expected) {
      const stored = committed.get(partition) ?? -1;
      assert.ok(stored >= offset, `partition ${partition}: ${stored} of ${offset} ${when}`);
    }
  }

  /** Ends what still runs, whatever has happened. */
  async abandon(): Promise<void> {
    if (this.#isClosed) return;
    await Promise.all([...this.members.keys()].map((member) => member.kill()));
    await this.#load.stop();
    await this.#close();
  }

  async #close(): Promise<void> {
    this.#isClosed = true;
    await this.broker.close();
  }

  #assertHolds(): void {
    assert.deepEqual(this.#checks.violations, []);
  }

  #stderr(): string {
    const texts = [...this.members.keys()].map(({ driver, said, isRunning }) =>
      isRunning && said === '' ? '' : `\n${driver.name}${isRunning ? '' : ' (ended)'}: ${said}`,
    );
    return [...texts, ...this.#errors.slice(-5)].join('');
  }
}
