// The topics that a regular expression of a consumer group matched.

import type { CoordinatorRecordSchema } from '../../language.ts';

export const schema: CoordinatorRecordSchema = {
  key: 16,
  name: 'ConsumerGroupRegularExpression',
  versions: '0',
  flexible: '0+',
  keyFields: `
    GroupId: string 0
    RegularExpression: string 0
  `,
  valueFields: `
    Topics: []string 0+
    Version: int64 0+
    Timestamp: int64 0+
  `,
};
