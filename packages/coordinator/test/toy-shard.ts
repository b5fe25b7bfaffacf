// A shard that counts: the least that a runtime can run. A Heartbeat's group id names a counter,
// its generation is added to it, its member id says how; DescribeGroups reads counters.

import { TimelineMap } from '@ottla/base';
import {
  describeGroupsApi,
  type DescribeGroupsRequest,
  type DescribeGroupsResponse,
  errors,
  heartbeatApi,
  type HeartbeatRequest,
  type HeartbeatResponse,
} from '@ottla/protocol';
import {
  NOTHING,
  type Shard,
  type ShardCommand,
  type ShardQuery,
  type ShardRecord,
  type ShardResult,
  type ShardServices,
  type Ticket,
} from '../src/index.ts';

export interface ToyState {
  readonly counters: TimelineMap<string, number>;
  readonly kept: Ticket<unknown>[];
  readonly services: ShardServices;
  /** What happened, as words. */
  readonly trace: string[];
}

/** Sets the counter; a `null` value is a tombstone. */
export function counterRecord(name: string, value: number | null): ShardRecord {
  const text = value === null ? null : Buffer.from(String(value));
  return { key: Buffer.from(name), value: text };
}

function added(state: ToyState, name: string, by: number): ShardRecord {
  return counterRecord(name, (state.counters.get(name) ?? 0) + by);
}

/** Member ids say how: `keep`, `spread:N`, `timer` and so on; any other adds. */
export const add: ShardCommand<ToyState, HeartbeatRequest, HeartbeatResponse> = {
  api: heartbeatApi,
  check: (_state, { memberId }) => (memberId === 'wrong' ? errors.INVALID_REQUEST : undefined),
  handle(state, { groupId, generationId, memberId }, ticket): ShardResult {
    const [mode, count = '1'] = memberId.split(':');
    const answers = [{ ticket, response: { errorCode: 0 } }];
    if (mode === 'throw') throw new Error('a bug of the toy');
    if (mode === 'keep' || mode === 'keep-throw') {
      state.kept.push(ticket);
      if (mode === 'keep') return NOTHING;
      throw new Error('a bug after a ticket was kept');
    }
    if (mode === 'look') return { ...NOTHING, answers };
    if (mode === 'twice') return { ...NOTHING, answers: [...answers, ...answers] };
    if (mode === 'timer') state.services.timers.set(groupId, generationId);
    if (mode === 'bad') return { records: [counterRecord('bad', 1)], atomic: false, answers };
    const isMany = mode === 'spread' || mode === 'atomic';
    const records = Array.from({ length: isMany ? Number(count) : 1 }, (_, index) =>
      added(state, isMany ? `${groupId}${index}` : groupId, generationId),
    );
    const result = { records, atomic: mode === 'atomic', answers };
    const isSilent = mode === 'settle-silently';
    if (isSilent) state.kept.push(ticket);
    if (mode !== 'settle' && !isSilent) return result;
    return {
      ...result,
      answers: isSilent ? [] : answers,
      settled: (error, isLate) => {
        const outcome = `${error?.name ?? 'well'}${isLate ? ' late' : ''}`;
        state.trace.push(`settled ${outcome} at ${state.counters.get(groupId)}`);
        const kept = state.kept.splice(0);
        return { ...NOTHING, answers: kept.map((each) => ({ ticket: each, response: {} })) };
      },
    };
  },
  refuse: (_request, { code: errorCode }) => ({ errorCode }),
};

export const look: ShardQuery<ToyState, DescribeGroupsRequest, DescribeGroupsResponse> = {
  api: describeGroupsApi,
  read: ({ counters }, { groups }, { offset }) => ({
    groups: groups.map((groupId) => ({
      groupId,
      protocolData: String(counters.get(groupId, offset) ?? 'none'),
    })),
  }),
  refuse: ({ groups }, { code: errorCode }) => ({
    groups: groups.map((groupId) => ({ groupId, errorCode })),
  }),
};

export class ToyShard implements Shard<ToyState> {
  readonly state: ToyState;
  /** Of transactions that are open, by producer id. */
  readonly #open = new Map<number, ShardRecord[]>();

  constructor(services: ShardServices) {
    const counters = new TimelineMap<string, number>(services.timeline);
    this.state = { counters, kept: [], services, trace: [] };
  }

  replay(offset: number, producer: { id: number; epoch: number }, record: ShardRecord): void {
    this.state.trace.push(`replay ${offset}`);
    if (producer.id < 0) return this.#apply(record);
    this.#open.set(producer.id, [...(this.#open.get(producer.id) ?? []), record]);
  }

  replayEndTransactionMarker({ id }: { id: number }, isCommit: boolean): void {
    if (isCommit) for (const record of this.#open.get(id) ?? []) this.#apply(record);
    this.#open.delete(id);
  }

  onLoaded(): ShardResult {
    this.state.trace.push('loaded');
    return NOTHING;
  }

  onUnloaded(): readonly Ticket<unknown>[] {
    this.state.trace.push('unloaded');
    return this.state.kept.splice(0);
  }

  onTopicsDeleted(topics: readonly { readonly name: string }[]): ShardResult {
    const records = topics.map(({ name }) => counterRecord(name, null));
    return { records, atomic: true, answers: [] };
  }

  timedOut(timer: string): ShardResult {
    const retriesTimer = timer === 'again';
    return { records: [added(this.state, timer, 100)], atomic: false, answers: [], retriesTimer };
  }

  #apply({ key, value }: ShardRecord): void {
    const name = Buffer.from(key).toString();
    if (name === 'bad') throw new Error('a record that cannot be replayed');
    if (value === null) this.state.counters.delete(name);
    else this.state.counters.set(name, Number(Buffer.from(value).toString()));
  }
}
