// The tools and a node of Ottla, all on one simulated universe: no process, no port, no real time.

import { SimulatedUniverse, type Logger, type World } from '@ottla/base';
import { NodeConfig } from '@ottla/metadata';
import { startNode, type Node } from '@ottla/server';

import type { Command, CommandIo, TextOutput } from '../src/cli/command.ts';
import { runTool } from '../src/cli/run-tool.ts';

const SILENT: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  child: () => SILENT,
};

const LOG_TIME = /^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}\]/gm;

/** Virtual time in which a group has a stable generation. */
const SETTLE_MS = 10_000;

export interface ToolRun {
  readonly exit: number;
  readonly out: string;
  /** Without the times of log lines. */
  readonly err: string;
}

export interface RunOptions {
  readonly input?: string;
  /** The input comes only after so much virtual time. */
  readonly inputAfterMs?: number;
  /** Aborted as Ctrl-C would, after so much virtual time. */
  readonly interruptAfterMs?: number;
}

export class SimulatedTools {
  readonly universe: SimulatedUniverse;
  readonly #tools: World;
  readonly #node: Node;

  private constructor(node: Node, universe: SimulatedUniverse) {
    this.#node = node;
    this.universe = universe;
    this.#tools = universe.createNode('tools');
  }

  static async start(overrides: Readonly<Record<string, string>> = {}): Promise<SimulatedTools> {
    const universe = new SimulatedUniverse({ seed: 7 });
    const world = universe.createNode('broker');
    const settings = {
      'process.roles': 'broker,controller',
      'node.id': '1',
      'controller.listener.names': 'CONTROLLER',
      'controller.quorum.bootstrap.servers': 'broker:9093',
      listeners: 'PLAINTEXT://broker:9092,CONTROLLER://broker:9093',
      'log.dirs': '/data',
      'offsets.topic.replication.factor': '1',
      'group.initial.rebalance.delay.ms': '0',
      ...overrides,
    };
    const config = NodeConfig.parse(new Map(Object.entries(settings)));
    const starting = startNode({ world, config, logger: SILENT, hostName: 'broker' });
    return new SimulatedTools(await universe.resolve(starting), universe);
  }

  run(tool: Command, args: string, options: RunOptions = {}): Promise<ToolRun> {
    return this.universe.resolve(this.begin(tool, args, options));
  }

  /** As `begin`, after others have had time to settle. */
  async beginLater(tool: Command, args: string, options: RunOptions = {}): Promise<ToolRun> {
    await new Promise<void>((resolve) => {
      this.#tools.timers.after(SETTLE_MS, resolve);
    });
    return this.begin(tool, args, options);
  }

  /** The tool goes on while the universe is run by somebody. */
  async begin(tool: Command, args: string, options: RunOptions = {}): Promise<ToolRun> {
    const out: Uint8Array[] = [];
    const err: Uint8Array[] = [];
    const interrupt = new AbortController();
    const { input = '', interruptAfterMs } = options;
    if (interruptAfterMs !== undefined) {
      this.#tools.timers.after(interruptAfterMs, () => interrupt.abort());
    }
    const io: CommandIo = {
      stdin: { isTerminal: false, chunks: () => this.#chunksOf(input, options.inputAfterMs ?? 0) },
      stdout: outputTo(out),
      stderr: outputTo(err),
      environment: {},
      directory: '/home',
      interrupted: interrupt.signal,
      world: () => this.#tools,
    };
    const words = args === '' ? [] : args.split(' ');
    const exit = await runTool(tool, words, io);
    const errors = Buffer.concat(err).toString();
    return {
      exit,
      out: Buffer.concat(out).toString(),
      err: errors.replace(LOG_TIME, '[TIME]'),
    };
  }

  /** Writes a file where the tools look for relative paths. */
  writeFile(name: string, text: string): void {
    this.#tools.disk.makeDirectory('/home');
    this.#tools.disk.writeFile(`/home/${name}`, Buffer.from(text));
  }

  async *#chunksOf(input: string, afterMs: number): AsyncGenerator<Uint8Array> {
    if (afterMs > 0) {
      await new Promise<void>((resolve) => {
        this.#tools.timers.after(afterMs, resolve);
      });
    }
    if (input !== '') yield Buffer.from(input);
  }

  async stop(): Promise<void> {
    await this.universe.resolve(this.#node.stop());
  }
}

function outputTo(chunks: Uint8Array[]): TextOutput {
  return {
    isTerminal: false,
    write: (chunk) => {
      chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : Buffer.from(chunk));
      return true;
    },
    drained: () => Promise.resolve(),
  };
}
