// The finalized level of a feature. Logs and snapshots begin with metadata.version, so this record
// can never get a version above 0.

import type { MessageSchema } from '../../language.ts';

export const schema: MessageSchema = {
  kind: 'metadata',
  key: 12,
  name: 'FeatureLevelRecord',
  versions: '0',
  flexible: '0+',
  fields: `
    Name: string 0+
    FeatureLevel: int16 0+
  `,
};
