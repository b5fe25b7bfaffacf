// From what the user gave to a node's configuration: the file is read, flags and overrides are
// applied, relative directories start in the user's working directory.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { NodeConfig, parseProperties } from '@ottla/metadata';

import { CommandFailure, type CommandIo } from '../../cli/command.ts';
import type { ParsedOptions } from '../../cli/parsed-options.ts';
import { startSettings } from './start-settings.ts';

const PORT_MAX = 65_535;
const DIRECTORIES = ['log.dir', 'log.dirs', 'metadata.log.dir'];

export interface StartConfig {
  readonly config: NodeConfig;
  readonly opensControllerListeners: boolean;
}

/** Throws UsageError, CommandFailure or ConfigError. */
export function readStartConfig(options: ParsedOptions, io: CommandIo): StartConfig {
  const knows = (name: string): boolean => options.tool.options.some((each) => each.name === name);
  const port = knows('port') ? options.integer('port') : undefined;
  if (port !== undefined && (port < 0 || port > PORT_MAX)) {
    throw options.wrong(`--port must be a whole number from 0 to ${PORT_MAX}, got "${port}"`);
  }
  const bad = options.values('override').find((pair) => !/^[^=]+=/.test(pair));
  if (bad !== undefined) throw options.wrong(`--override must be key=value, got "${bad}"`);
  const [file] = options.positionals;
  const { settings, opensControllerListeners } = startSettings({
    file: file === undefined ? undefined : readProperties(resolve(io.directory, file), file),
    port,
    dataDirectory: knows('data-dir') ? options.value('data-dir') : undefined,
    overrides: options.pairs('override'),
  });
  return { config: NodeConfig.parse(absolute(settings, io.directory)), opensControllerListeners };
}

function readProperties(path: string, shown: string): ReadonlyMap<string, string> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const why = code === 'ENOENT' ? 'there is no such file' : code;
    throw new CommandFailure(`${shown} cannot be read: ${why}`, { cause: error });
  }
  return parseProperties(text);
}

function absolute(
  settings: ReadonlyMap<string, string>,
  directory: string,
): ReadonlyMap<string, string> {
  const all = new Map(settings);
  for (const name of DIRECTORIES) {
    const value = all.get(name);
    if (value === undefined) continue;
    const paths = value.split(',').map((path) => path.trim());
    all.set(name, paths.map((path) => (path === '' ? '' : resolve(directory, path))).join(','));
  }
  return all;
}
