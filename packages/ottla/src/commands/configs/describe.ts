// `configs --describe`: the configs of one entity, or of all of a type.

import {
  type ConfigEntry,
  UnsupportedVersionError,
  type Admin,
  type ConfigResourceType,
  type ConfigSource,
} from '@ottla/client';

import type { CommandIo } from '../../cli/command.ts';
import type { ParsedOptions } from '../../cli/parsed-options.ts';
import { printJson } from '../java-manner/admin-access.ts';
import { hashOrder, textHash } from '../java-manner/hash-order.ts';
import { ToolError } from '../java-manner/tool-error.ts';
import type { ConfigsCall, EntityType } from './entities.ts';

const RESOURCE_TYPES: Partial<Record<EntityType, ConfigResourceType>> = {
  topics: 'topic',
  brokers: 'broker',
  'broker-loggers': 'broker-logger',
  'client-metrics': 'client-metrics',
  groups: 'group',
};

export function resourceTypeOf(entity: EntityType): ConfigResourceType {
  const type = RESOURCE_TYPES[entity];
  if (type !== undefined) return type;
  throw new ToolError(
    `configs of ${entity} cannot be used: quotas and SCRAM credentials are not served yet`,
  );
}

interface DescribedEntity {
  readonly name: string;
  readonly entries: readonly ConfigEntry[];
}

export async function describe(
  admin: Admin,
  { types, names }: ConfigsCall,
  options: ParsedOptions,
  io: CommandIo,
): Promise<void> {
  const [entityType = 'topics'] = types;
  const type = resourceTypeOf(entityType);
  const isAll = options.has('all');
  const [name] = names;
  if (type === 'topic' && name !== undefined && name !== '') checkTopicName(name);
  if (!isAll && name !== undefined && !(await exists(admin, type, name))) {
    if (options.has('json')) return printJson(io, { type: entityType, entities: [] });
    io.stdout.write(
      `The ${entityType.slice(0, -1)} '${name}' doesn't exist and doesn't have dynamic config.\n`,
    );
    return;
  }
  const described: DescribedEntity[] = [];
  for (const entity of name === undefined ? await entitiesOf(admin, type) : [name]) {
    if (!options.has('json')) io.stdout.write(`${headline(entityType, entity, isAll)}\n`);
    const entries = await entriesOf(admin, type, entity, isAll);
    described.push({ name: entity, entries });
    if (!options.has('json')) io.stdout.write(entries.map(entryText).join(''));
  }
  if (options.has('json')) printJson(io, { type: entityType, entities: described });
}

function headline(entityType: EntityType, name: string, isAll: boolean): string {
  if (name === '') return `Default configs for ${entityType} in the cluster are:`;
  return `${isAll ? 'All' : 'Dynamic'} configs for ${entityType.slice(0, -1)} ${name} are:`;
}

/** One line, as kafka-configs.sh prints it. */
export function entryText({ name, value, isSensitive, synonyms }: ConfigEntry): string {
  const texts = synonyms.map((each) => `${each.source}:${each.name}=${each.value}`);
  return `  ${name}=${value} sensitive=${isSensitive} synonyms={${texts.join(', ')}}\n`;
}

async function entriesOf(
  admin: Admin,
  type: ConfigResourceType,
  name: string,
  isAll: boolean,
): Promise<ConfigEntry[]> {
  const described = await admin.describeConfigs([{ type, name }], { includeSynonyms: true });
  const [entries = []] = described.values();
  const source = dynamicSource(type, name);
  return entries
    .filter((entry) => isAll || source === undefined || entry.source === source)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Where the entity's own configs come from; undefined where all of them are its own. */
function dynamicSource(type: ConfigResourceType, name: string): ConfigSource | undefined {
  switch (type) {
    case 'topic':
      return 'DYNAMIC_TOPIC_CONFIG';
    case 'broker':
      return name === '' ? 'DYNAMIC_DEFAULT_BROKER_CONFIG' : 'DYNAMIC_BROKER_CONFIG';
    case 'broker-logger':
      return undefined;
    case 'client-metrics':
      return 'DYNAMIC_CLIENT_METRICS_CONFIG';
    case 'group':
      return 'DYNAMIC_GROUP_CONFIG';
  }
}

async function exists(admin: Admin, type: ConfigResourceType, name: string): Promise<boolean> {
  switch (type) {
    case 'topic':
      return (await topicNames(admin)).includes(name);
    case 'broker':
    case 'broker-logger':
      return name === '' || (await brokerIds(admin)).includes(name);
    case 'client-metrics':
      return (await resourceNames(admin, type)).includes(name);
    case 'group': {
      if ((await groupIds(admin)).includes(name)) return true;
      const named = await groupResources(admin);
      // A broker that cannot tell of such resources may have them.
      return named === undefined || named.includes(name);
    }
  }
}

async function entitiesOf(admin: Admin, type: ConfigResourceType): Promise<string[]> {
  switch (type) {
    case 'topic':
      return hashOrder(await topicNames(admin), textHash);
    case 'broker':
    case 'broker-logger':
      return [...(await brokerIds(admin)), ''];
    case 'client-metrics':
      return resourceNames(admin, type);
    case 'group': {
      const ids = [...(await groupIds(admin)), ...((await groupResources(admin)) ?? [])];
      return [...new Set(ids)];
    }
  }
}

async function topicNames(admin: Admin): Promise<string[]> {
  return (await admin.listTopics({ listInternal: true })).map(({ name }) => name);
}

async function brokerIds(admin: Admin): Promise<string[]> {
  return (await admin.describeCluster()).nodes.map(({ id }) => String(id));
}

async function groupIds(admin: Admin): Promise<string[]> {
  const { groups, errors } = await admin.listGroups();
  const [error] = errors;
  if (error !== undefined) throw error;
  return groups.map(({ groupId }) => groupId);
}

async function resourceNames(admin: Admin, type: ConfigResourceType): Promise<string[]> {
  return (await admin.listConfigResources([type])).map(({ name }) => name);
}

/** Undefined where the broker is too old to list them. */
async function groupResources(admin: Admin): Promise<string[] | undefined> {
  try {
    return await resourceNames(admin, 'group');
  } catch (error) {
    if (error instanceof UnsupportedVersionError) return undefined;
    throw error;
  }
}

const TOPIC_NAME = /^[a-zA-Z0-9._-]+$/;
const TOPIC_NAME_MAX = 249;

function checkTopicName(name: string): void {
  const isLegal = TOPIC_NAME.test(name) && name.length <= TOPIC_NAME_MAX;
  if (isLegal && name !== '.' && name !== '..') return;
  throw new ToolError(
    `Topic name is invalid: '${name}' must be of letters, digits, '.', '_' and '-', at most ` +
      `${TOPIC_NAME_MAX} of them, and not '.' or '..'`,
    'org.apache.kafka.common.errors.InvalidTopicException',
  );
}
