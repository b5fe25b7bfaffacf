export { allocateProducerIds } from './allocate-producer-ids.ts';
export { brokerHeartbeat } from './broker-heartbeat.ts';
export { brokerRegistration } from './broker-registration.ts';
export { controllerRegistration } from './controller-registration.ts';
export { createPartitions } from './create-partitions.ts';
export { createTopics } from './create-topics.ts';
export { deleteTopics } from './delete-topics.ts';
export { unregisterBroker } from './unregister-broker.ts';
