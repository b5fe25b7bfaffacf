// The node itself: how far its life has come, what it is, and what a scrape left out.

import type { Exposition } from '../exposition.ts';
import { gauge } from '../metric-family.ts';

/** Kafka's numbers of a broker's states. */
export const brokerStates = {
  NOT_RUNNING: 0,
  STARTING: 1,
  RECOVERY: 2,
  RUNNING: 3,
  PENDING_CONTROLLED_SHUTDOWN: 6,
  SHUTTING_DOWN: 7,
} as const;

export type BrokerState = keyof typeof brokerStates;

export const nodeFamilies = {
  state: gauge(
    'kafka_server_kafkaserver_brokerstate',
    'State of the broker: 1 starting, 2 recovery, 3 running, 6 and 7 shutting down.',
  ),
  info: gauge('ottla_node_info', '1, with what this node is.', 'node_id', 'cluster_id'),
  leftOut: gauge(
    'ottla_metrics_left_out',
    'Topics, partitions and groups without series of their own, since there are too many.',
    'of',
  ),
} as const;

export function exposeState(out: Exposition, state: BrokerState): void {
  out.add(nodeFamilies.state, brokerStates[state]);
}

export function exposeInfo(
  out: Exposition,
  info: { readonly nodeId: number; readonly clusterId: string },
): void {
  out.add(nodeFamilies.info, 1, info.nodeId, info.clusterId);
}

export function exposeLeftOut(
  out: Exposition,
  leftOut: {
    readonly topics: number;
    readonly partitions: number;
    readonly groups: number;
  },
): void {
  out.add(nodeFamilies.leftOut, leftOut.topics, 'topics');
  out.add(nodeFamilies.leftOut, leftOut.partitions, 'partitions');
  out.add(nodeFamilies.leftOut, leftOut.groups, 'groups');
}
