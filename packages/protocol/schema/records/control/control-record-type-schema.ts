// The key of a control record, behind its int16 version.

import type { MessageSchema } from '../../language.ts';

export const schema: MessageSchema = {
  kind: 'data',
  name: 'ControlRecordTypeSchema',
  versions: '0',
  flexible: 'none',
  fields: `
    Type: int16 0+
  `,
};
