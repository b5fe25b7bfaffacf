// A broker registers with the controller when it starts.
//
// v1: ZooKeeper migration.
// v2: log directories (KIP-858).
// v3: PreviousBrokerEpoch for clean shutdowns (KIP-966).
// v4: features with minimum level 0.

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 62,
  name: 'BrokerRegistration',
  versions: '0-4',
  flexible: '0+',
  listeners: ['controller'],
  request: `
    BrokerId: int32 0+, entity brokerId
    ClusterId: string 0+
    IncarnationId: uuid 0+
    Listeners: []Listener 0+
      Name: string 0+, key
      Host: string 0+
      Port: uint16 0+
      SecurityProtocol: int16 0+
    Features: []Feature 0+
      Name: string 0+, key
      MinSupportedVersion: int16 0+
      MaxSupportedVersion: int16 0+
    Rack: string 0+, nullable
    IsMigratingZkBroker: bool 1+
    LogDirs: []uuid 2+, ignorable
    PreviousBrokerEpoch: int64 3+, default -1, ignorable
  `,
  response: `
    ThrottleTimeMs: int32 0+
    ErrorCode: int16 0+
    BrokerEpoch: int64 0+, default -1
  `,
};
