// Writes the history of a run while it happens. It knows the time and nothing else.

import type { ConsumedRecord } from '@ottla/client';

import type {
  Claim,
  Commit,
  CommittedRead,
  FinalLog,
  History,
  Incident,
  Lookup,
  Outcome,
  Poll,
  SeenRecord,
  Send,
  Stall,
  TopicFacts,
  Trim,
} from './history.ts';
import { idIn, payloadOf } from './payload.ts';

export interface RecorderOptions {
  readonly topics: readonly TopicFacts[];
  readonly areOffsetsDurable: boolean;
  readonly groups: History['groups'];
  readonly nowMs: () => number;
}

type Pending = 'completedMs' | 'outcome';
type NewSend = Omit<Send, Pending | 'invokedMs' | 'partition' | 'offset' | 'storedTimestamp'>;

export class HistoryRecorder implements History {
  readonly topics: readonly TopicFacts[];
  readonly areOffsetsDurable: boolean;
  readonly groups: History['groups'];
  readonly sends: Send[] = [];
  readonly polls: Poll[] = [];
  readonly commits: Commit[] = [];
  readonly committedReads: CommittedRead[] = [];
  readonly claims: Claim[] = [];
  readonly lookups: Lookup[] = [];
  readonly trims: Trim[] = [];
  readonly incidents: Incident[] = [];
  readonly finals: FinalLog[] = [];
  readonly stalls: Stall[] = [];
  readonly complaints: string[] = [];
  readonly #sendsById = new Map<string, Send>();
  readonly #nowMs: () => number;

  constructor(options: RecorderOptions) {
    this.topics = options.topics;
    this.areOffsetsDurable = options.areOffsetsDurable;
    this.groups = options.groups;
    this.#nowMs = options.nowMs;
  }

  get nowMs(): number {
    return this.#nowMs();
  }

  send(about: NewSend): Send {
    const pending = { completedMs: Infinity, outcome: 'pending' } as const;
    const place = { partition: -1, offset: -1, storedTimestamp: -1 };
    const send: Send = { ...about, ...pending, ...place, invokedMs: this.nowMs };
    this.sends.push(send);
    this.#sendsById.set(send.id, send);
    return send;
  }

  commit(about: Omit<Commit, Pending | 'invokedMs'>): Commit {
    const commit: Commit = {
      ...about,
      invokedMs: this.nowMs,
      completedMs: Infinity,
      outcome: 'pending',
    };
    this.commits.push(commit);
    return commit;
  }

  trim(about: Omit<Trim, Pending | 'invokedMs'>): Trim {
    const trim: Trim = {
      ...about,
      invokedMs: this.nowMs,
      completedMs: Infinity,
      outcome: 'pending',
    };
    this.trims.push(trim);
    return trim;
  }

  complete(operation: Send | Commit | Trim, outcome: Outcome, error?: unknown): void {
    operation.completedMs = this.nowMs;
    operation.outcome = outcome;
    if (error !== undefined) operation.error = describeError(error);
  }

  incident(kind: string): void {
    this.incidents.push({ kind, atMs: this.nowMs });
  }

  /** What a reader was handed, compared with what was sent. */
  seen(record: ConsumedRecord): SeenRecord {
    const { offset, leaderEpoch, timestamp } = record;
    const value = textOf(record.value);
    const id = idIn(value);
    const send = this.#sendsById.get(id);
    const isIntact = send !== undefined && payloadOf(id, send.valueBytes) === value;
    return { offset, leaderEpoch, timestamp, key: textOf(record.key), id, isIntact };
  }
}

export function describeError(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

function textOf(bytes: Uint8Array | null): string {
  return bytes === null ? '' : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString();
}
