// StopReplica.

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 5,
  name: 'StopReplica',
  versions: 'none',
  flexible: 'none',
  listeners: [],
  request: ``,
  response: ``,
};
