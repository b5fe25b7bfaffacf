// The `roundrobin` assignor: all partitions of all subscribed topics, by topic and number, dealt to
// the members in turn; one that has not subscribed to the topic is skipped. Pure.

import {
  compareMembers,
  compareText,
  emptyAssignments,
  withoutUserData,
  type Assignor,
} from './assignor.ts';

export const roundRobinAssignor: Assignor = {
  name: 'roundrobin',
  protocols: ['eager'],
  assign(topics, members) {
    const assignments = emptyAssignments(members);
    const sorted = members.toSorted(compareMembers);
    const names = [...topics.keys()].toSorted(compareText);
    let turn = 0;
    for (const topic of names) {
      const isWanted = sorted.some((member) => member.topics.includes(topic));
      if (!isWanted) continue;
      const partitionCount = topics.get(topic)?.partitionCount ?? 0;
      for (let partition = 0; partition < partitionCount; partition++) {
        while (!sorted[turn % sorted.length]?.topics.includes(topic)) turn += 1;
        const { memberId = '' } = sorted[turn % sorted.length] ?? {};
        assignments.get(memberId)?.push({ topic, partition });
        turn += 1;
      }
    }
    return withoutUserData(assignments);
  },
};
