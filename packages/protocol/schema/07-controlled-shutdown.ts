// Of the ZooKeeper era: given up in Kafka 4.0, BrokerHeartbeat does its work. The key stays taken.

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 7,
  name: 'ControlledShutdown',
  versions: 'none',
  flexible: 'none',
  listeners: [],
  request: ``,
  response: ``,
};
