// `ottla start` and `kafka-server-start.sh`: runs a node until it is told to stop.

import { spawn } from 'node:child_process';
import { mkdirSync, openSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';

import type { LogLevel } from '@ottla/base';
import { ConfigError, NodeConfig, parseProperties } from '@ottla/metadata';
import { createProcessLogger, type Node, startNode, StartError } from '@ottla/server';
import { type Command, CommandFailure, type CommandIo, exitCodes } from '../cli/command.ts';
import type { ToolSpec } from '../cli/option-spec.ts';
import { parseOptions } from '../cli/parse-options.ts';
import type { ParsedOptions } from '../cli/parsed-options.ts';
import { noteRunning } from './start/running-nodes.ts';
import { startSettings, type StartSettings } from './start/start-settings.ts';

const OVERRIDE = {
  name: 'override',
  takes: 'value',
  repeated: true,
  value: 'key=value',
  about: 'Set this in place of what the file says.',
} as const;

const START: ToolSpec = {
  name: 'start',
  about: 'Starts a node: broker and controller in one process, on localhost:9092 without a file.',
  usage: '[server.properties] [options]',
  wrongUsageExit: 2,
  positionals: { min: 0, max: 1, name: 'server.properties' },
  options: [
    OVERRIDE,
    { name: 'port', takes: 'value', value: 'Integer', about: 'Listen here; 0 for a free port.' },
    { name: 'data-dir', takes: 'value', value: 'directory', about: 'Keep the data here.' },
    {
      name: 'log-level',
      takes: 'value',
      value: 'debug|info|warn|error',
      standard: 'warn',
      about: 'What to log on standard error.',
    },
  ],
};

const SERVER_START: ToolSpec = {
  name: 'server-start',
  about: 'Starts a node from a file, as kafka-server-start.sh does.',
  usage: '[-daemon] server.properties [--override property=value]*',
  wrongUsageExit: 1,
  positionals: { min: 1, max: 1, name: 'server.properties' },
  options: [
    OVERRIDE,
    { name: 'daemon', takes: 'nothing', about: 'Run in the background; the log goes to LOG_DIR.' },
    { name: 'name', takes: 'value', hidden: true, about: 'Names a Java process.', later: 'no JVM' },
    { name: 'loggc', takes: 'nothing', hidden: true, about: 'Java only.', later: 'no JVM' },
  ],
};

export const start: Command = async (args, io) => {
  const options = parseOptions(START, args);
  const level = options.value('log-level') ?? 'warn';
  if (!isLevel(level)) {
    throw options.wrong(`--log-level must be debug, info, warn or error, got "${level}"`);
  }
  return run(options, io, { level, isChatty: io.stdout.isTerminal || isNpmStart(io) });
};

export const serverStart: Command = async (args, io) => {
  const options = parseOptions(SERVER_START, args);
  if (options.has('daemon')) return startDaemon(args, io);
  return run(options, io, { level: 'info', isChatty: false });
};

interface RunOptions {
  readonly level: LogLevel;
  /** Says what to try next. */
  readonly isChatty: boolean;
}

async function run(options: ParsedOptions, io: CommandIo, how: RunOptions): Promise<number> {
  const { settings, opensControllerListeners } = settingsOf(options, io);
  const logger = createProcessLogger({
    level: how.level,
    descriptor: 2,
    isText: io.stderr.isTerminal,
    wallMs: () => Date.now(),
  });
  const failed = Promise.withResolvers<string>();
  const clusterId = io.environment['CLUSTER_ID'];
  try {
    const node = await startNode({
      world: io.world(),
      logger,
      config: NodeConfig.parse(absolute(settings, io.directory)),
      hostName: hostname(),
      opensControllerListeners,
      ...(clusterId === undefined ? {} : { clusterId }),
      loggers: () => new Map([['root', how.level.toUpperCase()]]),
      onFatal: failed.resolve,
    });
    return await serve(node, io, { ...how, failed: failed.promise });
  } catch (error) {
    throw plain(error);
  } finally {
    logger.flush();
  }
}

async function serve(
  node: Node,
  io: CommandIo,
  how: RunOptions & { readonly failed: Promise<string> },
): Promise<number> {
  const roles = ['broker', 'controller'];
  const forget = noteRunning({ pid: process.pid, nodeId: node.nodeId, roles }, io.environment);
  try {
    io.stdout.write(readyText(node));
    if (how.isChatty) io.stderr.write(nextSteps(node));
    const reason = await Promise.race([aborted(io.interrupted), how.failed]);
    await node.stop();
    if (reason === undefined) return exitCodes.ok;
    io.stderr.write(`The node had to stop: ${reason}\n`);
    return exitCodes.failed;
  } finally {
    forget();
  }
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}

function readyText(node: Node): string {
  const { clusterId, nodeId } = node;
  const [first] = node.listeners.filter((listener) => !listener.isController);
  const address = first === undefined ? '' : addressText(first.advertised);
  return `ottla ready on ${address} (cluster ${clusterId}, node ${nodeId})\n`;
}

function addressText({ host, port }: { readonly host: string; readonly port: number }): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

function nextSteps(node: Node): string {
  const [first] = node.listeners.filter((listener) => !listener.isController);
  const address = first === undefined ? 'localhost:9092' : addressText(first.advertised);
  const where = `--bootstrap-server ${address} --topic greetings`;
  return (
    `Try: echo hello | npx ottla console-producer ${where}\n` +
    `     npx ottla console-consumer ${where} --from-beginning\n`
  );
}

function settingsOf(options: ParsedOptions, io: CommandIo): StartSettings {
  const [file] = options.positionals;
  const port = options.tool === START ? options.integer('port') : undefined;
  if (port !== undefined && (port < 0 || port > 65_535)) {
    throw options.wrong(`--port must be a whole number from 0 to 65535, got "${port}"`);
  }
  const bad = options.values('override').find((pair) => !/^[^=]+=/.test(pair));
  if (bad !== undefined) throw options.wrong(`--override must be key=value, got "${bad}"`);
  return startSettings({
    file: file === undefined ? undefined : readProperties(resolve(io.directory, file), file),
    port,
    dataDirectory: options.tool === START ? options.value('data-dir') : undefined,
    overrides: options.pairs('override'),
  });
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

const DIRECTORIES = ['log.dir', 'log.dirs', 'metadata.log.dir'];

/** Relative directories start in the user's working directory. */
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

/** A user's mistake, or the machine's trouble, in one line; a bug stays what it is. */
function plain(error: unknown): unknown {
  const isPlain = error instanceof ConfigError || error instanceof StartError;
  return isPlain ? new CommandFailure(error.message, { cause: error }) : error;
}

function isLevel(text: string): text is LogLevel {
  return ['debug', 'info', 'warn', 'error'].includes(text);
}

function isNpmStart(io: CommandIo): boolean {
  return io.environment['npm_lifecycle_event'] === 'start';
}

/** The same call without `-daemon`, in a process of its own. */
function startDaemon(args: readonly string[], io: CommandIo): number {
  const logs = resolve(io.directory, io.environment['LOG_DIR'] ?? 'logs');
  mkdirSync(logs, { recursive: true });
  const output = openSync(join(logs, 'kafkaServer.out'), 'a');
  const rest = args.filter((argument) => argument !== '-daemon' && argument !== '--daemon');
  const main = process.argv[1] ?? '';
  const child = spawn(process.execPath, [...process.execArgv, main, 'server-start', ...rest], {
    cwd: io.directory,
    detached: true,
    stdio: ['ignore', output, output],
  });
  child.unref();
  return exitCodes.ok;
}
