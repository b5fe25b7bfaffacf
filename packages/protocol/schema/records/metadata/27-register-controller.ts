// A controller's registration (KIP-919).

import type { MessageSchema } from '../../language.ts';

export const schema: MessageSchema = {
  kind: 'metadata',
  key: 27,
  name: 'RegisterControllerRecord',
  versions: '0',
  flexible: '0+',
  fields: `
    ControllerId: int32 0+
    IncarnationId: uuid 0+
    ZkMigrationReady: bool 0+
    EndPoints: []ControllerEndpoint 0+
      Name: string 0+, key
      Host: string 0+
      Port: uint16 0+
      SecurityProtocol: int16 0+
    Features: []ControllerFeature 0+
      Name: string 0+, key
      MinSupportedVersion: int16 0+
      MaxSupportedVersion: int16 0+
  `,
};
