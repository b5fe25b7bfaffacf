// All replicas that move between the log directories of this broker: who is asked to move
// (AlterReplicaLogDirs), what was left of moves by the last process, and where the controller is to
// be told that a replica lies elsewhere than it believes.

import type { Logger, World } from '@ottla/base';
import {
  fitsFutureDirectory,
  KafkaStorageError,
  type LogDirectory,
  type PartitionLog,
} from '@ottla/log';
import {
  metadataVersionGates,
  metadataVersionOf,
  type PartitionRegistration,
} from '@ottla/metadata';
import { errors, type ProtocolError } from '@ottla/protocol';
import type { Partition } from '../replica/partition.ts';
import type { ReplicaSet } from '../replica/replica-set.ts';
import { MovePace } from './move-pace.ts';
import type { ReplicaAssignments } from './replica-assignments.ts';
import { type MoveEnd, ReplicaMove } from './replica-move.ts';

export interface ReplicaMovesOptions {
  readonly world: World;
  readonly logger: Logger;
  readonly replicas: ReplicaSet;
  readonly assignments: ReplicaAssignments;
  /** replica.alter.log.dirs.io.max.bytes.per.second */
  readonly bytesPerSecond: number;
}

export class ReplicaMoves {
  readonly #options: ReplicaMovesOptions;
  readonly #pace: MovePace;
  readonly #moves = new Map<Partition, ReplicaMove>();
  /** Where those that give up another move are to go next. */
  readonly #wanted = new Map<Partition, LogDirectory>();
  /** Those whose move has failed, until it is begun again or the replica goes. */
  readonly #failed = new Set<Partition>();
  #isClosed = false;

  /** Listens to the replicas from now on. */
  constructor(options: ReplicaMovesOptions) {
    this.#options = options;
    this.#pace = new MovePace(options.world, options.bytesPerSecond);
    options.replicas.onFollowed = (partition, says) => this.#followed(partition, says);
    options.replicas.onGone = (partition) => this.#gone(partition);
  }

  /** Replicas that are on their way. */
  get count(): number {
    return this.#moves.size;
  }

  get failedCount(): number {
    return this.#failed.size;
  }

  /** Records that the copy which is furthest behind has to copy yet. */
  get maxLag(): number {
    const lags = [...this.#moves].map(([{ log }, { future }]) => {
      return log.logEndOffset - future.logEndOffset;
    });
    return Math.max(0, ...lags);
  }

  /** Of all copies, over about a minute; 0 while nothing moves. */
  get readsPerSecond(): number {
    return this.#moves.size === 0 ? 0 : this.#pace.readsPerSecond;
  }

  set bytesPerSecond(value: number) {
    this.#pace.bytesPerSecond = value;
  }

  /**
   * Has a replica moved to a directory, undefined for one that is none of ours; back to its own
   * cancels a move. Kafka's outcomes: the move itself goes on after the answer.
   */
  alter(topic: string, index: number, directory: LogDirectory | undefined): ProtocolError {
    const { replicas } = this.#options;
    if (!fitsFutureDirectory(topic, index)) return errors.INVALID_TOPIC_EXCEPTION;
    if (directory === undefined) return errors.LOG_DIR_NOT_FOUND;
    if (directory.isOffline) return errors.KAFKA_STORAGE_ERROR;
    if (replicas.placement.cordoned.has(directory)) return errors.INVALID_REPLICA_ASSIGNMENT;
    const partition = replicas.hosted.findByName(topic, index);
    if ('code' in partition) return this.#absent(topic, index, { directory, error: partition });
    const running = this.#moves.get(partition);
    if (running === undefined) return this.#start(partition, directory);
    if (running.to === directory && !this.#wanted.has(partition)) return errors.NONE;
    const isNew = replicas.placement.directoryOf(partition.log) !== directory;
    if (isNew && this.#hasOffline()) return errors.KAFKA_STORAGE_ERROR;
    this.#wanted.set(partition, directory);
    void running.cancel();
    return errors.NONE;
  }

  /** Stops all moves where they are; they go on after the next start. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#wanted.clear();
    await Promise.all([...this.#moves.values()].map((move) => move.leave()));
  }

  /** A replica that is not here yet will come to the directory. */
  #absent(
    topic: string,
    index: number,
    { directory, error }: { readonly directory: LogDirectory; readonly error: ProtocolError },
  ): ProtocolError {
    if (error !== errors.NOT_LEADER_OR_FOLLOWER) return error;
    this.#options.replicas.placement.prefer(topic, index, directory);
    return errors.REPLICA_NOT_AVAILABLE;
  }

  #hasOffline(): boolean {
    return this.#options.replicas.directories.some((each) => each.isOffline);
  }

  #start(partition: Partition, to: LogDirectory): ProtocolError {
    const { placement } = this.#options.replicas;
    const from = placement.directoryOf(partition.log);
    if (from === to) return errors.NONE;
    const { topic, index, topicId, config } = partition;
    // Else the copy could come to lie twice, the other one where nobody sees it.
    if (from === undefined || this.#hasOffline()) return errors.KAFKA_STORAGE_ERROR;
    if (to.holds(topic, index, topicId)) return errors.KAFKA_STORAGE_ERROR;
    const left = to.futures.log(topic, index);
    const isOurs = left?.topicId === topicId;
    if (left !== undefined && !isOurs) placement.dropFuture(left, to, 'delete');
    try {
      const fresh = { topic, partition: index, topicId, config };
      const future = left !== undefined && isOurs ? left : to.futures.create(fresh);
      this.#go(partition, { from, to, future });
      return errors.NONE;
    } catch (error) {
      if (!(error instanceof KafkaStorageError)) throw error;
      return errors.KAFKA_STORAGE_ERROR;
    }
  }

  #go(
    partition: Partition,
    way: { readonly from: LogDirectory; readonly to: LogDirectory; readonly future: PartitionLog },
  ): void {
    const { world, logger, assignments, replicas } = this.#options;
    const { topic, index } = partition;
    logger.info('a replica begins to move', {
      topic,
      partition: index,
      from: way.from.path,
      to: way.to.path,
    });
    const move = new ReplicaMove({
      world,
      logger,
      assignments,
      partition,
      ...way,
      pace: this.#pace,
      placement: replicas.placement,
      logServices: replicas.logServices,
      assignedTo: () => this.#assignedTo(partition),
    });
    this.#moves.set(partition, move);
    this.#failed.delete(partition);
    void move.done.then((end) => this.#ended(partition, end));
  }

  #ended(partition: Partition, end: MoveEnd): void {
    this.#moves.delete(partition);
    if (end === 'failed') this.#failed.add(partition);
    const wanted = this.#wanted.get(partition);
    this.#wanted.delete(partition);
    if (wanted === undefined || this.#isClosed || partition.log.isOffline) return;
    this.#start(partition, wanted);
  }

  /** Undefined where the metadata do not tell directories yet. */
  #assignedTo({ topicId, index }: Partition): string | undefined {
    const { image, brokerId } = this.#options.replicas;
    if (metadataVersionOf(image) < metadataVersionGates.DIRECTORIES) return undefined;
    const registration = image.topics.byId.get(topicId)?.partitions[index];
    return registration?.directories[registration.replicas.indexOf(brokerId)];
  }

  #followed(partition: Partition, says: PartitionRegistration): void {
    if (this.#isClosed) return;
    const move = this.#moves.get(partition) ?? this.#resume(partition);
    const { replicas, assignments } = this.#options;
    if (metadataVersionOf(replicas.image) < metadataVersionGates.DIRECTORIES) return;
    const directoryId = replicas.placement.directoryOf(partition.log)?.meta?.directoryId;
    const told = says.directories[says.replicas.indexOf(replicas.brokerId)];
    if (directoryId === undefined || told === directoryId) return;
    // It will be there soon, or the move takes it back.
    if (move !== undefined && told === move.to.meta?.directoryId) return;
    const { topicId, index } = partition;
    assignments.assign({ topicId, index, directoryId });
  }

  /** Goes on with what the last process began. */
  #resume(partition: Partition): ReplicaMove | undefined {
    const { placement, directories } = this.#options.replicas;
    const { topic, index, topicId } = partition;
    const from = placement.directoryOf(partition.log);
    const isLeftIn = (each: LogDirectory): boolean =>
      !each.isOffline && each !== from && each.futures.log(topic, index)?.topicId === topicId;
    const to = directories.find(isLeftIn);
    const future = to?.futures.log(topic, index);
    if (from === undefined || to === undefined || future === undefined) return undefined;
    this.#go(partition, { from, to, future });
    return this.#moves.get(partition);
  }

  #gone(partition: Partition): void {
    this.#wanted.delete(partition);
    this.#failed.delete(partition);
    void this.#moves.get(partition)?.cancel();
  }
}
