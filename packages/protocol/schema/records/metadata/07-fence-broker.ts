// A broker is fenced. Only in old logs: BrokerRegistrationChangeRecord has taken its place.

import type { MessageSchema } from '../../language.ts';

export const schema: MessageSchema = {
  kind: 'metadata',
  key: 7,
  name: 'FenceBrokerRecord',
  versions: '0',
  flexible: '0+',
  fields: `
    Id: int32 0+, entity brokerId
    Epoch: int64 0+
  `,
};
