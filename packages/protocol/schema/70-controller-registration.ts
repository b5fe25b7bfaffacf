// A controller registers its endpoints and features with the active one (KIP-919).

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 70,
  name: 'ControllerRegistration',
  versions: '0',
  flexible: '0+',
  listeners: ['controller'],
  request: `
    ControllerId: int32 0+
    IncarnationId: uuid 0+
    ZkMigrationReady: bool 0+
    Listeners: []Listener 0+
      Name: string 0+, key
      Host: string 0+
      Port: uint16 0+
      SecurityProtocol: int16 0+
    Features: []Feature 0+
      Name: string 0+, key
      MinSupportedVersion: int16 0+
      MaxSupportedVersion: int16 0+
  `,
  response: `
    ThrottleTimeMs: int32 0+
    ErrorCode: int16 0+
    ErrorMessage: string 0+, nullable
  `,
};
