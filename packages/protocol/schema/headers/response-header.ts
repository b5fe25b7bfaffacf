// What comes before every response. ApiVersions always answers with version 0.

import type { MessageSchema } from '../language.ts';

export const schema: MessageSchema = {
  kind: 'header',
  name: 'ResponseHeader',
  versions: '0-1',
  flexible: '1+',
  fields: `
    CorrelationId: int32 0+
  `,
};
