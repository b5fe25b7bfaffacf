// A broker's registration is gone.

import type { MessageSchema } from '../../language.ts';

export const schema: MessageSchema = {
  kind: 'metadata',
  key: 1,
  name: 'UnregisterBrokerRecord',
  versions: '0',
  flexible: '0+',
  fields: `
    BrokerId: int32 0+, entity brokerId
    BrokerEpoch: int64 0+
  `,
};
