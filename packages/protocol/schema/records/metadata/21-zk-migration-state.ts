// How far a migration from ZooKeeper went. Only in clusters that were upgraded from 3.x.

import type { MessageSchema } from '../../language.ts';

export const schema: MessageSchema = {
  kind: 'metadata',
  key: 21,
  name: 'ZkMigrationStateRecord',
  versions: '0',
  flexible: '0+',
  fields: `
    ZkMigrationState: int8 0+
  `,
};
