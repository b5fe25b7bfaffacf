// A broker is unfenced. Only in old logs: BrokerRegistrationChangeRecord has taken its place.

import type { MessageSchema } from '../../language.ts';

export const schema: MessageSchema = {
  kind: 'metadata',
  key: 8,
  name: 'UnfenceBrokerRecord',
  versions: '0',
  flexible: '0+',
  fields: `
    Id: int32 0+, entity brokerId
    Epoch: int64 0+
  `,
};
