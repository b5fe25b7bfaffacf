// One classic group as a coordinator keeps it, small: enough for members to be judged by. Joins are
// answered when all known members have come or the rebalance timeout is over.

import { errors, type JoinGroupRequest } from '@ottla/protocol';

import type { World } from '@ottla/base';

export interface JoinAnswer {
  readonly errorCode?: number;
  readonly generationId?: number;
  readonly protocolType?: string | null;
  readonly protocolName?: string | null;
  readonly leader?: string;
  readonly memberId: string;
  readonly members?: readonly object[];
}

interface Member {
  readonly id: string;
  readonly instanceId: string | null;
  protocols: JoinGroupRequest['protocols'];
  sessionTimeoutMs: number;
  rebalanceTimeoutMs: number;
  lastSeenMs: number;
  assignment: Uint8Array;
  joining: ((answer: JoinAnswer) => void) | undefined;
  syncing: ((errorCode: number, assignment: Uint8Array) => void) | undefined;
}

type GroupState = 'empty' | 'preparing' | 'completing' | 'stable';

export class ScriptedGroup {
  readonly #world: World;
  state: GroupState = 'empty';
  generationId = 0;
  protocolName = '';
  leader = '';
  readonly members = new Map<string, Member>();
  readonly offsets = new Map<string, { offset: number; leaderEpoch: number; metadata: string }>();
  /** `topic-partition=offset by MEMBER in GENERATION`, as accepted. */
  readonly commits: string[] = [];
  /** Why members said that they join or leave. */
  readonly reasons: string[] = [];
  #count = 0;
  #rebalanceEndsMs = 0;

  constructor(world: World) {
    this.#world = world;
    const tick = (): void => {
      this.#expire();
      world.timers.after(10, tick);
    };
    tick();
  }

  join(request: JoinGroupRequest, version: number, answer: (answer: JoinAnswer) => void): void {
    const { memberId, groupInstanceId, protocols, sessionTimeoutMs, rebalanceTimeoutMs } = request;
    this.reasons.push(`join: ${request.reason ?? ''}`);
    if (memberId === '' && groupInstanceId === null && version >= 4) {
      answer({ errorCode: errors.MEMBER_ID_REQUIRED.code, memberId: `member-${++this.#count}` });
      return;
    }
    const known = this.#staticMember(groupInstanceId) ?? this.members.get(memberId);
    if (memberId !== '' && groupInstanceId !== null && known?.id !== memberId) {
      answer({ errorCode: errors.FENCED_INSTANCE_ID.code, memberId });
      return;
    }
    if (memberId !== '' && known === undefined && !memberId.startsWith('member-')) {
      answer({ errorCode: errors.UNKNOWN_MEMBER_ID.code, memberId });
      return;
    }
    const id = memberId === '' ? `${groupInstanceId}-${++this.#count}` : memberId;
    if (known !== undefined && known.id !== id) this.members.delete(known.id);
    this.members.set(id, {
      id,
      instanceId: groupInstanceId,
      protocols,
      sessionTimeoutMs,
      rebalanceTimeoutMs,
      lastSeenMs: this.#nowMs(),
      assignment: new Uint8Array(),
      joining: answer,
      syncing: undefined,
    });
    this.#prepare();
    this.#completeJoins();
  }

  sync(
    request: { readonly memberId: string; readonly generationId: number },
    assignments: readonly { readonly memberId: string; readonly assignment: Uint8Array }[],
    answer: (errorCode: number, assignment: Uint8Array) => void,
  ): void {
    const refused = this.#refusal(request.memberId, request.generationId);
    const member = this.members.get(request.memberId);
    if (refused !== 0 || member === undefined) return answer(refused, new Uint8Array());
    member.lastSeenMs = this.#nowMs();
    if (this.state === 'preparing') {
      answer(errors.REBALANCE_IN_PROGRESS.code, new Uint8Array());
      return;
    }
    if (this.state === 'stable') return answer(0, member.assignment);
    member.syncing = answer;
    if (member.id !== this.leader) return;
    for (const each of this.members.values()) {
      const own = assignments.find(({ memberId }) => memberId === each.id);
      each.assignment = Buffer.from(own?.assignment ?? []);
    }
    this.state = 'stable';
    for (const each of this.members.values()) {
      each.syncing?.(0, each.assignment);
      each.syncing = undefined;
    }
  }

  heartbeat(memberId: string, generationId: number): number {
    const refused = this.#refusal(memberId, generationId);
    const member = this.members.get(memberId);
    if (refused !== 0 || member === undefined) return refused;
    member.lastSeenMs = this.#nowMs();
    return this.state === 'preparing' ? errors.REBALANCE_IN_PROGRESS.code : 0;
  }

  leave(memberId: string, reason: string | null): number {
    this.reasons.push(`leave: ${reason ?? ''}`);
    const member = this.members.get(memberId);
    if (member === undefined) return errors.UNKNOWN_MEMBER_ID.code;
    this.#remove(member);
    return 0;
  }

  /** As if the coordinator had lost it, or its session were over. */
  drop(memberId: string): void {
    const member = this.members.get(memberId);
    if (member !== undefined) this.#remove(member);
  }

  /** Asks all members to come again. */
  rebalance(): void {
    this.#prepare();
  }

  commit(
    request: { readonly memberId: string; readonly generationId: number },
    offset: { readonly key: string; readonly offset: number; readonly leaderEpoch: number },
    metadata: string,
  ): number {
    const { memberId, generationId } = request;
    const isMember = generationId >= 0;
    if (isMember) {
      const refused = this.#refusal(memberId, generationId);
      if (refused !== 0) return refused;
      if (this.state === 'completing') return errors.REBALANCE_IN_PROGRESS.code;
    } else if (this.members.size > 0) return errors.UNKNOWN_MEMBER_ID.code;
    this.offsets.set(offset.key, { ...offset, metadata });
    this.commits.push(`${offset.key}=${offset.offset} by ${memberId} in ${generationId}`);
    return 0;
  }

  #refusal(memberId: string, generationId: number): number {
    if (!this.members.has(memberId)) return errors.UNKNOWN_MEMBER_ID.code;
    return generationId === this.generationId ? 0 : errors.ILLEGAL_GENERATION.code;
  }

  #staticMember(instanceId: string | null): Member | undefined {
    if (instanceId === null) return undefined;
    return [...this.members.values()].find((each) => each.instanceId === instanceId);
  }

  #prepare(): void {
    if (this.state === 'preparing') return;
    for (const each of this.members.values()) {
      each.syncing?.(errors.REBALANCE_IN_PROGRESS.code, new Uint8Array());
      each.syncing = undefined;
    }
    this.state = 'preparing';
    const timeouts = [...this.members.values()].map((each) => each.rebalanceTimeoutMs);
    this.#rebalanceEndsMs = this.#nowMs() + Math.max(0, ...timeouts);
  }

  #completeJoins(): void {
    const members = [...this.members.values()];
    if (this.state !== 'preparing' || members.length === 0) return;
    if (members.some(({ joining }) => joining === undefined)) return;
    this.generationId += 1;
    this.state = 'completing';
    if (!this.members.has(this.leader)) this.leader = members[0]?.id ?? '';
    const [first] = members;
    this.protocolName =
      first?.protocols.find(({ name }) =>
        members.every(({ protocols }) => protocols.some((each) => each.name === name)),
      )?.name ?? '';
    const told = members.map(({ id: memberId, instanceId: groupInstanceId, protocols }) => ({
      memberId,
      groupInstanceId,
      metadata: protocols.find(({ name }) => name === this.protocolName)?.metadata,
    }));
    for (const member of members) {
      const { joining } = member;
      member.joining = undefined;
      member.lastSeenMs = this.#nowMs();
      joining?.({
        generationId: this.generationId,
        protocolType: 'consumer',
        protocolName: this.protocolName,
        leader: this.leader,
        memberId: member.id,
        members: member.id === this.leader ? told : [],
      });
    }
  }

  #expire(): void {
    const nowMs = this.#nowMs();
    for (const member of [...this.members.values()]) {
      const isSilent = nowMs - member.lastSeenMs > member.sessionTimeoutMs;
      const isLate = this.state === 'preparing' && nowMs > this.#rebalanceEndsMs;
      if (member.joining === undefined && (isSilent || isLate)) this.#remove(member);
    }
  }

  #remove(member: Member): void {
    this.members.delete(member.id);
    member.joining?.({ errorCode: errors.UNKNOWN_MEMBER_ID.code, memberId: member.id });
    if (this.members.size === 0) {
      this.state = 'empty';
      return;
    }
    this.#prepare();
    this.#completeJoins();
  }

  #nowMs(): number {
    return this.#world.clock.monotonicMs();
  }
}
