// The shard of groups: one partition of `__consumer_offsets`. What its requests do stands in
// `commands/` and `queries/`; here is the rest of a shard's life.

import { NO_PRODUCER_ID } from '@ottla/protocol';
import type { Shard, ShardRecord, ShardResult, ShardServices, Ticket } from '../runtime/shard.ts';
import { endGroup } from './classic/abandon.ts';
import type { ClassicGroup } from './classic/classic-group.ts';
import { sessionOver, syncTimeOver } from './classic/expire-member.ts';
import { joinTimeOver, prepareRebalance } from './classic/rebalance.ts';
import { startSession } from './classic/sessions.ts';
import { restoreClassicGroup } from './classic/stored-group.ts';
import type { GroupConfig } from './group-config.ts';
import { GroupRegistry } from './group-registry.ts';
import type { GroupState } from './group-state.ts';
import { type GroupTimer, GroupTimers } from './group-timers.ts';
import { isOfAnotherTopic } from './offsets/committed-offset.ts';
import { CommittedOffsets } from './offsets/committed-offsets.ts';
import { expireOffsets } from './offsets/expiry.ts';
import { offsetTombstone } from './records/group-records.ts';
import { recordType, replayRecord } from './records/replay-record.ts';
import { Turn } from './turn.ts';

export type GroupShard = Shard<GroupState>;

export function createGroupShard(services: ShardServices, config: GroupConfig): GroupShard {
  return new GroupCoordinatorShard({
    config,
    services,
    groups: new GroupRegistry(services.timeline, restoreClassicGroup),
    offsets: new CommittedOffsets(services.timeline),
    timers: new GroupTimers(services.timers),
  });
}

class GroupCoordinatorShard implements GroupShard {
  readonly state: GroupState;
  /** Each is warned of once. */
  readonly #skippedTypes = new Set<number>();

  constructor(state: GroupState) {
    this.state = state;
  }

  replay(offset: number, producer: { id: number; epoch: number }, record: ShardRecord): void {
    const place = { offset, producerId: producer.id };
    if (replayRecord(this.state, place, record)) return;
    const type = recordType(record);
    if (this.#skippedTypes.has(type)) return;
    this.#skippedTypes.add(type);
    const { logger } = this.state.services;
    logger.warn('records of a type that is not served are skipped, here and further on', {
      type,
      offset,
    });
  }

  replayEndTransactionMarker(producer: { id: number; epoch: number }, isCommit: boolean): void {
    if (producer.id !== NO_PRODUCER_ID) this.state.offsets.endTransaction(producer.id, isCommit);
  }

  onLoaded(): ShardResult {
    const turn = new Turn(this.state);
    this.#scheduleExpiry();
    for (const [groupId, stored] of [...this.state.groups.entries()]) {
      if (stored.kind !== 'classic' || stored.metadata === null) continue;
      if (stored.metadata.members.length === 0) continue;
      const group = this.state.groups.classic(groupId);
      if (group !== undefined) this.#takeUp(turn, group);
    }
    return turn.result(false);
  }

  /** Members are not known to be alive: each has its session timeout to show that it is. */
  #takeUp(turn: Turn, group: ClassicGroup): void {
    const { config } = this.state;
    for (const member of group.members()) startSession(this.state, group, member);
    const { memberCount } = group;
    if (memberCount <= config.groupMaxSize) return;
    const text = `it has ${memberCount} members, ${config.groupMaxSize} are allowed`;
    prepareRebalance(turn, group, { cause: 'over capacity', text });
  }

  onUnloaded(): readonly Ticket<unknown>[] {
    const waiting: Ticket<unknown>[] = [];
    for (const group of [...this.state.groups.machines()]) {
      for (const member of group.members()) {
        const join = group.setAwaitingJoin(member, undefined);
        if (join !== undefined) waiting.push(join);
        if (member.awaitingSync !== undefined) waiting.push(member.awaitingSync);
        member.awaitingSync = undefined;
      }
      endGroup(this.state, group, 'unloaded');
    }
    this.state.timers.cancelAll();
    return waiting;
  }

  onTopicsDeleted(topics: readonly { readonly id: string; readonly name: string }[]): ShardResult {
    const { offsets, services } = this.state;
    const turn = new Turn(this.state);
    for (const { id, name } of topics) {
      let goneCount = 0;
      for (const [key, committed] of offsets.entriesOfTopic(name)) {
        if (isOfAnotherTopic(committed, id)) continue;
        turn.append(offsetTombstone(key));
        goneCount += 1;
      }
      if (goneCount > 0) {
        services.logger.info(`topic ${name} is deleted, and ${goneCount} offsets with it`);
      }
    }
    return turn.result(false);
  }

  timedOut(name: string): ShardResult {
    const turn = new Turn(this.state);
    const timer = this.state.timers.take(name);
    if (timer !== undefined) this.#timerOver(turn, timer);
    return turn.result(false);
  }

  #timerOver(turn: Turn, timer: GroupTimer): void {
    if (timer.kind === 'expire-offsets') {
      this.#scheduleExpiry();
      turn.retryTimer();
      expireOffsets(turn);
      return;
    }
    const group = this.state.groups.machine(timer.groupId);
    if (group === undefined) return;
    switch (timer.kind) {
      case 'session':
        sessionOver(turn, group, timer.memberId);
        return;
      case 'join':
        joinTimeOver(turn, group);
        return;
      case 'sync':
        syncTimeOver(turn, group);
    }
  }

  #scheduleExpiry(): void {
    const { timers, config } = this.state;
    timers.set({ kind: 'expire-offsets' }, config.offsetsRetentionCheckIntervalMs);
  }
}
