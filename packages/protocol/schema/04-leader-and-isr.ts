// LeaderAndIsr.

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
