// Control record: the quorum's version; from 1 on its voters may change.

import type { MessageSchema } from '../../language.ts';

export const schema: MessageSchema = {
  kind: 'data',
  name: 'KRaftVersionRecord',
  versions: '0',
  flexible: '0+',
  fields: `
    Version: int16 0+
    KRaftVersion: int16 0+
  `,
};
