// `ottla consumer-groups`: kafka-consumer-groups.sh. Each action is in the folder consumer-groups/;
// here is what they share.

import { Admin, ClientError, KafkaError, type ClientOptions } from '@ottla/client';

import { CommandFailure, exitCodes, type CommandIo } from '../cli/command.ts';
import { UsageError } from '../cli/option-spec.ts';
import { parseOptions } from '../cli/parse-options.ts';
import type { ParsedOptions } from '../cli/parsed-options.ts';
import { deleteGroups, deleteOffsets } from './consumer-groups/delete.ts';
import { describe } from './consumer-groups/describe.ts';
import type { GroupSession } from './consumer-groups/group-session.ts';
import { list } from './consumer-groups/list.ts';
import { checkedAction, consumerGroupsTool, type Action } from './consumer-groups/options.ts';
import { re2Problem } from './consumer-groups/re2-syntax.ts';
import { resetOffsets } from './consumer-groups/reset-offsets.ts';
import { clientSettings, readProperties } from './java-manner/client-settings.ts';
import { javaMessageOf } from './java-manner/java-messages.ts';
import { firstFailureOf, javaText } from './java-manner/log-line.ts';
import { ToolError } from './java-manner/tool-error.ts';

export async function consumerGroups(args: readonly string[], io: CommandIo): Promise<number> {
  if (args.length === 0) throw new UsageError(consumerGroupsTool, consumerGroupsTool.about);
  const options = parseOptions(consumerGroupsTool, args);
  const action = checkedAction(options, (text) => void io.stderr.write(text));
  if (action === 'validate-regex') {
    io.stdout.write(regexVerdict(options.value('validate-regex') ?? ''));
    return exitCodes.ok;
  }
  await runAction(action, options, io);
  return exitCodes.ok;
}

/**
 * As Java: what goes wrong from here on is told on standard output and is no failure of the tool.
 */
async function runAction(
  action: Exclude<Action, 'validate-regex'>,
  options: ParsedOptions,
  io: CommandIo,
): Promise<void> {
  let admin: Admin | undefined;
  try {
    admin = new Admin(settingsOf(options, io));
    const timeoutMs = numbersOf(options).timeout;
    await actions[action](sessionOf(admin, options, { timeoutMs, signal: io.interrupted }, io));
  } catch (thrown) {
    const error = firstFailureOf(thrown);
    if (error instanceof UsageError) throw error;
    if (error instanceof ToolError && error.name === 'java.lang.IllegalArgumentException') {
      throw options.wrong(error.message);
    }
    if (!(error instanceof ToolError) && !(error instanceof ClientError)) throw error;
    const message = error instanceof KafkaError ? javaMessageOf(error) : error.message;
    // One document or none: with --json a failure is one.
    if (options.has('json')) throw new CommandFailure(message, { cause: error });
    io.stdout.write(`\nError: Executing consumer group command failed due to ${message}\n`);
    io.stderr.write(`${javaText(error)}\n`);
  } finally {
    await admin?.close();
  }
}

const actions = {
  list,
  describe,
  delete: deleteGroups,
  'reset-offsets': resetOffsets,
  'delete-offsets': deleteOffsets,
} satisfies Record<Exclude<Action, 'validate-regex'>, (session: GroupSession) => Promise<void>>;

function sessionOf(
  admin: Admin,
  options: ParsedOptions,
  call: GroupSession['call'],
  io: CommandIo,
): GroupSession {
  return {
    admin,
    options,
    call,
    print: (text) => void io.stdout.write(text),
    note: (text) => void io.stderr.write(text),
    nowMs: () => io.world().clock.wallMs(),
    readText: (path) => readText(io, path),
  };
}

/** A number that is none is found only now, by Java as well, and is then no wrong usage. */
function numbersOf(options: ParsedOptions): { readonly timeout: number } {
  try {
    for (const name of ['to-offset', 'shift-by']) options.integer(name);
    return { timeout: options.integer('timeout') ?? 0 };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new ToolError(error.message, 'joptsimple.OptionArgumentConversionException');
  }
}

function readText(io: CommandIo, path: string): string {
  const absolute = path.startsWith('/') ? path : `${io.directory}/${path}`;
  try {
    return new TextDecoder().decode(io.world().disk.readFile(absolute));
  } catch {
    throw new ToolError(
      `java.io.IOException: Unable to read file ${path}`,
      'java.lang.RuntimeException',
    );
  }
}

function settingsOf(options: ParsedOptions, io: CommandIo): ClientOptions {
  const file = options.value('command-config');
  const properties = file === undefined ? new Map<string, string>() : readProperties(io, file);
  properties.set('bootstrap.servers', options.value('bootstrap-server') ?? '');
  return clientSettings<ClientOptions>(io, 'admin', properties);
}

function regexVerdict(regex: string): string {
  const problem = re2Problem(regex);
  const verdict = problem === undefined ? 'is valid' : `is invalid: ${problem}`;
  return `The regular expression \`${regex}\` ${verdict}.\n`;
}
