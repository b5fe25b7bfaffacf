// What clients asked for and were told, and what happened to the world meanwhile: plain data, in
// virtual milliseconds of the universe. Workloads write it, checkers read it; nobody decides here.

/**
 * What may become of a topic's records on purpose. `kept`: nothing. `compacted`: only the last
 * record of a key must stay. `trimmed`: the log's start may move, by requests or retention.
 * `fleeting`: the topic itself is deleted and made again.
 */
export type TopicKind = 'kept' | 'compacted' | 'trimmed' | 'fleeting';

export interface TopicFacts {
  readonly name: string;
  readonly partitions: number;
  readonly kind: TopicKind;
  /** Acknowledged only once it is on the disk (`flush.messages=1`): safe from a power loss. */
  readonly isDurable: boolean;
  /** Records carry the broker's time instead of the producer's. */
  readonly isLogAppendTime: boolean;
}

/** `unknown`: it may have happened or not, for example after a timeout. */
export type Outcome = 'pending' | 'ok' | 'failed' | 'unknown';

interface Operation {
  readonly invokedMs: number;
  /** Infinity while it is pending, and for good where the client died. */
  completedMs: number;
  outcome: Outcome;
  error?: string;
}

/** One incarnation of a producing client: a new one begins with each restart. */
export interface ProducerSession {
  readonly id: string;
  readonly isIdempotent: boolean;
  readonly acks: 0 | 1 | -1;
  /** Whether its own sends to a partition must lie in the log in their order. */
  readonly keepsOrder: boolean;
}

export interface Send extends Operation {
  /** Unique in the run; the value begins with it. */
  readonly id: string;
  readonly session: ProducerSession;
  readonly topic: string;
  readonly key: string;
  readonly valueBytes: number;
  /** As the record was given to the producer. */
  readonly timestamp: number;
  /** -1 until it is known. */
  partition: number;
  offset: number;
  /** What the acknowledgement told. */
  storedTimestamp: number;
}

export interface SeenRecord {
  readonly offset: number;
  readonly leaderEpoch: number;
  readonly timestamp: number;
  readonly key: string;
  /** Empty where the value does not begin with one. */
  readonly id: string;
  /** Whether the value is, byte for byte, what the send of this id carried. */
  readonly isIntact: boolean;
}

/** One incarnation of a consuming client. */
export interface ConsumerSession {
  readonly id: string;
  /** Undefined for one that names its partitions itself. */
  readonly groupId: string | undefined;
  readonly isReadCommitted: boolean;
}

/** One batch that a consumer was handed. */
export interface Poll {
  readonly session: ConsumerSession;
  readonly topic: string;
  readonly partition: number;
  readonly atMs: number;
  /** Counts assignments and seeks of this partition: order is owed within one only. */
  readonly stint: number;
  readonly records: readonly SeenRecord[];
  readonly nextOffset: number;
  readonly highWatermark: number;
  readonly logStartOffset: number;
}

/** A commit of one partition's offset by a member. */
export interface Commit extends Operation {
  readonly session: ConsumerSession;
  readonly groupId: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

/** Somebody asked what a group has committed, and was told. */
export interface CommittedRead {
  readonly groupId: string;
  readonly topic: string;
  readonly partition: number;
  /** -1 for nothing. */
  readonly offset: number;
  readonly invokedMs: number;
  readonly completedMs: number;
}

/** What a member was given in a generation, all of it. */
export interface Claim {
  /** The member's session; of a static member its name, under which it comes back. */
  readonly owner: string;
  readonly groupId: string;
  readonly generation: number;
  /** `topic-partition` each. */
  readonly partitions: readonly string[];
  readonly atMs: number;
}

/** A question for an offset that was answered. */
export interface Lookup {
  readonly topic: string;
  readonly partition: number;
  readonly at: 'earliest' | 'latest' | number;
  /** -1: there is none. */
  readonly offset: number;
  readonly invokedMs: number;
  readonly completedMs: number;
}

/** A request to delete the records before an offset. */
export interface Trim extends Operation {
  readonly topic: string;
  readonly partition: number;
  readonly before: number;
}

export interface Incident {
  readonly kind: string;
  readonly atMs: number;
}

/** All that was there at the end, read from the log's start to its end. */
export interface FinalLog {
  readonly topic: string;
  readonly partition: number;
  readonly startOffset: number;
  readonly endOffset: number;
  readonly records: readonly SeenRecord[];
}

/** Something that was to happen once all faults were over, and did not in time. */
export interface Stall {
  readonly what: string;
  readonly waitedMs: number;
}

export interface History {
  readonly topics: readonly TopicFacts[];
  /** Whether committed offsets survive a power loss: their own topic is flushed at each commit. */
  readonly areOffsetsDurable: boolean;
  readonly groups: readonly { readonly groupId: string; readonly topics: readonly string[] }[];
  readonly sends: readonly Send[];
  readonly polls: readonly Poll[];
  readonly commits: readonly Commit[];
  readonly committedReads: readonly CommittedRead[];
  readonly claims: readonly Claim[];
  readonly lookups: readonly Lookup[];
  readonly trims: readonly Trim[];
  readonly incidents: readonly Incident[];
  readonly finals: readonly FinalLog[];
  readonly stalls: readonly Stall[];
  /** What must never be said, by broker or clients: bugs, not operating errors. */
  readonly complaints: readonly string[];
}

export const POWER_LOSS = 'power loss';
/** From here on everything is as it should be, and must come to its end. */
export const FAULTS_OVER = 'faults over';
/** The broker's process ended, and its system lived on. */
export const PROCESS_DEATH = 'process death';
