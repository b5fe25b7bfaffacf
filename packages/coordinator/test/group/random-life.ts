// Clients of a few groups who do what they please: join, forget their ids, commit, leave, fall
// silent; while appends fail and the coordinator restarts. What they were promised is kept here, to
// be held against what they get.

import assert from 'node:assert/strict';
import { Prng } from '@ottla/base';
import { errorOf, errors } from '@ottla/protocol';
import { groupCommands } from '../../src/index.ts';
import { GroupBench } from './group-bench.ts';

export const GROUPS = ['g', 'h'];
const FAILURES = [
  errors.NOT_ENOUGH_REPLICAS,
  errors.KAFKA_STORAGE_ERROR,
  errors.MESSAGE_TOO_LARGE,
];
const HOST = '/127.0.0.1';

interface Client {
  readonly name: string;
  readonly group: string;
  readonly groupInstanceId: string | null;
  readonly apiVersion: number;
  memberId: string;
  generationId: number;
  /** As the leader was told them. */
  members: readonly string[];
  /** What a sensible client would do next; `wait` for an answer. */
  next: 'join' | 'sync' | 'work' | 'wait';
}

export class RandomLife {
  readonly bench: GroupBench;
  readonly #prng: Prng;
  readonly #clients: Client[] = [];
  /** Answers by request. */
  readonly #answers: number[] = [];
  /** Who a token was assigned to; each is assigned once. */
  readonly #owners = new Map<string, string>();
  /** The token that a member has in a generation, between two restarts. */
  readonly #tokens = new Map<string, string>();
  /** Offsets that were acknowledged, by group and partition. */
  readonly committed = new Map<string, number>();
  #tokenCount = 0;
  #offset = 0;
  #restarts = 0;
  rebalances = 0;

  constructor(seed: number) {
    this.#prng = new Prng(seed);
    const config = { groupInitialRebalanceDelayMs: 1000 };
    const listener = {
      appended: () => undefined,
      logged: (_level: string, message: string, fields?: object) =>
        assert.notEqual(message, 'a coordinator failed inside', JSON.stringify(fields)),
    };
    this.bench = new GroupBench(config, listener, seed);
    for (const group of GROUPS) {
      for (let number = 0; number < 4; number++) {
        const groupInstanceId = number < 2 ? `${group}-instance-${number % 2}` : null;
        const apiVersion = groupInstanceId === null ? this.#pick([3, 5, 9]) : this.#pick([5, 9]);
        const name = `${group}${number}`;
        const fresh = { memberId: '', generationId: -1, members: [], next: 'join' as const };
        this.#clients.push({ name, group, groupInstanceId, apiVersion, ...fresh });
      }
    }
  }

  /** Requests that are still waiting. */
  get waitingCount(): number {
    return this.#answers.filter((count) => count === 0).length;
  }

  get answersPerRequest(): readonly number[] {
    return this.#answers;
  }

  /** Mostly what makes sense, else anything. */
  step(): void {
    if (this.bench.isGathering && this.#prng.uint32() % 3 === 0) this.#endTurn();
    const client = this.#pick(this.#clients);
    const chance = this.#prng.uint32() % 100;
    if (chance < 70) this.#goOn(client);
    else if (chance < 85) this.bench.advance(this.#pick([1, 500, 1000, 1000, 3000, 7000]));
    else this.#actOddly(client);
  }

  #goOn(client: Client): void {
    switch (client.next) {
      case 'join':
        return this.#join(client);
      case 'sync':
        return this.#sync(client);
      case 'work':
        return this.#prng.uint32() % 2 === 0 ? this.#heartbeat(client) : this.#commit(client);
      case 'wait':
    }
  }

  #actOddly(client: Client): void {
    switch (this.#prng.uint32() % 12) {
      case 0:
        return this.#join(client);
      case 1:
        return this.#sync(client);
      case 2:
        return this.#commit(client);
      case 3:
        return this.#leave(client);
      case 4:
        return this.#forget(client);
      case 5:
        return this.bench.advance(20_000);
      case 6:
        return this.#disturb();
      case 7:
      case 8:
        this.bench.isGathering = true;
        return;
      case 9:
        return this.#commitAsNobody(client);
      default:
        this.bench.holdsCommits = !this.bench.holdsCommits;
        if (!this.bench.holdsCommits) this.bench.commit();
    }
  }

  #pick<Item>(items: readonly Item[]): Item {
    const item = items[this.#prng.uint32() % items.length];
    assert.ok(item !== undefined, 'there is something to pick from');
    return item;
  }

  #disturb(): void {
    if (this.#prng.uint32() % 4 !== 0) {
      this.bench.nextFailure = this.#pick(FAILURES);
      return;
    }
    this.bench.holdsCommits = false;
    this.bench.isGathering = false;
    this.bench.restart();
    this.#restarts += 1;
  }

  #endTurn(): void {
    this.bench.isGathering = false;
    this.bench.endTurn();
  }

  /** Makes a simple group of one that is not there. */
  #commitAsNobody({ group }: Client): void {
    const topics = [{ name: 's', partitions: [{ partitionIndex: 9, committedOffset: 1 }] }];
    const from = { apiVersion: 8, clientId: 'nobody', clientHost: HOST };
    const request = { groupId: group, topics };
    this.bench.submit(groupCommands.offsetCommit, request, from, this.#asked());
  }

  #forget(client: Client): void {
    client.memberId = '';
    client.generationId = -1;
    client.next = 'join';
  }

  #caller({ apiVersion, name }: Client, latestVersion: number) {
    const version = Math.min(apiVersion, latestVersion);
    return { apiVersion: version, clientId: name, clientHost: HOST };
  }

  /** Counts the answers of a request. */
  #asked(): () => void {
    const index = this.#answers.push(0) - 1;
    return () => {
      this.#answers[index] = (this.#answers[index] ?? 0) + 1;
    };
  }

  #identity({ group, memberId, groupInstanceId, apiVersion }: Client) {
    return { groupId: group, memberId, ...(apiVersion < 5 ? {} : { groupInstanceId }) };
  }

  #join(client: Client): void {
    const protocols = this.#pick([
      [protocol('range', 'a'), protocol('sticky', 'a')],
      [protocol('sticky', 'a'), protocol('range', 'a')],
      [protocol('range', 'b')],
    ]);
    const request = {
      ...this.#identity(client),
      sessionTimeoutMs: 10_000,
      rebalanceTimeoutMs: 6_000,
      protocolType: 'consumer',
      protocols,
    };
    const answered = this.#asked();
    const { joinGroup } = groupCommands;
    client.next = 'wait';
    this.bench.submit(joinGroup, request, this.#caller(client, 9), (response) => {
      answered();
      const { name } = errorOf(response.errorCode);
      client.next = name === 'NONE' ? 'sync' : 'join';
      if (name === 'UNKNOWN_MEMBER_ID' || name === 'FENCED_INSTANCE_ID') this.#forget(client);
      if (name === 'MEMBER_ID_REQUIRED') client.memberId = response.memberId;
      if (name !== 'NONE') return;
      const { memberId, generationId, members } = response;
      client.memberId = memberId;
      client.generationId = generationId;
      client.members = members.map((member) => member.memberId);
      assert.equal(new Set(client.members).size, members.length, 'a member is listed twice');
    });
  }

  #sync(client: Client): void {
    if (client.memberId === '') return;
    const assignments = client.members.map((memberId) => {
      const token = `token ${(this.#tokenCount += 1)}`;
      this.#owners.set(token, memberId);
      return { memberId, assignment: Buffer.from(token) };
    });
    const { generationId } = client;
    const request = { ...this.#identity(client), generationId, assignments };
    const { memberId, group } = client;
    const answered = this.#asked();
    const { syncGroup } = groupCommands;
    client.next = 'wait';
    this.bench.submit(syncGroup, request, this.#caller(client, 5), (response) => {
      answered();
      client.next = response.errorCode === 0 ? 'work' : 'join';
      if (response.errorCode !== 0) return;
      this.rebalances += 1;
      const token = Buffer.from(response.assignment).toString();
      this.#check(token, memberId, `${this.#restarts} ${group} ${generationId}`);
    });
  }

  /** Nobody has what was assigned to another, and what a member has stays for the generation. */
  #check(token: string, memberId: string, generation: string): void {
    if (token !== '') assert.equal(who(this.#owners.get(token) ?? ''), who(memberId));
    const key = `${generation} ${memberId}`;
    const known = this.#tokens.get(key);
    assert.ok(known === undefined || known === token, `${key} had ${known}, now ${token}`);
    this.#tokens.set(key, token);
  }

  #heartbeat(client: Client): void {
    const request = { ...this.#identity(client), generationId: client.generationId };
    const from = this.#caller(client, 4);
    const answered = this.#asked();
    this.bench.submit(groupCommands.heartbeat, request, from, ({ errorCode }) => {
      answered();
      if (errorCode !== 0) client.next = 'join';
    });
  }

  #leave(client: Client): void {
    const { memberId, groupInstanceId } = client;
    const members = [{ memberId, groupInstanceId }];
    const answered = this.#asked();
    const from = { ...this.#caller(client, 5), apiVersion: 5 };
    const request = { groupId: client.group, members };
    this.bench.submit(groupCommands.leaveGroup, request, from, answered);
    this.#forget(client);
  }

  #commit(client: Client): void {
    const { group, memberId, groupInstanceId, generationId } = client;
    const partitionIndex = this.#prng.uint32() % 3;
    const committedOffset = (this.#offset += 1);
    const topics = [{ name: 't', partitions: [{ partitionIndex, committedOffset }] }];
    const answered = this.#asked();
    const request = {
      groupId: group,
      memberId,
      groupInstanceId,
      generationIdOrMemberEpoch: generationId,
      topics,
    };
    const from = { ...this.#caller(client, 9), apiVersion: 9 };
    this.bench.submit(groupCommands.offsetCommit, request, from, (response) => {
      answered();
      const code = response.topics[0]?.partitions[0]?.errorCode;
      if (code === 0) this.committed.set(`${group} ${partitionIndex}`, committedOffset);
    });
  }
}

function protocol(name: string, metadata: string) {
  return { name, metadata: Buffer.from(metadata) };
}

/** A static member is the same under each of its ids. */
function who(memberId: string): string {
  return /^.-instance-\d/.exec(memberId)?.[0] ?? memberId;
}
