// A broker's log directory with one compacted log in it, and the limits that its cleaner keeps to;
// made new, or from the files of another one.

import assert from 'node:assert/strict';

import { Prng, SimulatedUniverse } from '@ottla/base';
import type { DiskOperation, World } from '@ottla/base';

import { CleanerMemory, defaultLogConfig, LogDirectory, Throttle } from '../../src/index.ts';
import type { CleanableRange, CleaningMeans, CleaningOutcome } from '../../src/index.ts';
import type { LogConfig, LogServices, PartitionLog } from '../../src/index.ts';
import { servicesOf } from '../simulated-log.ts';
import type { ImageFile } from './disk-image.ts';
import { layImage } from './disk-image.ts';

const DIRECTORY = '/data';
const NODE = 'broker';

export interface Plan {
  readonly config: LogConfig;
  readonly limits: {
    readonly dedupeBufferBytes: number;
    readonly loadFactor: number;
    readonly ioBufferBytes: number;
  };
}

/** Small segments, an offset map of a few keys, and horizons that pass, or do not. */
export function randomPlan(prng: Prng): Plan {
  const keysInMap = prng.pick([2, 3, 8, 100]);
  return {
    config: {
      ...defaultLogConfig,
      segmentBytes: prng.pick([900, 1_300, 2_000]),
      indexIntervalBytes: prng.pick([0, 200]),
      deleteRetentionMs: prng.pick([0, 500, 100_000]),
      minCompactionLagMs: prng.pick([0, 0, 0, 400]),
      messageTimestampType: prng.chance(0.15) ? 'LogAppendTime' : 'CreateTime',
      cleanupPolicy: { compact: true, delete: false },
      transactionVerification: false,
      producerIdExpirationMs: Infinity,
      fileDeleteDelayMs: 5,
    },
    limits: {
      dedupeBufferBytes: 24 * keysInMap,
      loadFactor: prng.pick([0.9, 1]),
      ioBufferBytes: prng.pick([1_024, 4_096]),
    },
  };
}

export class CompactedNode {
  readonly universe: SimulatedUniverse;
  readonly plan: Plan;
  world!: World;
  services!: LogServices;
  directory!: LogDirectory;
  log!: PartitionLog;
  #means!: CleaningMeans;

  private constructor(universe: SimulatedUniverse, plan: Plan) {
    this.universe = universe;
    this.plan = plan;
  }

  static create(seed: number | string, plan: Plan): CompactedNode {
    const universe = new SimulatedUniverse({ seed });
    const node = new CompactedNode(universe, plan);
    node.open(universe.createNode(NODE));
    return node;
  }

  /** On a machine whose clock stands at `wallOffsetMs`, with these files and no others. */
  static from(image: readonly ImageFile[], options: FromImage): CompactedNode {
    const { seed, plan, wallOffsetMs } = options;
    const universe = new SimulatedUniverse({ seed });
    const node = new CompactedNode(universe, plan);
    const world = universe.createNode(NODE, { wallOffsetMs });
    layImage(world.disk, image);
    node.open(world);
    return node;
  }

  get faults() {
    return this.universe.storage(NODE).faults;
  }

  get nowMs(): number {
    return this.world.clock.wallMs();
  }

  open(world: World): void {
    this.world = world;
    this.#means = { throttle: new Throttle(Infinity), memory: new CleanerMemory() };
    this.services = servicesOf(world, { tailBytesMax: 20_000, openFilesMax: 4 });
    const { services, plan } = this;
    this.directory = LogDirectory.open({ services, path: DIRECTORY });
    assert.deepEqual(this.directory.load(() => plan.config).damaged, []);
    this.log = this.directory.createLog({ topic: 'flights', partition: 0, config: plan.config });
    this.log.setHighWatermark(this.log.writtenOffset);
  }

  /** Whether a call, made now, changes what a death of this kind would leave. */
  changesDisk(operation: DiskOperation, path: string, death: 'power' | 'process'): boolean {
    switch (operation) {
      case 'read':
      case 'stat':
      case 'list':
      case 'lock':
        return false;
      case 'open':
        return this.universe.storage(NODE).tree.find(path) === undefined;
      case 'sync':
      case 'sync directory':
        return death === 'power';
      default:
        return true;
    }
  }

  /** Dies, and starts again over what is left on its disk. */
  die(death: 'power' | 'process'): void {
    this.faults.failure = () => undefined;
    this.universe.kill(NODE, death);
    this.open(this.universe.restart(NODE));
  }

  range(): CleanableRange {
    return this.log.cleanableRange(this.nowMs);
  }

  clean(range: CleanableRange): Promise<CleaningOutcome> {
    return this.log.clean(range, this.plan.limits, this.#means);
  }
}

interface FromImage {
  readonly seed: number | string;
  readonly plan: Plan;
  readonly wallOffsetMs: number;
}
