// The tasks that a member of a streams group is to have.

import type { CoordinatorRecordSchema } from '../../language.ts';

export const schema: CoordinatorRecordSchema = {
  key: 21,
  name: 'StreamsGroupTargetAssignmentMember',
  versions: '0',
  flexible: '0+',
  keyFields: `
    GroupId: string 0
    MemberId: string 0
  `,
  valueFields: `
    ActiveTasks: []TaskIds 0+
    StandbyTasks: []TaskIds 0+
    WarmupTasks: []TaskIds 0+

    struct TaskIds 0+
      SubtopologyId: string 0+
      Partitions: []int32 0+
  `,
};
