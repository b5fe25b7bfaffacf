// What a command is: it reads the state and says which records would change it and what to answer.
// It changes nothing itself; `Controller` appends the records and replays them.

import type { Random } from '@ottla/base';
import type { Api, Draft, ProtocolError } from '@ottla/protocol';
import type { ConfigLayers } from '../config/config-layers.ts';
import type { NodeConfig } from '../config/node-config.ts';
import { configResourceTypes, configsOf } from '../image/configs-image.ts';
import {
  ELIGIBLE_LEADER_REPLICAS_VERSION,
  featureLevel,
  METADATA_VERSION,
} from '../image/features-image.ts';
import type { MetadataImage } from '../image/metadata-image.ts';
import type { MetadataRecord } from '../records/metadata-record.ts';
import type { BrokerHeartbeats } from './broker-heartbeats.ts';
import type { ControllerState } from './controller-state.ts';

/** The most records that one request of a user may cause: they are one batch of the log. */
export const RECORDS_PER_USER_OPERATION_MAX = 10_000;
/** What Kafka tells whoever asks for more, POLICY_VIOLATION. */
export const TOO_MANY_RECORDS = 'Unable to perform excessively large batch operation.';
/** Resources or partitions that a turn decides about: about a millisecond. */
export const DECIDED_PER_SLICE = 250;

/** What does not change while the controller runs. */
export interface ControllerSettings {
  readonly clusterId: string;
  readonly nodeId: number;
  readonly config: NodeConfig;
}

export interface CommandContext {
  /** As last written, committed or not. */
  readonly state: ControllerState;
  readonly settings: ControllerSettings;
  readonly heartbeats: BrokerHeartbeats;
  /** Monotonic. */
  readonly nowMs: number;
  readonly random: Random;
  /** Offset of the first record that the command will write. */
  readonly nextOffset: number;
  /** Of the request. */
  readonly apiVersion: number;
}

export interface CommandResult<Response> {
  readonly records: readonly MetadataRecord[];
  readonly response: Draft<Response>;
  /** Whether the records must be committed all together; else they may be split into batches. */
  readonly atomic: boolean;
  /**
   * Called with the offset of the last record written (or there before), for state that no log
   * keeps.
   */
  readonly written?: (lastOffset: number) => void;
}

/** A decision in slices: it yields between them. Nothing else is decided before its end. */
export type Deciding<Result> = Generator<undefined, Result>;

/** A request that the active controller answers. */
export interface ControllerCommand<Request, Response> {
  readonly api: Api<Request, Response>;
  /** At once, or in slices where it may be asked about very much. */
  handle(
    context: CommandContext,
    request: Request,
  ): CommandResult<Response> | Deciding<CommandResult<Response>>;
  /** The API's own form of an error that concerns the whole request. */
  refuse(
    request: Request,
    error: ProtocolError,
    message: string | null,
    apiVersion: number,
  ): Draft<Response>;
}

export function answer<Response>(response: Draft<Response>): CommandResult<Response> {
  return { records: [], response, atomic: false };
}

/** The finalised metadata.version; 0 before the first one is written. */
export function metadataVersionOf(image: MetadataImage): number {
  return featureLevel(image.features, METADATA_VERSION);
}

export function isElrEnabled(image: MetadataImage): boolean {
  return featureLevel(image.features, ELIGIBLE_LEADER_REPLICAS_VERSION) > 0;
}

/** The configs that this node's broker would have: what topics inherit. */
export function configLayers(image: MetadataImage, settings: ControllerSettings): ConfigLayers {
  const { BROKER } = configResourceTypes;
  return {
    node: settings.config,
    thisBroker: configsOf(image.configs, BROKER, String(settings.nodeId)),
    allBrokers: configsOf(image.configs, BROKER, ''),
  };
}
