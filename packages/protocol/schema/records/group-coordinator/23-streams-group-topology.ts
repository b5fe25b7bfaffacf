// The topology of a streams group.

import type { CoordinatorRecordSchema } from '../../language.ts';

export const schema: CoordinatorRecordSchema = {
  key: 23,
  name: 'StreamsGroupTopology',
  versions: '0',
  flexible: '0+',
  keyFields: `
    GroupId: string 0
  `,
  valueFields: `
    Epoch: int32 0+
    Subtopologies: []Subtopology 0+
      SubtopologyId: string 0+
      SourceTopics: []string 0+
      SourceTopicRegex: []string 0+
      StateChangelogTopics: []TopicInfo 0+
      RepartitionSinkTopics: []string 0+
      RepartitionSourceTopics: []TopicInfo 0+
      CopartitionGroups: []CopartitionGroup 0+
        SourceTopics: []int16 0+
        SourceTopicRegex: []int16 0+
        RepartitionSourceTopics: []int16 0+

    struct TopicConfig 0+
      key: string 0+
      value: string 0+

    struct TopicInfo 0+
      Name: string 0+
      Partitions: int32 0+
      ReplicationFactor: int16 0+
      TopicConfigs: []TopicConfig 0+
  `,
};
