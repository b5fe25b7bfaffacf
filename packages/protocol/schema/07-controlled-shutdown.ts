// ControlledShutdown.

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
