// The tasks that a member of a streams group has or is giving up, and its epochs.

import type { CoordinatorRecordSchema } from '../../language.ts';

export const schema: CoordinatorRecordSchema = {
  key: 22,
  name: 'StreamsGroupCurrentMemberAssignment',
  versions: '0',
  flexible: '0+',
  keyFields: `
    GroupId: string 0
    MemberId: string 0
  `,
  valueFields: `
    MemberEpoch: int32 0+
    PreviousMemberEpoch: int32 0+
    State: int8 0+
    ActiveTasks: []TaskIds 0+
    StandbyTasks: []TaskIds 0+
    WarmupTasks: []TaskIds 0+
    ActiveTasksPendingRevocation: []TaskIds 0+
    StandbyTasksPendingRevocation: []TaskIds 0+
    WarmupTasksPendingRevocation: []TaskIds 0+

    struct TaskIds 0+
      SubtopologyId: string 0+
      Partitions: []int32 0+
      AssignmentEpochs: []int32 0+, nullable, tag 0
  `,
};
