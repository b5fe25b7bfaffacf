// `ottla container`: what /etc/kafka/docker/run is in Apache Kafka's container image. Settings come
// from KAFKA_* variables and a mounted file; the node starts in this process, and formats its
// directories itself.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Command, CommandFailure, type CommandIo } from '../cli/command.ts';
import type { ToolSpec } from '../cli/option-spec.ts';
import { parseOptions } from '../cli/parse-options.ts';
import { EntryError, preparedEnvironment } from './container/entry-rules.ts';
import {
  type Environment,
  idleVariables,
  serverProperties,
} from './container/settings-from-environment.ts';
import { serverStart } from './start.ts';

const FILE = 'server.properties';

const SPEC: ToolSpec = {
  name: 'container',
  about: "Starts a node from KAFKA_* variables, as Kafka's container image does.",
  usage: '[options] [VARIABLE=value]*',
  wrongUsageExit: 2,
  positionals: { min: 0, max: Number.MAX_SAFE_INTEGER, name: 'VARIABLE=value' },
  options: [
    {
      name: 'default-configs-dir',
      takes: 'value',
      value: 'directory',
      standard: '/etc/kafka/docker',
      about: 'Holds the server.properties of a container that says nothing.',
    },
    {
      name: 'mounted-configs-dir',
      takes: 'value',
      value: 'directory',
      standard: '/mnt/shared/config',
      about: "May hold the user's own server.properties.",
    },
    {
      name: 'final-configs-dir',
      takes: 'value',
      value: 'directory',
      standard: '/opt/kafka/config',
      about: 'Is given the server.properties that the node starts with.',
    },
  ],
};

export const container: Command = async (args, io) => {
  const options = parseOptions(SPEC, args);
  const wrong = options.positionals.find((each) => !/^[A-Za-z_]\w*=/.test(each));
  if (wrong !== undefined) throw options.wrong(`VARIABLE=value is what follows, got "${wrong}"`);
  const environment = entryEnvironment(options.positionals, io);
  tellIdle(environment, io);
  const directory = (name: string): string => options.value(name) ?? '';
  const path = join(directory('final-configs-dir'), FILE);
  const mounted = join(directory('mounted-configs-dir'), FILE);
  const text = serverProperties(
    {
      mounted: existsSync(mounted) ? read(mounted) : undefined,
      standard: read(join(directory('default-configs-dir'), FILE)),
    },
    environment,
  );
  write(path, text);
  return serverStart([path], { ...io, environment });
};

/** Arguments win over variables, as in Kafka's image. */
function entryEnvironment(pairs: readonly string[], io: CommandIo): Environment {
  const given = { ...io.environment };
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    given[pair.slice(0, at)] = pair.slice(at + 1);
  }
  try {
    return preparedEnvironment(given, { exists: existsSync, read });
  } catch (error) {
    if (error instanceof EntryError) throw new CommandFailure(error.message, { cause: error });
    throw error;
  }
}

function tellIdle(environment: Environment, io: CommandIo): void {
  const idle = idleVariables(environment);
  if (idle.length === 0) return;
  io.stderr.write(`WARN no effect, since there is neither JVM nor log4j: ${idle.join(', ')}\n`);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new CommandFailure(`${path} cannot be read: ${codeOf(error)}`, { cause: error });
  }
}

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    const why = `${path} cannot be written: ${codeOf(error)}`;
    throw new CommandFailure(`${why}; its folder must be writable`, { cause: error });
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
