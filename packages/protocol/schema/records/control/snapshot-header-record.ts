// Control record: the first record of a snapshot.

import type { MessageSchema } from '../../language.ts';

export const schema: MessageSchema = {
  kind: 'data',
  name: 'SnapshotHeaderRecord',
  versions: '0',
  flexible: '0+',
  fields: `
    Version: int16 0+
    LastContainedLogTimestamp: int64 0+
  `,
};
