// One partition of a coordinator's topic while this broker leads it: its runtime, with the log,
// the timers and the clock that the runtime lives by.

import type { Logger } from '@ottla/base';
import { PartitionRuntime } from '@ottla/coordinator';
import type { Partition } from '../replica/partition.ts';
import type { CoordinatorOptions } from './coordinator-options.ts';
import { loadShard } from './load-shard.ts';
import { ShardAlarms } from './shard-alarms.ts';
import { ShardLogWriter } from './shard-log-writer.ts';

export class CoordinatedPartition<State> {
  readonly runtime: PartitionRuntime<State>;
  readonly #partition: Partition;
  /** Of the leadership that it was loaded for. */
  readonly #leaderEpoch: number;
  readonly #options: CoordinatorOptions<State>;
  readonly #logger: Logger;
  readonly #alarms: ShardAlarms;
  readonly #writer: ShardLogWriter;

  /** `onOutOfSync`: this one is worth nothing, and is to be replaced by a new one. */
  constructor(options: CoordinatorOptions<State>, partition: Partition, onOutOfSync: () => void) {
    const { world, writeTurn } = options;
    const { clock, random } = world;
    this.#options = options;
    this.#partition = partition;
    this.#leaderEpoch = partition.leaderEpoch;
    this.#logger = naming(partition.log.name, options.logger);
    this.#alarms = new ShardAlarms(world.timers, (name) => this.runtime.timedOut(name));
    this.#writer = new ShardLogWriter(partition, clock, {
      committed: (highWatermark) => this.runtime.committed(highWatermark),
      lost: () => this.runtime.fail(),
    });
    const flush = (): void => void this.runtime.flush();
    this.runtime = new PartitionRuntime<State>({
      create: (services) => options.create(services, partition.index),
      services: {
        random,
        logger: this.#logger,
        wallMs: () => clock.wallMs(),
        monotonicMs: () => clock.monotonicMs(),
      },
      timers: this.#alarms,
      writer: this.#writer,
      codec: options.codec,
      writeTimeoutMs: options.writeTimeoutMs,
      requestFlush: () => writeTurn.request(flush),
      onOutOfSync,
    });
  }

  /**
   * Whether it is still the one for a partition that is led here. A new epoch of the same leader
   * changes nothing, for it has written all that there is; but one that has failed is tried again.
   */
  isGoodFor(partition: Partition): boolean {
    if (partition !== this.#partition) return false;
    return this.runtime.phase !== 'failed' || partition.leaderEpoch === this.#leaderEpoch;
  }

  /** Never throws: what cannot be loaded has failed, and says so. */
  load(): void {
    const { world, replicas, loadBufferBytes: bufferBytes } = this.#options;
    const startMs = world.clock.monotonicMs();
    const loading = loadShard({
      partition: this.#partition,
      runtime: this.runtime,
      writer: this.#writer,
      logServices: replicas.logServices,
      timers: world.timers,
      bufferBytes,
    });
    loading
      .then(({ bytes, endOffset }) => {
        const ms = Math.round(world.clock.monotonicMs() - startMs);
        if (bytes > 0) this.#logger.info('loaded a coordinator', { bytes, endOffset, ms });
      })
      .catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        this.#logger.error('a coordinator cannot be loaded', { error: reason });
        this.runtime.fail();
      });
  }

  close(): void {
    this.runtime.close();
    this.#alarms.cancelAll();
  }
}

/** Says in each line which partition it is about. */
function naming(partition: string, logger: Logger): Logger {
  return {
    debug: (message, fields) => logger.debug(message, { partition, ...fields }),
    info: (message, fields) => logger.info(message, { partition, ...fields }),
    warn: (message, fields) => logger.warn(message, { partition, ...fields }),
    error: (message, fields) => logger.error(message, { partition, ...fields }),
    child: (name) => naming(partition, logger.child(name)),
  };
}
