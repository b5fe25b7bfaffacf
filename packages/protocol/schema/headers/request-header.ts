// What comes before every request. The client id keeps its classic length also in version 2: a
// broker must be able to read the header of an ApiVersions request from the future.
//
// v0, without a client id, is gone with ControlledShutdown.

import type { MessageSchema } from '../language.ts';

export const schema: MessageSchema = {
  kind: 'header',
  name: 'RequestHeader',
  versions: '1-2',
  flexible: '2+',
  fields: `
    RequestApiKey: int16 0+
    RequestApiVersion: int16 0+
    CorrelationId: int32 0+
    ClientId: string 1+, nullable, flexible none
  `,
};
