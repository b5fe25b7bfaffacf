// Whose configs are meant: the two ways to say it, and Kafka's checks, in its order. Pure.

import type { ParsedOptions } from '../../cli/parsed-options.ts';
import { ToolError } from '../java-manner/tool-error.ts';

export type EntityType =
  | 'topics'
  | 'clients'
  | 'users'
  | 'brokers'
  | 'ips'
  | 'client-metrics'
  | 'groups'
  | 'broker-loggers';

const TYPES: readonly EntityType[] = [
  'topics',
  'clients',
  'users',
  'brokers',
  'ips',
  'client-metrics',
  'groups',
  'broker-loggers',
];

/** `--topic t` is `--entity-type topics --entity-name t`. */
const NAME_FLAGS: readonly (readonly [flag: string, type: EntityType])[] = [
  ['topic', 'topics'],
  ['client', 'clients'],
  ['user', 'users'],
  ['broker', 'brokers'],
  ['broker-logger', 'broker-loggers'],
  ['ip', 'ips'],
  ['client-metrics', 'client-metrics'],
  ['group', 'groups'],
];

const DEFAULT_FLAGS: readonly (readonly [flag: string, type: EntityType])[] = [
  ['client-defaults', 'clients'],
  ['user-defaults', 'users'],
  ['broker-defaults', 'brokers'],
  ['ip-defaults', 'ips'],
];

/** Those that have a default entity. */
const WITH_DEFAULT: readonly EntityType[] = ['users', 'clients', 'brokers', 'ips'];

export interface Entities {
  readonly types: readonly EntityType[];
  /** `''` is the default entity. */
  readonly names: readonly string[];
}

export interface ConfigsCall extends Entities {
  readonly action: 'alter' | 'describe';
}

/** Throws a UsageError or a ToolError. */
export function checkedCall(options: ParsedOptions): ConfigsCall {
  if (options.has('alter') === options.has('describe')) {
    throw options.wrong('Command must include exactly one action: --describe, --alter');
  }
  options.exclude('describe', 'add-config', 'delete-config');
  const entities = checkedEntities(options);
  if (options.has('describe')) {
    checkDescribe(options, entities);
    return { ...entities, action: 'describe' };
  }
  checkAlter(options, entities);
  return { ...entities, action: 'alter' };
}

function checkedEntities(options: ParsedOptions): Entities {
  const given = entityTypes(options);
  const doubled = given.filter((type, at) => given.indexOf(type) !== at);
  if (doubled.length > 0) {
    throw new ToolError(`Duplicate entity type(s) specified: ${doubled.join(',')}`);
  }
  const [servers, controllers] = [
    options.has('bootstrap-server'),
    options.has('bootstrap-controller'),
  ];
  if (!servers && !controllers) {
    throw new ToolError('Either --bootstrap-server or --bootstrap-controller must be specified.');
  }
  const types = given.map(knownType);
  if (types.length === 0) throw new ToolError('At least one entity type must be specified');
  const isPair = types.length === 2 && types.includes('users') && types.includes('clients');
  if (types.length > 1 && !isPair) {
    throw new ToolError("Only 'users' and 'clients' entity types may be specified together");
  }
  const isGeneric = ['entity-name', 'entity-type', 'entity-default'].some((each) =>
    options.has(each),
  );
  const isSpecific = [...NAME_FLAGS, ...DEFAULT_FLAGS].some(([flag]) => options.has(flag));
  if (isGeneric && isSpecific) {
    throw new ToolError(
      '--entity-{type,name,default} should not be used in conjunction with specific entity flags',
    );
  }
  if (servers && controllers) {
    throw new ToolError(
      'Only one of --bootstrap-server or --bootstrap-controller can be specified',
    );
  }
  const names = entityNames(options);
  checkBrokerIds(types, names);
  return { types, names };
}

function entityTypes(options: ParsedOptions): string[] {
  const flagged = [...NAME_FLAGS, ...DEFAULT_FLAGS].filter(([flag]) => options.has(flag));
  return [...options.values('entity-type'), ...flagged.map(([, type]) => type)];
}

function knownType(text: string): EntityType {
  const known = TYPES.find((type) => type === text);
  if (known !== undefined) return known;
  throw new ToolError(
    `Invalid entity type ${text}, the entity type must be one of ${TYPES.join(', ')} with a ` +
      '--bootstrap-server or --bootstrap-controller argument',
  );
}

function entityNames(options: ParsedOptions): string[] {
  const flagged = NAME_FLAGS.filter(([flag]) => options.has(flag));
  const defaults = DEFAULT_FLAGS.filter(([flag]) => options.has(flag));
  return [
    ...options.values('entity-name'),
    ...options.values('entity-default'),
    ...flagged.map(([flag]) => options.value(flag) ?? ''),
    ...defaults.map(() => ''),
  ];
}

function checkBrokerIds(types: readonly EntityType[], names: readonly string[]): void {
  if (!types.includes('brokers') && !types.includes('broker-loggers')) return;
  for (const name of names.filter((each) => each !== '')) {
    if (/^[+-]?\d+$/.test(name)) continue;
    throw new ToolError(
      `The entity name for ${types[0]} must be a valid integer broker id, but it is: ${name}`,
    );
  }
}

function checkDescribe(options: ParsedOptions, { types, names }: Entities): void {
  const hasDefault = types.some((type) => WITH_DEFAULT.includes(type));
  if (!hasDefault && options.has('entity-default')) {
    throw new ToolError(
      `--entity-default must not be specified with --describe of ${types.join(',')}`,
    );
  }
  if (types.includes('broker-loggers') && names.every((name) => name === '')) {
    throw new ToolError(
      `An entity name must be specified with --describe of ${types.join(',')}`,
    );
  }
}

function checkAlter(options: ParsedOptions, { types, names }: Entities): void {
  const hasDefault = types.some((type) => WITH_DEFAULT.includes(type));
  if (hasDefault && names.length === 0) {
    throw new ToolError(
      'An entity-name or default entity must be specified with --alter of users, clients, ' +
        'brokers or ips',
    );
  }
  if (!hasDefault && names.every((name) => name === '')) {
    throw new ToolError(`An entity name must be specified with --alter of ${types.join(',')}`);
  }
  if (options.has('add-config') && options.has('add-config-file')) {
    throw new ToolError('Only one of --add-config or --add-config-file must be specified');
  }
  if (!['add-config', 'add-config-file', 'delete-config'].some((name) => options.has(name))) {
    throw new ToolError(
      'At least one of --add-config, --add-config-file, or --delete-config must be specified ' +
        'with --alter',
    );
  }
  if (types.length !== names.length) {
    throw new ToolError('An entity name must be specified for every entity type');
  }
}
