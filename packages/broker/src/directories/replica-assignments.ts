// Tells the controller which log directory holds each replica (AssignReplicasToDirs, KIP-858):
// one request at a time, with all that has gathered, repeated until the controller has taken it or
// the replica is not this broker's any more.

import type { Logger, Timer, World } from '@ottla/base';
import type { MetadataImage } from '@ottla/metadata';
import {
  type AssignReplicasToDirsResponse,
  assignReplicasToDirsApi,
  errorOf,
  errors,
  type Uuid,
} from '@ottla/protocol';
import type { ControllerChannel } from '../controller/controller-channel.ts';
import { ASSIGNMENTS_MAX, assignmentDelayMs } from './assignment-delay.ts';

/** How long an answer may take: the other calls to the controller wait as long. */
const TIMEOUT_MS = 60_000;
const OWN_PRINCIPAL = { type: 'User', name: 'ANONYMOUS' } as const;

export interface Assignment {
  readonly topicId: Uuid;
  readonly index: number;
  readonly directoryId: Uuid;
  /** The controller has taken it: the metadata will say so. */
  readonly onAccepted?: () => void;
}

export interface ReplicaAssignmentsOptions {
  readonly world: World;
  readonly logger: Logger;
  readonly channel: ControllerChannel;
  readonly brokerId: number;
  readonly image: () => MetadataImage;
}

export class ReplicaAssignments {
  readonly #options: ReplicaAssignmentsOptions;
  /** By partition; a newer assignment takes an older one's place. */
  readonly #ready = new Map<string, Assignment>();
  #inFlight: ReadonlyMap<string, Assignment> = new Map();
  #failures = 0;
  #next: { readonly timer: Timer; readonly atMs: number } | undefined;
  #isClosed = false;

  constructor(options: ReplicaAssignmentsOptions) {
    this.#options = options;
  }

  /** Assignments that the controller has not taken yet. */
  get pendingCount(): number {
    return this.#ready.size + this.#inFlight.size;
  }

  assign(assignment: Assignment): void {
    if (this.#isClosed) return;
    this.#ready.set(keyOf(assignment), assignment);
    this.#schedule();
  }

  /** Nothing is sent any more, and no answer is waited for. */
  close(): void {
    this.#isClosed = true;
    this.#next?.timer.cancel();
  }

  /** At what comes first: what is scheduled, or the delay from now on. */
  #schedule(): void {
    const { clock, timers, random } = this.#options.world;
    const state = {
      failures: this.#failures,
      isInFlight: this.#inFlight.size > 0,
      readyCount: this.#ready.size,
    };
    const delayMs = assignmentDelayMs(state, random.float());
    const atMs = clock.monotonicMs() + delayMs;
    if (this.#next !== undefined && this.#next.atMs <= atMs) return;
    this.#next?.timer.cancel();
    const timer = timers.after(delayMs, () => {
      this.#next = undefined;
      this.#send();
    });
    this.#next = { timer, atMs };
  }

  #send(): void {
    if (this.#inFlight.size > 0) return;
    const image = this.#options.image();
    const taken = new Map<string, Assignment>();
    for (const [key, assignment] of this.#ready) {
      if (taken.size === ASSIGNMENTS_MAX) break;
      this.#ready.delete(key);
      if (isOurs(image, this.#options.brokerId, assignment)) taken.set(key, assignment);
    }
    if (taken.size === 0) return;
    this.#inFlight = taken;
    void this.#ask(image, taken).then((answer) => {
      if (!this.#isClosed) this.#answered(taken, answer);
    });
  }

  /** Undefined where the channel failed. */
  async #ask(
    image: MetadataImage,
    taken: ReadonlyMap<string, Assignment>,
  ): Promise<AssignReplicasToDirsResponse | undefined> {
    const { channel, logger, brokerId } = this.#options;
    try {
      return await channel.call(
        assignReplicasToDirsApi,
        assignReplicasToDirsApi.request.maxVersion,
        {
          brokerId,
          brokerEpoch: image.cluster.brokers.get(brokerId)?.epoch ?? -1,
          directories: byDirectory(taken.values()),
        },
        { principal: OWN_PRINCIPAL, clientId: null, timeoutMs: TIMEOUT_MS },
      );
    } catch (error) {
      logger.warn('the controller could not be asked', { error: String(error) });
      return undefined;
    }
  }

  #answered(
    taken: ReadonlyMap<string, Assignment>,
    answer: AssignReplicasToDirsResponse | undefined,
  ): void {
    const { logger } = this.#options;
    this.#inFlight = new Map();
    const isWhole = answer?.errorCode === errors.NONE.code;
    this.#failures = isWhole ? 0 : this.#failures + 1;
    if (!isWhole) {
      const error = answer === undefined ? 'no answer' : errorOf(answer.errorCode).name;
      logger.error('replicas could not be assigned to directories', { count: taken.size, error });
    }
    const outcomes = isWhole ? outcomesOf(answer) : new Map<string, number>();
    for (const [key, assignment] of taken) {
      if (outcomes.get(key) === errors.NONE.code) assignment.onAccepted?.();
      // What was asked for meanwhile is newer.
      else if (!this.#ready.has(key)) this.#ready.set(key, assignment);
    }
    if (this.#ready.size > 0) this.#schedule();
  }
}

function keyOf({ topicId, index }: Pick<Assignment, 'topicId' | 'index'>): string {
  return `${topicId}-${index}`;
}

function isOurs(image: MetadataImage, brokerId: number, assignment: Assignment): boolean {
  const partition = image.topics.byId.get(assignment.topicId)?.partitions[assignment.index];
  return partition?.replicas.includes(brokerId) === true;
}

interface AssignedDirectory {
  readonly id: Uuid;
  readonly topics: { topicId: Uuid; partitions: { partitionIndex: number }[] }[];
}

function byDirectory(assignments: Iterable<Assignment>): AssignedDirectory[] {
  const directories = Map.groupBy(assignments, (each) => each.directoryId);
  return [...directories].map(([id, inside]) => ({
    id,
    topics: [...Map.groupBy(inside, (each) => each.topicId)].map(([topicId, ofTopic]) => ({
      topicId,
      partitions: ofTopic.map(({ index }) => ({ partitionIndex: index })),
    })),
  }));
}

/** Error codes by partition. */
function outcomesOf({ directories }: AssignReplicasToDirsResponse): Map<string, number> {
  const outcomes = new Map<string, number>();
  for (const { topics } of directories) {
    for (const { topicId, partitions } of topics) {
      for (const { partitionIndex: index, errorCode } of partitions) {
        outcomes.set(keyOf({ topicId, index }), errorCode);
      }
    }
  }
  return outcomes;
}
