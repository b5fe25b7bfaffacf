export { runOneBroker } from './one-broker.ts';
export type { OneBrokerOptions, OneBrokerRun } from './one-broker.ts';
export { RecordedLog } from './recorded-log.ts';
export { BROKER_PORT, startSimulatedNode } from './simulated-node.ts';
export type { SimulatedNodeOptions } from './simulated-node.ts';
