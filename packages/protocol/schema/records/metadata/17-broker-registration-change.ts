// A change of a registered broker: fencing, controlled shutdown, log directories.
//
// v1: controlled shutdown.
// v2: log directories.
// v3: cordoned ones.

import type { MessageSchema } from '../../language.ts';

export const schema: MessageSchema = {
  kind: 'metadata',
  key: 17,
  name: 'BrokerRegistrationChangeRecord',
  versions: '0-3',
  flexible: '0+',
  fields: `
    BrokerId: int32 0+, entity brokerId
    BrokerEpoch: int64 0+
    Fenced: int8 0+, tag 0
    InControlledShutdown: int8 1+, tag 1
    LogDirs: []uuid 2+, tag 2
    CordonedLogDirs: []uuid 3+, nullable, tag 3, default null
  `,
};
