// Control record: the last record of a snapshot.

import type { MessageSchema } from '../../language.ts';

export const schema: MessageSchema = {
  kind: 'data',
  name: 'SnapshotFooterRecord',
  versions: '0',
  flexible: '0+',
  fields: `
    Version: int16 0+
  `,
};
