// Kafka's words for kinds and states of groups, and where a group is asked for.

import { errors } from '@ottla/protocol';

import type { ClientCore } from '../../core/client-core.ts';
import { NO_NODE, type BrokerNode } from '../../core/cluster-metadata.ts';
import { KafkaError, type ClientError } from '../../errors.ts';
import type { NodeChoice, Place } from '../driver/operation.ts';

const TYPES = ['Classic', 'Consumer', 'Share', 'Streams', 'Unknown'] as const;

export type GroupType = (typeof TYPES)[number];

const STATES = [
  'PreparingRebalance',
  'CompletingRebalance',
  'Stable',
  'Dead',
  'Empty',
  'Assigning',
  'Reconciling',
  'NotReady',
  'Unknown',
] as const;

export type GroupState = (typeof STATES)[number];

/** Brokers write types in small letters. */
export function groupTypeOf(text: string): GroupType {
  return TYPES.find((type) => type.toLowerCase() === text.toLowerCase()) ?? 'Unknown';
}

export function groupStateOf(text: string): GroupState {
  return STATES.find((state) => state.toLowerCase() === text.toLowerCase()) ?? 'Unknown';
}

export function groupPlace(id: string): Place {
  return { kind: 'coordinator', type: 'group', id };
}

export function groupName(id: string): string {
  return `group ${id}`;
}

const PASSING: ReadonlySet<number> = new Set([
  errors.COORDINATOR_LOAD_IN_PROGRESS.code,
  errors.COORDINATOR_NOT_AVAILABLE.code,
  errors.NOT_COORDINATOR.code,
]);

/** What says that the coordinator is elsewhere, or not ready: nothing was done. */
export function isPassingOfCoordinator(error: ClientError): boolean {
  return error instanceof KafkaError && PASSING.has(error.code);
}

/** Who answered; without an address where the metadata does not know it any more. */
export function brokerOf(core: ClientCore, node: NodeChoice): BrokerNode {
  const id = node === 'any' ? NO_NODE : node;
  return core.metadata.current.brokers.get(id) ?? { id, host: '', port: -1, rack: null };
}
