// `ottla start` and `kafka-server-start.sh`: runs a node until it is told to stop.

import { hostname } from 'node:os';
import { resolve } from 'node:path';

import type { LogLevel } from '@ottla/base';
import { ConfigError, type NodeConfig } from '@ottla/metadata';
import {
  boundGarbage,
  createProcessLogger,
  type Node,
  type ProcessLogger,
  processOperations,
  startNode,
  StartError,
} from '@ottla/server';

import { type Command, CommandFailure, type CommandIo, exitCodes } from '../cli/command.ts';
import type { ToolSpec } from '../cli/option-spec.ts';
import { parseOptions } from '../cli/parse-options.ts';
import type { ParsedOptions } from '../cli/parsed-options.ts';
import { startDaemon } from './start/daemon.ts';
import { nextSteps, readyText } from './start/ready-text.ts';
import { readStartConfig, type StartConfig } from './start/read-settings.ts';
import { noteRunning } from './start/running-nodes.ts';

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

/** A node that has failed may be unable to stop cleanly: it gets so long. */
const FAILED_STOP_MS = 5_000;

export const start: Command = async (args, io) => {
  const options = parseOptions(START, args);
  const level = options.value('log-level') ?? 'warn';
  if (!isLevel(level)) {
    throw options.wrong(`--log-level must be debug, info, warn or error, got "${level}"`);
  }
  const isNpmStart = io.environment['npm_lifecycle_event'] === 'start';
  const isChatty = io.stdout.isTerminal || isNpmStart;
  return run(options, io, { level, isChatty, logsTo: io.stderr });
};

export const serverStart: Command = async (args, io) => {
  const options = parseOptions(SERVER_START, args);
  const how = { level: 'info', isChatty: false, logsTo: io.stdout } as const;
  if (!options.has('daemon')) return run(options, io, how);
  startDaemon(args, io);
  return exitCodes.ok;
};

interface RunOptions {
  readonly level: LogLevel;
  /** Says what to try next. */
  readonly isChatty: boolean;
  /** Kafka's own start writes its log to standard output, where harnesses look for it. */
  readonly logsTo: CommandIo['stdout'];
}

async function run(options: ParsedOptions, io: CommandIo, how: RunOptions): Promise<number> {
  boundGarbage();
  const failed = Promise.withResolvers<string>();
  let logger: ProcessLogger | undefined;
  try {
    const settings = readStartConfig(options, io);
    logger = loggerOf(settings.config, io, how);
    const node = await startFrom(settings, io, { logger, onFatal: failed.resolve });
    return await serve(node, io, { ...how, failed: failed.promise });
  } catch (error) {
    throw plain(error);
  } finally {
    logger?.flush();
  }
}

function loggerOf(config: NodeConfig, io: CommandIo, how: RunOptions): ProcessLogger {
  const { clock } = io.world();
  const format = config.text('ottla.log.format');
  return createProcessLogger({
    level: how.level,
    write: (text) => how.logsTo.write(text),
    isText: format === 'auto' ? how.logsTo.isTerminal : format === 'text',
    wallMs: () => clock.wallMs(),
  });
}

interface StartParts {
  readonly logger: ProcessLogger;
  readonly onFatal: (reason: string) => void;
}

function startFrom(settings: StartConfig, io: CommandIo, parts: StartParts): Promise<Node> {
  const { logger, onFatal } = parts;
  // As Kafka's own images: the id of a new cluster may come from outside.
  const clusterId = io.environment['CLUSTER_ID'];
  return startNode({
    world: io.world(),
    logger,
    ...settings,
    hostName: hostname(),
    ...(clusterId === undefined ? {} : { clusterId }),
    absolutePath: (path) => resolve(path),
    loggerLevels: logger.levels,
    operations: processOperations(),
    onFatal,
  });
}

async function serve(
  node: Node,
  io: CommandIo,
  how: RunOptions & { readonly failed: Promise<string> },
): Promise<number> {
  const running = { pid: process.pid, nodeId: node.nodeId, roles: ['broker', 'controller'] };
  const forget = noteRunning(running, io.environment);
  try {
    io.stdout.write(readyText(node));
    if (how.isChatty) io.stderr.write(nextSteps(node));
    const reason = await Promise.race([aborted(io.interrupted), how.failed]);
    if (reason === undefined) {
      await node.stop();
      return exitCodes.ok;
    }
    io.stderr.write(`The node had to stop: ${reason}\n`);
    await Promise.race([node.stop(), elapsed(io, FAILED_STOP_MS)]);
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

function elapsed(io: CommandIo, durationMs: number): Promise<void> {
  return new Promise((resolve) => {
    io.world().timers.after(durationMs, resolve);
  });
}

/** A user's mistake, or the machine's trouble, in one line; a bug stays what it is. */
function plain(error: unknown): unknown {
  const isPlain = error instanceof ConfigError || error instanceof StartError;
  return isPlain ? new CommandFailure(error.message, { cause: error }) : error;
}

function isLevel(text: string): text is LogLevel {
  return ['debug', 'info', 'warn', 'error'].includes(text);
}
