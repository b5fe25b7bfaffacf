// `configs --alter`.

import type { Admin, ConfigChange, ConfigResourceType } from '@ottla/client';

import type { CommandIo } from '../../cli/command.ts';
import type { ParsedOptions } from '../../cli/parsed-options.ts';
import { readProperties } from '../java-manner/client-settings.ts';
import { ToolError } from '../java-manner/tool-error.ts';
import { checkNames, parseAdded, parseDeleted } from './changes.ts';
import { resourceTypeOf } from './describe.ts';
import type { ConfigsCall } from './entities.ts';

export async function alter(
  admin: Admin,
  { types, names }: ConfigsCall,
  options: ParsedOptions,
  io: CommandIo,
): Promise<void> {
  const [entityType = 'topics'] = types;
  const [name = ''] = names;
  const file = options.value('add-config-file');
  const text = options.value('add-config');
  const added = new Map([
    ...(file === undefined ? [] : readProperties(io, file)),
    ...(text === undefined ? [] : parseAdded(text)),
  ]);
  checkNames(added);
  const deleted = parseDeleted(options.values('delete-config'));
  const type = resourceTypeOf(entityType);
  if (type === 'broker-logger') await checkLoggers(admin, name, [...deleted, ...added.keys()]);
  const changes: ConfigChange[] = [
    ...deleted.map((key) => ({ name: key, operation: 'delete' as const })),
    ...[...added].map(([key, value]) => ({ name: key, operation: 'set' as const, value })),
  ];
  await change(admin, type, name, changes);
  const singular = entityType.slice(0, -1);
  io.stdout.write(
    name === ''
      ? `Completed updating default config for ${entityType} in the cluster.\n`
      : `Completed updating config for ${singular} ${name}.\n`,
  );
}

async function change(
  admin: Admin,
  type: ConfigResourceType,
  name: string,
  changes: readonly ConfigChange[],
): Promise<void> {
  await admin.incrementalAlterConfigs([{ type, name, changes }]);
}

async function checkLoggers(admin: Admin, name: string, loggers: string[]): Promise<void> {
  const [entries = []] = (await admin.describeConfigs([{ type: 'broker-logger', name }])).values();
  const known = new Set(entries.map((entry) => entry.name));
  const unknown = loggers.filter((logger) => !known.has(logger));
  if (unknown.length === 0) return;
  throw new ToolError(`Invalid broker logger(s): ${unknown.join(',')}`);
}
