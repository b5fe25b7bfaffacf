// How a tool comes to its admin client and what becomes of what goes wrong in it: Java's tools
// print the exception on standard error and end with 1.

import { Admin, ClientError, type AdminClientOptions } from '@ottla/client';

import { CommandFailure, exitCodes, type CommandIo } from '../../cli/command.ts';
import type { OptionSpec } from '../../cli/option-spec.ts';
import type { ParsedOptions } from '../../cli/parsed-options.ts';
import { clientSettings, readProperties } from './client-settings.ts';
import { javaText } from './log-line.ts';
import { ToolError } from './tool-error.ts';

export const JSON_OPTION: OptionSpec = {
  name: 'json',
  takes: 'nothing',
  about: 'Print one JSON document instead of text (Ottla only).',
};

/** For the tools that can talk to controllers (KIP-919). */
export function bootstrapController(short?: string): OptionSpec {
  return {
    name: 'bootstrap-controller',
    ...(short === undefined ? {} : { short }),
    takes: 'value',
    about: 'The controllers to connect to.',
  };
}

/** What a shell reports for Ctrl-C. */
const INTERRUPTED = 130;

/** Where an admin client begins. */
export interface Bootstrap {
  readonly bootstrapServers: string;
  /** What they are; brokers where it is not said. */
  readonly bootstrapKind?: 'brokers' | 'controllers' | undefined;
}

export interface AdminAccess extends Bootstrap {
  /** The file of `--command-config`. */
  readonly configFile?: string | undefined;
  /** Where the file does not say otherwise. */
  readonly standard?: Readonly<Record<string, string>> | undefined;
}

export function openAdmin(io: CommandIo, access: AdminAccess): Admin {
  const { configFile, standard = {} } = access;
  const properties = configFile === undefined ? new Map() : readProperties(io, configFile);
  for (const [name, value] of Object.entries(standard)) {
    if (!properties.has(name)) properties.set(name, value);
  }
  // The options of the command line are in place of either setting of the file.
  const isControllers = access.bootstrapKind === 'controllers';
  properties.delete(isControllers ? 'bootstrap.servers' : 'bootstrap.controllers');
  const setting = isControllers ? 'bootstrap.controllers' : 'bootstrap.servers';
  properties.set(setting, access.bootstrapServers);
  return new Admin(clientSettings<AdminClientOptions>(io, 'admin', properties));
}

/** Does the work with an admin client, and gives the exit code. */
export async function withAdmin(
  io: CommandIo,
  access: AdminAccess,
  work: (admin: Admin) => Promise<void>,
): Promise<number> {
  let admin: Admin | undefined;
  try {
    const opened = openAdmin(io, access);
    admin = opened;
    // What is under way ends, instead of after its timeout.
    io.interrupted.addEventListener('abort', () => void opened.close(), { once: true });
    await work(opened);
    return exitCodes.ok;
  } catch (error) {
    if (io.interrupted.aborted) return INTERRUPTED;
    if (error instanceof ToolError) throw new CommandFailure(error.message, { cause: error });
    if (error instanceof ClientError) throw new CommandFailure(javaText(error), { cause: error });
    throw error;
  } finally {
    await admin?.close();
  }
}

/** `--bootstrap-server` or `--bootstrap-controller`; Kafka's words where both or none is given. */
export function bootstrapOf(options: ParsedOptions): Bootstrap {
  const servers = options.value('bootstrap-server');
  const controllers = options.value('bootstrap-controller');
  if (servers !== undefined && controllers !== undefined) {
    throw new CommandFailure(
      'You cannot specify both --bootstrap-controller and --bootstrap-server.',
    );
  }
  if (servers !== undefined) return { bootstrapServers: servers };
  if (controllers !== undefined) {
    return { bootstrapServers: controllers, bootstrapKind: 'controllers' };
  }
  throw new CommandFailure(
    'You must specify either --bootstrap-controller or --bootstrap-server.',
  );
}

export function printJson(io: CommandIo, document: unknown): void {
  io.stdout.write(`${JSON.stringify(document)}\n`);
}
