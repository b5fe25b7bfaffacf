// Generated from schema/records/group-coordinator/23-streams-group-topology.ts by `npm run generate`: change the schema, not this file.

import { inItem } from '../../../codec/codec-error.ts';
import { defineCodec } from '../../../codec/define-codec.ts';
import type { Draft, MessageCodec, UnknownTaggedField } from '../../../codec/message-codec.ts';
import { noTaggedFields, type Reader } from '../../../codec/reader.ts';
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

function readStreamsGroupTopologyValueTopicConfigArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): StreamsGroupTopologyValueTopicConfig[] {
  const items: StreamsGroupTopologyValueTopicConfig[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readStreamsGroupTopologyValueTopicConfig(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
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

function writeStreamsGroupTopologyValueTopicConfigArray(
  writer: Writer,
  items: readonly Draft<StreamsGroupTopologyValueTopicConfig>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeStreamsGroupTopologyValueTopicConfig(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readStreamsGroupTopologyValueTopicInfo(
  reader: Reader,
  version: number,
): StreamsGroupTopologyValueTopicInfo {
  return {
    name: reader.string('name', true),
    partitions: reader.int32('partitions'),
    replicationFactor: reader.int16('replicationFactor'),
    topicConfigs: readStreamsGroupTopologyValueTopicConfigArray(reader, version, 'topicConfigs', reader.arrayCount('topicConfigs', true, 3)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readStreamsGroupTopologyValueTopicInfoArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): StreamsGroupTopologyValueTopicInfo[] {
  const items: StreamsGroupTopologyValueTopicInfo[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readStreamsGroupTopologyValueTopicInfo(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
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
  writeStreamsGroupTopologyValueTopicConfigArray(writer, topicConfigs, version, 'topicConfigs');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeStreamsGroupTopologyValueTopicInfoArray(
  writer: Writer,
  items: readonly Draft<StreamsGroupTopologyValueTopicInfo>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeStreamsGroupTopologyValueTopicInfo(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readStreamsGroupTopologyValueCopartitionGroup(
  reader: Reader,
  _version: number,
): StreamsGroupTopologyValueCopartitionGroup {
  return {
    sourceTopics: reader.int16Array('sourceTopics', reader.arrayCount('sourceTopics', true, 2)),
    sourceTopicRegex: reader.int16Array('sourceTopicRegex', reader.arrayCount('sourceTopicRegex', true, 2)),
    repartitionSourceTopics: reader.int16Array('repartitionSourceTopics', reader.arrayCount('repartitionSourceTopics', true, 2)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readStreamsGroupTopologyValueCopartitionGroupArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): StreamsGroupTopologyValueCopartitionGroup[] {
  const items: StreamsGroupTopologyValueCopartitionGroup[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readStreamsGroupTopologyValueCopartitionGroup(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
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

function writeStreamsGroupTopologyValueCopartitionGroupArray(
  writer: Writer,
  items: readonly Draft<StreamsGroupTopologyValueCopartitionGroup>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeStreamsGroupTopologyValueCopartitionGroup(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readStreamsGroupTopologyValueSubtopology(
  reader: Reader,
  version: number,
): StreamsGroupTopologyValueSubtopology {
  return {
    subtopologyId: reader.string('subtopologyId', true),
    sourceTopics: reader.stringArray('sourceTopics', reader.arrayCount('sourceTopics', true, 1), true),
    sourceTopicRegex: reader.stringArray('sourceTopicRegex', reader.arrayCount('sourceTopicRegex', true, 1), true),
    stateChangelogTopics: readStreamsGroupTopologyValueTopicInfoArray(reader, version, 'stateChangelogTopics', reader.arrayCount('stateChangelogTopics', true, 9)),
    repartitionSinkTopics: reader.stringArray('repartitionSinkTopics', reader.arrayCount('repartitionSinkTopics', true, 1), true),
    repartitionSourceTopics: readStreamsGroupTopologyValueTopicInfoArray(reader, version, 'repartitionSourceTopics', reader.arrayCount('repartitionSourceTopics', true, 9)),
    copartitionGroups: readStreamsGroupTopologyValueCopartitionGroupArray(reader, version, 'copartitionGroups', reader.arrayCount('copartitionGroups', true, 4)),
    unknownTaggedFields: reader.unknownTags(),
  };
}

function readStreamsGroupTopologyValueSubtopologyArray(
  reader: Reader,
  version: number,
  field: string,
  count: number,
): StreamsGroupTopologyValueSubtopology[] {
  const items: StreamsGroupTopologyValueSubtopology[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      items.push(readStreamsGroupTopologyValueSubtopology(reader, version));
    }
  } catch (error) {
    throw inItem(error, field, items.length);
  }
  return items;
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
  writeStreamsGroupTopologyValueTopicInfoArray(writer, stateChangelogTopics, version, 'stateChangelogTopics');
  writer.stringArray(repartitionSinkTopics, 'repartitionSinkTopics', true);
  writeStreamsGroupTopologyValueTopicInfoArray(writer, repartitionSourceTopics, version, 'repartitionSourceTopics');
  writeStreamsGroupTopologyValueCopartitionGroupArray(writer, copartitionGroups, version, 'copartitionGroups');
  writer.unknownTags(unknownTaggedFields, true);
}

function writeStreamsGroupTopologyValueSubtopologyArray(
  writer: Writer,
  items: readonly Draft<StreamsGroupTopologyValueSubtopology>[],
  version: number,
  field: string,
): void {
  writer.arrayCount(items, field, true);
  let index = 0;
  try {
    for (const item of items) {
      writeStreamsGroupTopologyValueSubtopology(writer, item, version);
      index += 1;
    }
  } catch (error) {
    throw inItem(error, field, index);
  }
}

function readStreamsGroupTopologyValue(reader: Reader, version: number): StreamsGroupTopologyValue {
  return {
    epoch: reader.int32('epoch'),
    subtopologies: readStreamsGroupTopologyValueSubtopologyArray(reader, version, 'subtopologies', reader.arrayCount('subtopologies', true, 8)),
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
  writeStreamsGroupTopologyValueSubtopologyArray(writer, subtopologies, version, 'subtopologies');
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
