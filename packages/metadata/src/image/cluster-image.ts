// The nodes that have registered: brokers with their endpoints, features, directories and whether
// they are fenced; controllers with theirs.

import { assert } from '@ottla/base';
import type {
  BrokerRegistrationChangeRecord,
  FenceBrokerRecord,
  Int64,
  RegisterBrokerRecord,
  RegisterControllerRecord,
  UnfenceBrokerRecord,
  UnregisterBrokerRecord,
  Uuid,
} from '@ottla/protocol';

export interface NodeEndpoint {
  /** Name of the listener. */
  readonly name: string;
  readonly host: string;
  readonly port: number;
  /** 0 PLAINTEXT, 1 SSL, 2 SASL_PLAINTEXT, 3 SASL_SSL. */
  readonly securityProtocol: number;
}

export interface FeatureRange {
  readonly min: number;
  readonly max: number;
}

export interface BrokerRegistration {
  readonly id: number;
  /** Offset of the record that registered it. */
  readonly epoch: number;
  /** New at each start of its process. */
  readonly incarnationId: Uuid;
  readonly listeners: readonly NodeEndpoint[];
  readonly supportedFeatures: ReadonlyMap<string, FeatureRange>;
  readonly rack: string | null;
  readonly fenced: boolean;
  readonly inControlledShutdown: boolean;
  /** Ids of the log directories that are online. */
  readonly directories: readonly Uuid[];
  /** Directories that take no new replicas (KIP-1066); null below metadata.version 30. */
  readonly cordonedDirectories: readonly Uuid[] | null;
}

export interface ControllerRegistration {
  readonly id: number;
  readonly incarnationId: Uuid;
  readonly zkMigrationReady: boolean;
  readonly listeners: readonly NodeEndpoint[];
  readonly supportedFeatures: ReadonlyMap<string, FeatureRange>;
}

export interface ClusterImage {
  readonly brokers: ReadonlyMap<number, BrokerRegistration>;
  readonly controllers: ReadonlyMap<number, ControllerRegistration>;
}

export const EMPTY_CLUSTER: ClusterImage = { brokers: new Map(), controllers: new Map() };

/** Offsets and epochs in records are always within a number's safe range. */
export function safeNumber(value: Int64, what: string): number {
  assert(typeof value === 'number', `${what} is out of a number's safe range: ${value}`);
  return value;
}

interface RecordFeature {
  readonly name: string;
  readonly minSupportedVersion: number;
  readonly maxSupportedVersion: number;
}

function featuresOf(features: readonly RecordFeature[]): ReadonlyMap<string, FeatureRange> {
  return new Map(
    features.map((each) => [
      each.name,
      { min: each.minSupportedVersion, max: each.maxSupportedVersion },
    ]),
  );
}

function endpointsOf(endpoints: readonly NodeEndpoint[]): readonly NodeEndpoint[] {
  return endpoints.map(({ name, host, port, securityProtocol }) => ({
    name,
    host,
    port,
    securityProtocol,
  }));
}

export function brokerOfRecord(record: RegisterBrokerRecord): BrokerRegistration {
  return {
    id: record.brokerId,
    epoch: safeNumber(record.brokerEpoch, 'the broker epoch of a RegisterBrokerRecord'),
    incarnationId: record.incarnationId,
    listeners: endpointsOf(record.endPoints),
    supportedFeatures: featuresOf(record.features),
    rack: record.rack,
    fenced: record.fenced,
    inControlledShutdown: record.inControlledShutdown,
    directories: record.logDirs,
    cordonedDirectories: record.cordonedLogDirs,
  };
}

export function controllerOfRecord(record: RegisterControllerRecord): ControllerRegistration {
  return {
    id: record.controllerId,
    incarnationId: record.incarnationId,
    zkMigrationReady: record.zkMigrationReady,
    listeners: endpointsOf(record.endPoints),
    supportedFeatures: featuresOf(record.features),
  };
}

/** In a BrokerRegistrationChangeRecord: 1 yes, -1 no, 0 as it was. */
function changedFlag(was: boolean, change: number): boolean {
  return change === 0 ? was : change > 0;
}

export function changedBroker(
  broker: BrokerRegistration,
  record: BrokerRegistrationChangeRecord,
): BrokerRegistration {
  return {
    ...broker,
    fenced: changedFlag(broker.fenced, record.fenced),
    inControlledShutdown: changedFlag(broker.inControlledShutdown, record.inControlledShutdown),
    directories: record.logDirs.length > 0 ? record.logDirs : broker.directories,
    cordonedDirectories: record.cordonedLogDirs ?? broker.cordonedDirectories,
  };
}

export class ClusterDelta {
  readonly image: ClusterImage;
  /** Brokers after the change, by id; undefined where a broker has left. */
  readonly changedBrokers = new Map<number, BrokerRegistration | undefined>();
  readonly changedControllers = new Map<number, ControllerRegistration | undefined>();

  constructor(image: ClusterImage) {
    this.image = image;
  }

  /** The broker as it is after this delta. */
  broker(id: number): BrokerRegistration | undefined {
    if (this.changedBrokers.has(id)) return this.changedBrokers.get(id);
    return this.image.brokers.get(id);
  }

  replayRegisterBroker(record: RegisterBrokerRecord): void {
    this.changedBrokers.set(record.brokerId, brokerOfRecord(record));
  }

  replayUnregisterBroker(record: UnregisterBrokerRecord): void {
    this.changedBrokers.set(record.brokerId, undefined);
  }

  replayFenceBroker(record: FenceBrokerRecord): void {
    const broker = this.#atEpoch(record.id, record.epoch, 'FenceBrokerRecord');
    this.changedBrokers.set(record.id, { ...broker, fenced: true });
  }

  replayUnfenceBroker(record: UnfenceBrokerRecord): void {
    const broker = this.#atEpoch(record.id, record.epoch, 'UnfenceBrokerRecord');
    this.changedBrokers.set(record.id, { ...broker, fenced: false });
  }

  replayBrokerRegistrationChange(record: BrokerRegistrationChangeRecord): void {
    const name = 'BrokerRegistrationChangeRecord';
    const broker = this.#atEpoch(record.brokerId, record.brokerEpoch, name);
    this.changedBrokers.set(record.brokerId, changedBroker(broker, record));
  }

  replayRegisterController(record: RegisterControllerRecord): void {
    this.changedControllers.set(record.controllerId, controllerOfRecord(record));
  }

  /** A snapshot names all that exists: what it has not named is gone. */
  finishSnapshot(): void {
    for (const id of this.image.brokers.keys()) {
      if (!this.changedBrokers.has(id)) this.changedBrokers.set(id, undefined);
    }
    for (const id of this.image.controllers.keys()) {
      if (!this.changedControllers.has(id)) this.changedControllers.set(id, undefined);
    }
  }

  apply(): ClusterImage {
    return {
      brokers: withChanges(this.image.brokers, this.changedBrokers),
      controllers: withChanges(this.image.controllers, this.changedControllers),
    };
  }

  #atEpoch(id: number, epoch: Int64, record: string): BrokerRegistration {
    const broker = this.broker(id);
    assert(broker !== undefined, `${record} names broker ${id}: it is not registered`);
    assert(
      broker.epoch === epoch,
      `${record} names epoch ${epoch} of broker ${id}, which has epoch ${broker.epoch}`,
    );
    return broker;
  }
}

function withChanges<V>(
  before: ReadonlyMap<number, V>,
  changes: ReadonlyMap<number, V | undefined>,
): ReadonlyMap<number, V> {
  const after = new Map(before);
  for (const [id, value] of changes) {
    if (value === undefined) after.delete(id);
    else after.set(id, value);
  }
  return after;
}
