// Replaces all dynamic configs of resources. Deprecated: IncrementalAlterConfigs does not lose what
// others set.

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 33,
  name: 'AlterConfigs',
  versions: '0-2',
  flexible: '2+',
  listeners: ['broker', 'controller'],
  request: `
    Resources: []AlterConfigsResource 0+
      ResourceType: int8 0+, key
      ResourceName: string 0+, key
      Configs: []AlterableConfig 0+
        Name: string 0+, key
        Value: string 0+, nullable
    ValidateOnly: bool 0+
  `,
  response: `
    ThrottleTimeMs: int32 0+
    Responses: []AlterConfigsResourceResponse 0+
      ErrorCode: int16 0+
      ErrorMessage: string 0+, nullable
      ResourceType: int8 0+
      ResourceName: string 0+
  `,
};
