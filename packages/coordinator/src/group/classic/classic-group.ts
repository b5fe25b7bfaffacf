// A classic group: its members and its state, in memory. It keeps its own counts and orders right
// and knows which transitions there are; when they happen is decided by the files beside it.

import { assert } from '@ottla/base';
import {
  errors,
  type JoinGroupResponse,
  type ProtocolError,
} from '@ottla/protocol';
import type { Ticket } from '../../runtime/shard.ts';
import {
  type ClassicMember,
  type MemberProtocol,
  type MemberTerms,
  metadataFor,
} from './classic-member.ts';
import { type ClassicState, isTransition, type TransitionCause } from './classic-state.ts';
import { CONSUMER_PROTOCOL_TYPE, subscribedTopics } from './subscribed-topics.ts';
import { chooseProtocol, SupportedProtocols } from './supported-protocols.ts';

export interface ClassicGroupFields {
  readonly groupId: string;
  readonly state: ClassicState;
  readonly generationId: number;
  /** Null until a first member has joined. */
  readonly protocolType: string | null;
  readonly protocolName: string | null;
  readonly leaderId: string | null;
  /** When it came into its state, by the wall clock; -1 where the record does not say. */
  readonly stateTimestampMs: number;
}

export class ClassicGroup {
  readonly groupId: string;
  generationId: number;
  protocolType: string | null;
  protocolName: string | null;
  leaderId: string | null;
  stateTimestampMs: number;
  /** The first rebalance of an empty group: how long it was and may still be put off. */
  initialDelay: { readonly delayMs: number; readonly remainingMs: number } | undefined;
  /** Whether somebody has joined since the initial rebalance was last put off. */
  wasJoinedMeanwhile = false;
  /** The generation whose assignment is being written: a leader that asks again brings no other. */
  generationBeingStored: number | undefined;
  /** Members that know their generation and have not asked for their assignment. */
  readonly pendingSync = new Set<string>();
  /** Ids that were given out and have not joined yet. */
  readonly pendingJoin = new Set<string>();

  #state: ClassicState;
  #previousState: ClassicState = 'Dead';
  readonly #members = new Map<string, ClassicMember>();
  /** Member ids by instance id. */
  readonly #staticMembers = new Map<string, string>();
  readonly #supported = new SupportedProtocols();
  #awaitingJoinCount = 0;
  #subscribedTopics: ReadonlySet<string> | undefined;

  constructor(fields: ClassicGroupFields) {
    this.groupId = fields.groupId;
    this.generationId = fields.generationId;
    this.protocolType = fields.protocolType;
    this.protocolName = fields.protocolName;
    this.leaderId = fields.leaderId;
    this.stateTimestampMs = fields.stateTimestampMs;
    this.#state = fields.state;
  }

  get state(): ClassicState {
    return this.#state;
  }

  get previousState(): ClassicState {
    return this.#previousState;
  }

  get memberCount(): number {
    return this.#members.size;
  }

  get staticMemberCount(): number {
    return this.#staticMembers.size;
  }

  get awaitingJoinCount(): number {
    return this.#awaitingJoinCount;
  }

  get isConsumerGroup(): boolean {
    return this.protocolType === CONSUMER_PROTOCOL_TYPE;
  }

  /** All that are known have joined the generation to come. */
  get haveAllJoined(): boolean {
    return this.#members.size === this.#awaitingJoinCount && this.pendingJoin.size === 0;
  }

  /** The longest that a member asks for. */
  get rebalanceTimeoutMs(): number {
    let longest = 0;
    for (const { rebalanceTimeoutMs } of this.#members.values()) {
      longest = Math.max(longest, rebalanceTimeoutMs);
    }
    return longest;
  }

  transitionTo(state: ClassicState, cause: TransitionCause, wallMs: number): void {
    assert(
      isTransition(this.#state, state, cause),
      `group ${this.groupId} in state ${this.#state} does not become ${state}: ${cause}`,
    );
    this.#previousState = this.#state;
    this.#state = state;
    this.stateTimestampMs = wallMs;
  }

  // Members.

  members(): IterableIterator<ClassicMember> {
    return this.#members.values();
  }

  member(memberId: string): ClassicMember | undefined {
    return this.#members.get(memberId);
  }

  isLeader(memberId: string): boolean {
    return this.leaderId === memberId;
  }

  staticMemberId(groupInstanceId: string): string | undefined {
    return this.#staticMembers.get(groupInstanceId);
  }

  /** The member that a request speaks for, or what is wrong with the request. */
  identify(memberId: string, groupInstanceId: string | null): ClassicMember | ProtocolError {
    if (groupInstanceId !== null) {
      const owner = this.#staticMembers.get(groupInstanceId);
      if (owner === undefined) return errors.UNKNOWN_MEMBER_ID;
      if (owner !== memberId) return errors.FENCED_INSTANCE_ID;
    }
    return this.#members.get(memberId) ?? errors.UNKNOWN_MEMBER_ID;
  }

  add(member: ClassicMember, protocolType: string): void {
    const { memberId, groupInstanceId } = member;
    assert(!this.#members.has(memberId), `${memberId} is a member of ${this.groupId} already`);
    if (groupInstanceId !== null) {
      assert(!this.#staticMembers.has(groupInstanceId), `${groupInstanceId} is a member already`);
      this.#staticMembers.set(groupInstanceId, memberId);
    }
    if (this.#members.size === 0) this.protocolType = protocolType;
    assert(this.protocolType === protocolType, 'members of a group have one protocol type');
    this.leaderId ??= memberId;
    this.#members.set(memberId, member);
    this.#supported.add(member.protocols);
    if (member.awaitingJoin !== undefined) this.#awaitingJoinCount += 1;
    this.pendingJoin.delete(memberId);
  }

  /** The member, whose tickets the caller sees to. A leader's place goes to the next in line. */
  remove(memberId: string): ClassicMember | undefined {
    const member = this.#members.get(memberId);
    this.pendingJoin.delete(memberId);
    this.pendingSync.delete(memberId);
    if (member === undefined) return undefined;
    this.#members.delete(memberId);
    this.#supported.remove(member.protocols);
    if (member.awaitingJoin !== undefined) this.#awaitingJoinCount -= 1;
    if (member.groupInstanceId !== null) this.#staticMembers.delete(member.groupInstanceId);
    if (this.leaderId === memberId) this.leaderId = this.#members.keys().next().value ?? null;
    return member;
  }

  update(member: ClassicMember, terms: MemberTerms): void {
    this.#supported.remove(member.protocols);
    this.#supported.add(terms.protocols);
    member.protocols = terms.protocols;
    member.rebalanceTimeoutMs = terms.rebalanceTimeoutMs;
    member.sessionTimeoutMs = terms.sessionTimeoutMs;
  }

  /** A static member comes back under a new id: it is what it was, but waits for nothing. */
  replace(old: ClassicMember, memberId: string): ClassicMember {
    const { groupInstanceId } = old;
    assert(groupInstanceId !== null, 'only static members are replaced');
    const wasLeader = this.isLeader(old.memberId);
    const isWaiting = old.awaitingJoin !== undefined || old.awaitingSync !== undefined;
    assert(!isWaiting, `${old.memberId} is answered before it is replaced`);
    const next = { ...old, memberId, isNew: false };
    this.#members.delete(old.memberId);
    this.pendingSync.delete(old.memberId);
    this.#members.set(memberId, next);
    this.#staticMembers.set(groupInstanceId, memberId);
    if (wasLeader) this.leaderId = memberId;
    return next;
  }

  /** Lets the member wait for the end of the join phase; gives back what it waited with so far. */
  setAwaitingJoin(
    member: ClassicMember,
    ticket: Ticket<JoinGroupResponse> | undefined,
  ): Ticket<JoinGroupResponse> | undefined {
    const before = member.awaitingJoin;
    // Read-only for everybody else: the group counts those who wait.
    (member as { awaitingJoin: typeof ticket }).awaitingJoin = ticket;
    this.#awaitingJoinCount += Number(ticket !== undefined) - Number(before !== undefined);
    return before;
  }

  // Protocols.

  /** Whether somebody with these protocols can be a member. */
  supports(protocolType: string, protocols: readonly MemberProtocol[]): boolean {
    if (this.#state === 'Empty') return protocolType !== '' && protocols.length > 0;
    if (this.protocolType !== protocolType) return false;
    return protocols.some(({ name }) => this.#isSupportedByAll(name));
  }

  chooseProtocol(): string {
    const members = [...this.#members.values()].map(({ protocols }) => protocols);
    return chooseProtocol(members, (name) => this.#isSupportedByAll(name));
  }

  /** With members it has a protocol from here on, without any none. */
  beginGeneration(): void {
    this.generationId += 1;
    this.protocolName = this.#members.size > 0 ? this.chooseProtocol() : null;
    this.pendingSync.clear();
    this.noteSubscribedTopics();
  }

  noteSubscribedTopics(): void {
    this.#subscribedTopics = this.#findSubscribedTopics();
  }

  /** Where the topics of a consumers' group are not known, each one may be subscribed to. */
  isSubscribedTo(topic: string): boolean {
    return this.#subscribedTopics?.has(topic) ?? this.isConsumerGroup;
  }

  get knowsSubscribedTopics(): boolean {
    return this.#subscribedTopics !== undefined;
  }

  #findSubscribedTopics(): ReadonlySet<string> | undefined {
    if (!this.isConsumerGroup) return undefined;
    if (this.#members.size > 0 && this.protocolName === null) return undefined;
    const members = [...this.#members.values()];
    return subscribedTopics(members.map((member) => metadataFor(member, this.protocolName)));
  }

  #isSupportedByAll(name: string): boolean {
    return this.#supported.isSupportedByAll(name, this.#members.size);
  }
}
