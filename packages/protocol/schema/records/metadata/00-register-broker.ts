// A broker's registration.
//
// v1: controlled shutdown.
// v2: ZooKeeper migration.
// v3: log directories (KIP-858).
// v4: cordoned ones.

import type { MessageSchema } from '../../language.ts';

export const schema: MessageSchema = {
  kind: 'metadata',
  key: 0,
  name: 'RegisterBrokerRecord',
  versions: '0-4',
  flexible: '0+',
  fields: `
    BrokerId: int32 0+, entity brokerId
    IsMigratingZkBroker: bool 2+
    IncarnationId: uuid 0+
    BrokerEpoch: int64 0+
    EndPoints: []BrokerEndpoint 0+
      Name: string 0+, key
      Host: string 0+
      Port: uint16 0+
      SecurityProtocol: int16 0+
    Features: []BrokerFeature 0+
      Name: string 0+, key
      MinSupportedVersion: int16 0+
      MaxSupportedVersion: int16 0+
    Rack: string 0+, nullable
    Fenced: bool 0+, default true
    InControlledShutdown: bool 1+
    LogDirs: []uuid 3+, tag 0
    CordonedLogDirs: []uuid 4+, nullable, tag 1, default null
  `,
};
