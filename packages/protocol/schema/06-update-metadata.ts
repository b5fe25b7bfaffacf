// UpdateMetadata.

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 6,
  name: 'UpdateMetadata',
  versions: 'none',
  flexible: 'none',
  listeners: [],
  request: ``,
  response: ``,
};
