// Broker configs that Apache Kafka does not have. Few, and none that a cluster of both kinds of
// brokers would have to agree on.

import { type ConfigKey, int, text } from '../config-key.ts';

export const ottlaConfigs: readonly ConfigKey[] = [
  // File descriptors for the segments of all logs; 0 takes half of what the process may have.
  int('ottla.log.open.files.max', 0, { min: 0 }),
  // Where metrics and health are served; nowhere where it is empty.
  text('ottla.http.address', '', { unlisted: true }),
];
