// Of the ZooKeeper era: given up in Kafka 4.0. The key stays taken.

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 4,
  name: 'LeaderAndIsr',
  versions: 'none',
  flexible: 'none',
  listeners: [],
  request: ``,
  response: ``,
};
