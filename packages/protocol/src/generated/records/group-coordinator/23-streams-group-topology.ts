// Generated from schema/records/group-coordinator/23-streams-group-topology.ts by `npm run generate`: change the schema instead.

import { defineCodec } from '../../../codec/define-codec.ts';
import type { MessageCodec } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
import type { Draft, UnknownTaggedField } from '../../../codec/values.ts';
import type { Writer } from '../../../codec/writer.ts';

export interface StreamsGroupTopologyKey {
  readonly groupId: string;
}

function readStreamsGroupTopologyKey(reader: Reader, _version: number): StreamsGroupTopologyKey {
  return {
    groupId: reader.string('groupId', false),
  };
}

function writeStreamsGroupTopologyKey(
  writer: Writer,
  draft: Draft<StreamsGroupTopologyKey>,
  _version: number,
): void {
  const { groupId = '' } = draft;
  writer.string(groupId, 'groupId', false);
}

export const streamsGroupTopologyKey: MessageCodec<StreamsGroupTopologyKey> = defineCodec({
  name: 'StreamsGroupTopologyKey',
  apiKey: 23,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Infinity,
  read: readStreamsGroupTopologyKey,
  write: writeStreamsGroupTopologyKey,
});

export interface StreamsGroupTopologyValue {
  readonly epoch: number;
  readonly subtopologies: readonly StreamsGroupTopologyValueSubtopology[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface StreamsGroupTopologyValueSubtopology {
  readonly subtopologyId: string;
  readonly sourceTopics: readonly string[];
  readonly sourceTopicRegex: readonly string[];
  readonly stateChangelogTopics: readonly StreamsGroupTopologyValueTopicInfo[];
  readonly repartitionSinkTopics: readonly string[];
  readonly repartitionSourceTopics: readonly StreamsGroupTopologyValueTopicInfo[];
  readonly copartitionGroups: readonly StreamsGroupTopologyValueCopartitionGroup[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface StreamsGroupTopologyValueCopartitionGroup {
  readonly sourceTopics: readonly number[];
  readonly sourceTopicRegex: readonly number[];
  readonly repartitionSourceTopics: readonly number[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface StreamsGroupTopologyValueTopicInfo {
  readonly name: string;
  readonly partitions: number;
  readonly replicationFactor: number;
  readonly topicConfigs: readonly StreamsGroupTopologyValueTopicConfig[];
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

export interface StreamsGroupTopologyValueTopicConfig {
  readonly key: string;
  readonly value: string;
  readonly unknownTaggedFields: readonly UnknownTaggedField[];
}

function readStreamsGroupTopologyValueTopicConfig(
  reader: Reader,
  _version: number,
): StreamsGroupTopologyValueTopicConfig {
  return {
    key: reader.string('key', true),
    value: reader.string('value', true),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeStreamsGroupTopologyValueTopicConfig(
  writer: Writer,
  draft: Draft<StreamsGroupTopologyValueTopicConfig>,
  _version: number,
): void {
  const { key = '', value = '', unknownTaggedFields = noTaggedFields } = draft;
  writer.string(key, 'key', true);
  writer.string(value, 'value', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function readStreamsGroupTopologyValueTopicInfo(
  reader: Reader,
  version: number,
): StreamsGroupTopologyValueTopicInfo {
  return {
    name: reader.string('name', true),
    partitions: reader.int32('partitions'),
    replicationFactor: reader.int16('replicationFactor'),
    topicConfigs: reader.items(
      'topicConfigs',
      reader.arrayCount('topicConfigs', true, 3),
      version,
      readStreamsGroupTopologyValueTopicConfig,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeStreamsGroupTopologyValueTopicInfo(
  writer: Writer,
  draft: Draft<StreamsGroupTopologyValueTopicInfo>,
  version: number,
): void {
  const {
    name = '',
    partitions = 0,
    replicationFactor = 0,
    topicConfigs = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(name, 'name', true);
  writer.int32(partitions, 'partitions');
  writer.int16(replicationFactor, 'replicationFactor');
  writer.arrayCount(topicConfigs, 'topicConfigs', true);
  writer.items(topicConfigs, 'topicConfigs', version, writeStreamsGroupTopologyValueTopicConfig);
  writer.unknownTags(unknownTaggedFields, true);
}

function readStreamsGroupTopologyValueCopartitionGroup(
  reader: Reader,
  _version: number,
): StreamsGroupTopologyValueCopartitionGroup {
  return {
    sourceTopics: reader.int16Array('sourceTopics', reader.arrayCount('sourceTopics', true, 2)),
    sourceTopicRegex: reader.int16Array(
      'sourceTopicRegex',
      reader.arrayCount('sourceTopicRegex', true, 2),
    ),
    repartitionSourceTopics: reader.int16Array(
      'repartitionSourceTopics',
      reader.arrayCount('repartitionSourceTopics', true, 2),
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeStreamsGroupTopologyValueCopartitionGroup(
  writer: Writer,
  draft: Draft<StreamsGroupTopologyValueCopartitionGroup>,
  _version: number,
): void {
  const {
    sourceTopics = [],
    sourceTopicRegex = [],
    repartitionSourceTopics = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.int16Array(sourceTopics, 'sourceTopics', true);
  writer.int16Array(sourceTopicRegex, 'sourceTopicRegex', true);
  writer.int16Array(repartitionSourceTopics, 'repartitionSourceTopics', true);
  writer.unknownTags(unknownTaggedFields, true);
}

function readStreamsGroupTopologyValueSubtopology(
  reader: Reader,
  version: number,
): StreamsGroupTopologyValueSubtopology {
  return {
    subtopologyId: reader.string('subtopologyId', true),
    sourceTopics: reader.stringArray(
      'sourceTopics',
      reader.arrayCount('sourceTopics', true, 1),
      true,
    ),
    sourceTopicRegex: reader.stringArray(
      'sourceTopicRegex',
      reader.arrayCount('sourceTopicRegex', true, 1),
      true,
    ),
    stateChangelogTopics: reader.items(
      'stateChangelogTopics',
      reader.arrayCount('stateChangelogTopics', true, 9),
      version,
      readStreamsGroupTopologyValueTopicInfo,
    ),
    repartitionSinkTopics: reader.stringArray(
      'repartitionSinkTopics',
      reader.arrayCount('repartitionSinkTopics', true, 1),
      true,
    ),
    repartitionSourceTopics: reader.items(
      'repartitionSourceTopics',
      reader.arrayCount('repartitionSourceTopics', true, 9),
      version,
      readStreamsGroupTopologyValueTopicInfo,
    ),
    copartitionGroups: reader.items(
      'copartitionGroups',
      reader.arrayCount('copartitionGroups', true, 4),
      version,
      readStreamsGroupTopologyValueCopartitionGroup,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeStreamsGroupTopologyValueSubtopology(
  writer: Writer,
  draft: Draft<StreamsGroupTopologyValueSubtopology>,
  version: number,
): void {
  const {
    subtopologyId = '',
    sourceTopics = [],
    sourceTopicRegex = [],
    stateChangelogTopics = [],
    repartitionSinkTopics = [],
    repartitionSourceTopics = [],
    copartitionGroups = [],
    unknownTaggedFields = noTaggedFields,
  } = draft;
  writer.string(subtopologyId, 'subtopologyId', true);
  writer.stringArray(sourceTopics, 'sourceTopics', true);
  writer.stringArray(sourceTopicRegex, 'sourceTopicRegex', true);
  writer.arrayCount(stateChangelogTopics, 'stateChangelogTopics', true);
  writer.items(
    stateChangelogTopics,
    'stateChangelogTopics',
    version,
    writeStreamsGroupTopologyValueTopicInfo,
  );
  writer.stringArray(repartitionSinkTopics, 'repartitionSinkTopics', true);
  writer.arrayCount(repartitionSourceTopics, 'repartitionSourceTopics', true);
  writer.items(
    repartitionSourceTopics,
    'repartitionSourceTopics',
    version,
    writeStreamsGroupTopologyValueTopicInfo,
  );
  writer.arrayCount(copartitionGroups, 'copartitionGroups', true);
  writer.items(
    copartitionGroups,
    'copartitionGroups',
    version,
    writeStreamsGroupTopologyValueCopartitionGroup,
  );
  writer.unknownTags(unknownTaggedFields, true);
}

function readStreamsGroupTopologyValue(reader: Reader, version: number): StreamsGroupTopologyValue {
  return {
    epoch: reader.int32('epoch'),
    subtopologies: reader.items(
      'subtopologies',
      reader.arrayCount('subtopologies', true, 8),
      version,
      readStreamsGroupTopologyValueSubtopology,
    ),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function writeStreamsGroupTopologyValue(
  writer: Writer,
  draft: Draft<StreamsGroupTopologyValue>,
  version: number,
): void {
  const { epoch = 0, subtopologies = [], unknownTaggedFields = noTaggedFields } = draft;
  writer.int32(epoch, 'epoch');
  writer.arrayCount(subtopologies, 'subtopologies', true);
  writer.items(subtopologies, 'subtopologies', version, writeStreamsGroupTopologyValueSubtopology);
  writer.unknownTags(unknownTaggedFields, true);
}

export const streamsGroupTopologyValue: MessageCodec<StreamsGroupTopologyValue> = defineCodec({
  name: 'StreamsGroupTopologyValue',
  apiKey: 23,
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  read: readStreamsGroupTopologyValue,
  write: writeStreamsGroupTopologyValue,
});
