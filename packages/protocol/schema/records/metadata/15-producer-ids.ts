// The block of producer ids that comes next.

import type { MessageSchema } from '../../language.ts';

export const schema: MessageSchema = {
  kind: 'metadata',
  key: 15,
  name: 'ProducerIdsRecord',
  versions: '0',
  flexible: '0+',
  fields: `
    BrokerId: int32 0+, entity brokerId
    BrokerEpoch: int64 0+, default -1
    NextProducerId: int64 0+
  `,
};
