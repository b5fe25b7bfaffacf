// Lets the brokers of a scripted cluster coordinate transactions and the offsets in them: one at a
// time, over the logs that `ServedLogs` serves. Faults are injected by the test.

import {
  addOffsetsToTxnApi,
  addPartitionsToTxnApi,
  endTxnApi,
  errors,
  findCoordinatorApi,
  initProducerIdApi,
  txnOffsetCommitApi,
  type TxnOffsetCommitRequest,
} from '@ottla/protocol';

import type { Incoming, ScriptedBroker } from './scripted-broker.ts';
import type { ScriptedCluster } from './scripted-cluster.ts';
import {
  ScriptedTransactions,
  type EndedTransaction,
  type Identity,
} from './scripted-transactions.ts';
import type { ProducedBatch, ServedLogs } from './serve-logs.ts';

export type TransactionRequestName =
  | 'find'
  | 'findGroup'
  | 'init'
  | 'addPartitions'
  | 'addOffsets'
  | 'offsets'
  | 'end';

/**
 * What happens to a request instead of being served well: lost on its way to the coordinator, or
 * its answer is; never answered; served when the test says `deliverLate`; or an error code.
 */
export type TransactionFault =
  | 'none'
  | 'drop-before'
  | 'drop-after'
  | 'silence'
  | 'late'
  | number;

const GROUP_PREFIX = 'group:';
/** From this version on a request also adds what it writes to (KIP-890). */
const PRODUCE_V2 = 12;
const OFFSETS_V2 = 5;
const END_V2 = 5;

export class ServedTransactions {
  readonly ids: ScriptedTransactions;
  /** The broker that coordinates transactions; others answer NOT_COORDINATOR. */
  coordinatorId = 1;
  groupCoordinatorId = 1;
  /** Of the group: others are not its member. */
  generationId = -1;
  fault: (request: TransactionRequestName) => TransactionFault = () => 'none';
  /** What came, and what was answered well, by name: `end true 5000/3`. */
  readonly log: string[] = [];
  readonly #late: (() => void)[] = [];
  readonly #cluster: ScriptedCluster;
  readonly #logs: ServedLogs;
  readonly #offsets = new Map<string, number>();
  readonly #pendingOffsets = new Map<number, Map<string, number>>();

  constructor(cluster: ScriptedCluster, logs: ServedLogs) {
    this.#cluster = cluster;
    this.#logs = logs;
    this.ids = new ScriptedTransactions((ended) => this.#ended(ended));
    logs.checkProduced = (produced) => this.#checkProduced(produced);
    for (const broker of cluster.brokers) {
      this.#serveFind(broker);
      this.#serveIds(broker);
      this.#serveAdding(broker);
      this.#serveOffsets(broker);
      this.#serveEnd(broker);
    }
  }

  /** Offsets that are committed, as `topic-partition`. */
  committedOffsets(): Record<string, number> {
    return Object.fromEntries(this.#offsets);
  }

  /** Finalises `transaction.version`; connections made from now on tell. */
  finalize(level: number): void {
    for (const broker of this.#cluster.brokers) {
      const epoch = broker.features.epoch + 1;
      broker.features = { epoch, levels: new Map([['transaction.version', level]]) };
    }
  }

  /** What was held back comes to the coordinator now. */
  deliverLate(): void {
    for (const serve of this.#late.splice(0)) serve();
  }

  /** The fault comes once, at the first such request from now on. */
  failOnce(name: TransactionRequestName, fault: TransactionFault): void {
    let isDue = true;
    this.fault = (request) => {
      if (request !== name || !isDue) return 'none';
      isDue = false;
      return fault;
    };
  }

  /** Answers what the fault does not spoil. */
  #serve<Response>(
    name: TransactionRequestName,
    { drop }: Pick<Incoming<unknown>, 'drop'>,
    answers: {
      readonly respond: (response: Response) => void;
      readonly refused: (errorCode: number) => Response;
      readonly served: () => Response;
      readonly isHere: boolean;
    },
  ): void {
    const fault = this.fault(name);
    const { respond, refused, served, isHere } = answers;
    if (fault === 'silence') return;
    if (fault === 'late') return void this.#late.push(() => void served());
    if (fault === 'drop-before') return drop();
    if (typeof fault === 'number') return respond(refused(fault));
    if (!isHere) return respond(refused(errors.NOT_COORDINATOR.code));
    const response = served();
    if (fault === 'drop-after') return drop();
    respond(response);
  }

  #serveFind(broker: ScriptedBroker): void {
    broker.on(findCoordinatorApi, (incoming, respond) => {
      const { request } = incoming;
      const isGroup = request.keyType === 0;
      const nodeId = isGroup ? this.groupCoordinatorId : this.coordinatorId;
      const key = request.coordinatorKeys[0] ?? request.key;
      const told = (errorCode: number): object => ({
        coordinators: [{ key, nodeId, host: `b${nodeId}`, port: 9092, errorCode }],
      });
      this.#serve(isGroup ? 'findGroup' : 'find', incoming, {
        respond,
        refused: told,
        served: () => told(0),
        isHere: true,
      });
    });
  }

  #serveIds(broker: ScriptedBroker): void {
    broker.on(initProducerIdApi, (incoming, respond) => {
      const { transactionalId, producerId, producerEpoch } = incoming.request;
      this.#serve('init', incoming, {
        respond,
        refused: (errorCode) => ({ errorCode }),
        served: () => {
          const asked = { producerId: Number(producerId), epoch: producerEpoch };
          const made = this.ids.initialize(transactionalId ?? '', asked);
          if ('code' in made) return { errorCode: made.code };
          this.log.push(`init ${made.producerId}/${made.epoch}`);
          return { producerId: made.producerId, producerEpoch: made.epoch };
        },
        isHere: broker.nodeId === this.coordinatorId,
      });
    });
  }

  #serveAdding(broker: ScriptedBroker): void {
    broker.on(
      addPartitionsToTxnApi,
      (incoming, respond) => {
        const { request } = incoming;
        const asked = {
          producerId: Number(request.v3AndBelowProducerId),
          epoch: request.v3AndBelowProducerEpoch,
        };
        const names = request.v3AndBelowTopics.flatMap(({ name, partitions }) =>
          partitions.map((partition) => `${name}-${partition}`),
        );
        const all = (partitionErrorCode: number): object => ({
          resultsByTopicV3AndBelow: request.v3AndBelowTopics.map(({ name, partitions }) => ({
            name,
            resultsByPartition: partitions.map((partitionIndex) => ({
              partitionIndex,
              partitionErrorCode,
            })),
          })),
        });
        this.#serve('addPartitions', incoming, {
          respond,
          refused: all,
          served: () => {
            const errorCode = this.ids.add(request.v3AndBelowTransactionalId, asked, names);
            if (errorCode === 0) this.log.push(`add ${names.join(' ')}`);
            return all(errorCode);
          },
          isHere: broker.nodeId === this.coordinatorId,
        });
      },
      3,
    );
    broker.on(addOffsetsToTxnApi, (incoming, respond) => {
      const { request } = incoming;
      this.#serve('addOffsets', incoming, {
        respond,
        refused: (errorCode) => ({ errorCode }),
        served: () => {
          const group = `${GROUP_PREFIX}${request.groupId}`;
          const errorCode = this.ids.add(request.transactionalId, identityIn(request), [group]);
          if (errorCode === 0) this.log.push(`add ${group}`);
          return { errorCode };
        },
        isHere: broker.nodeId === this.coordinatorId,
      });
    });
  }

  #serveOffsets(broker: ScriptedBroker): void {
    broker.on(txnOffsetCommitApi, (incoming, respond) => {
      const { request, version } = incoming;
      const all = (errorCode: number): object => ({
        topics: request.topics.map(({ name, partitions }) => ({
          name,
          partitions: partitions.map(({ partitionIndex }) => ({ partitionIndex, errorCode })),
        })),
      });
      this.#serve('offsets', incoming, {
        respond,
        refused: all,
        served: () => all(this.#takeOffsets(request, version)),
        isHere: broker.nodeId === this.groupCoordinatorId,
      });
    });
  }

  #takeOffsets(request: TxnOffsetCommitRequest, version: number): number {
    const { transactionalId, groupId, generationId } = request;
    const asked = identityIn(request);
    const group = `${GROUP_PREFIX}${groupId}`;
    if (generationId >= 0 && generationId !== this.generationId) {
      return errors.ILLEGAL_GENERATION.code;
    }
    if (version >= OFFSETS_V2) {
      const errorCode = this.ids.add(transactionalId, asked, [group]);
      if (errorCode !== 0) return errorCode;
    } else if (!this.ids.has(transactionalId, asked, group)) return errors.INVALID_TXN_STATE.code;
    const pending = this.#pendingOffsets.get(asked.producerId) ?? new Map<string, number>();
    this.#pendingOffsets.set(asked.producerId, pending);
    for (const { name, partitions } of request.topics) {
      for (const { partitionIndex, committedOffset } of partitions) {
        pending.set(`${name}-${partitionIndex}`, Number(committedOffset));
      }
    }
    this.log.push(`offsets ${[...pending].map(([key, offset]) => `${key}=${offset}`).join(' ')}`);
    return 0;
  }

  #serveEnd(broker: ScriptedBroker): void {
    broker.on(endTxnApi, (incoming, respond) => {
      const { request, version } = incoming;
      this.#serve('end', incoming, {
        respond,
        refused: (errorCode) => ({ errorCode }),
        served: () => {
          const { transactionalId, committed } = request;
          const asked = identityIn(request);
          if (version < END_V2) {
            return { errorCode: this.ids.endV1(transactionalId, asked, committed) };
          }
          const ended = this.ids.endV2(transactionalId, asked, committed);
          if ('code' in ended) return { errorCode: ended.code };
          return { producerId: ended.producerId, producerEpoch: ended.epoch };
        },
        isHere: broker.nodeId === this.coordinatorId,
      });
    });
  }

  /** As a partition's leader does: v2 adds the partition, v1 asks whether it was added. */
  #checkProduced({ topic, partition, batch, version, transactionalId }: ProducedBatch): number {
    if (!batch.isTransactional) return 0;
    const asked = { producerId: batch.producerId, epoch: batch.producerEpoch };
    const id = transactionalId ?? '';
    const name = `${topic}-${partition}`;
    if (version < PRODUCE_V2) {
      return this.ids.has(id, asked, name) ? 0 : this.#refusalOf(id, asked);
    }
    const errorCode = this.ids.add(id, asked, [name]);
    return errorCode === errors.PRODUCER_FENCED.code
      ? errors.INVALID_PRODUCER_EPOCH.code
      : errorCode;
  }

  #refusalOf(id: string, { epoch }: Identity): number {
    const isOld = (this.ids.identityOf(id)?.epoch ?? -1) > epoch;
    return isOld ? errors.INVALID_PRODUCER_EPOCH.code : errors.INVALID_TXN_STATE.code;
  }

  #ended({ producerId, epoch, partitions, committed }: EndedTransaction): void {
    this.log.push(`end ${committed} ${producerId}/${epoch}`);
    for (const name of partitions) {
      if (name.startsWith(GROUP_PREFIX)) this.#endOffsets(producerId, committed);
      else this.#mark(name, { producerId, epoch }, committed);
    }
  }

  #endOffsets(producerId: number, committed: boolean): void {
    const pending = this.#pendingOffsets.get(producerId) ?? [];
    if (committed) for (const [key, offset] of pending) this.#offsets.set(key, offset);
    this.#pendingOffsets.delete(producerId);
  }

  #mark(name: string, { producerId, epoch }: Identity, committed: boolean): void {
    const at = name.lastIndexOf('-');
    const [topic, partition] = [name.slice(0, at), Number(name.slice(at + 1))];
    const type = committed ? 'COMMIT' : 'ABORT';
    this.#logs.log(topic, partition).mark({ type, producerId, producerEpoch: epoch }, 0);
  }
}

function identityIn(request: {
  readonly producerId: number | bigint;
  readonly producerEpoch: number;
}): Identity {
  return { producerId: Number(request.producerId), epoch: request.producerEpoch };
}
