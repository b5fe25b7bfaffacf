// Tells the configs of topics, brokers, loggers, groups and client metrics.
//
// v1: sources and synonyms.
// v3: types and documentation.

import type { ApiSchema } from './language.ts';

export const schema: ApiSchema = {
  key: 32,
  name: 'DescribeConfigs',
  versions: '1-4',
  flexible: '4+',
  listeners: ['broker', 'controller'],
  request: `
    Resources: []DescribeConfigsResource 0+
      ResourceType: int8 0+
      ResourceName: string 0+
      ConfigurationKeys: []string 0+, nullable
    IncludeSynonyms: bool 1+
    IncludeDocumentation: bool 3+
  `,
  response: `
    ThrottleTimeMs: int32 0+
    Results: []DescribeConfigsResult 0+
      ErrorCode: int16 0+
      ErrorMessage: string 0+, nullable
      ResourceType: int8 0+
      ResourceName: string 0+
      Configs: []DescribeConfigsResourceResult 0+
        Name: string 0+
        Value: string 0+, nullable
        ReadOnly: bool 0+
        ConfigSource: int8 1+, default -1, ignorable
        IsSensitive: bool 0+
        Synonyms: []DescribeConfigsSynonym 1+, ignorable
          Name: string 1+
          Value: string 1+, nullable 0+
          Source: int8 1+
        ConfigType: int8 3+, ignorable
        Documentation: string 3+, nullable 0+, ignorable
  `,
};
