// The configuration file that `storage info` and `storage format` take.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { ConfigError, NodeConfig, parseProperties } from '@ottla/metadata';

import { CommandFailure, type CommandIo } from '../../cli/command.ts';
import type { OptionSpec } from '../../cli/option-spec.ts';

export const CONFIG_OPTION: OptionSpec = {
  name: 'config',
  short: 'c',
  takes: 'value',
  value: 'file',
  required: true,
  about: 'The Kafka configuration file to use.',
};

/** Throws CommandFailure. Directories stay as the file has them: Kafka prints them so. */
export function readConfig(file: string, io: CommandIo): NodeConfig {
  let text: string;
  try {
    text = readFileSync(resolve(io.directory, file), 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new CommandFailure(code === 'ENOENT' ? `${file} does not exist` : `${file}: ${code}`);
  }
  try {
    return NodeConfig.parse(parseProperties(text));
  } catch (error) {
    if (error instanceof ConfigError) throw new CommandFailure(error.message, { cause: error });
    throw error;
  }
}
