// The value of an ABORT or COMMIT marker, behind its int16 version.

import type { MessageSchema } from '../../language.ts';

export const schema: MessageSchema = {
  kind: 'data',
  name: 'EndTxnMarker',
  versions: '0',
  flexible: 'none',
  fields: `
    CoordinatorEpoch: int32 0+
  `,
};
