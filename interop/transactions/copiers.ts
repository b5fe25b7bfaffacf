// Processes of drivers/transactional-copier.ts that copy a topic to another in transactions, as one
// group: they are killed and started again under the same names, and told to stop in the end.

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { until, wait } from '../groups/until.ts';
import { interopRoot, whenDone } from '../paths.ts';

const PROGRAM = join(interopRoot, 'drivers', 'transactional-copier.ts');
const NAMES = ['a', 'b'];
const COPIED_MS = 20_000;
/** The longest pause between a copier's first transaction and its end. */
const LIFE_MS_MAX = 300;

export interface CopySettings {
  readonly bootstrap: string;
  readonly from: string;
  readonly to: string;
  readonly group: string;
  readonly abortPercent: number;
  readonly workMs: number;
}

interface Copier {
  readonly child: ChildProcess;
  isReady: boolean;
  copies: number;
  aborts: number;
  said: string;
}

export class Copiers {
  readonly #settings: CopySettings;
  /** By name; who was killed is replaced. */
  readonly #running: Copier[];
  readonly #all: Copier[] = [];

  constructor(settings: CopySettings) {
    this.#settings = settings;
    this.#running = NAMES.map((name) => this.#start(name));
  }

  /** Transactions that they said they have committed: those killed have done more. */
  get copies(): number {
    return this.#all.reduce((sum, { copies }) => sum + copies, 0);
  }

  get aborts(): number {
    return this.#all.reduce((sum, { aborts }) => sum + aborts, 0);
  }

  /** Kills one, at a random moment after its first transaction, and starts it again. */
  async killOne(turn: number): Promise<void> {
    const at = turn % this.#running.length;
    const victim = this.#running[at];
    const name = NAMES[at];
    if (victim === undefined || name === undefined) throw new Error('no copier');
    await this.#copying(victim);
    await wait(Math.random() * LIFE_MS_MAX);
    await this.#end(victim, 'SIGKILL');
    this.#running[at] = this.#start(name);
  }

  /** Fails where one has ended by itself. */
  check(): void {
    for (const { child, said } of this.#running) {
      if (child.exitCode !== null) throw new Error(`a copier ended by itself: ${said}`);
    }
  }

  async stop(): Promise<void> {
    for (const copier of this.#running) {
      await until(() => copier.isReady, COPIED_MS);
      const code = await this.#end(copier, 'SIGTERM');
      if (code !== 0) throw new Error(`a copier ended with ${code}: ${copier.said}`);
    }
  }

  /** Where a test fails: nothing may keep it from ending. */
  abandon(): void {
    for (const { child } of this.#running) child.kill('SIGKILL');
  }

  async #copying(copier: Copier): Promise<void> {
    const isCopying = await until(() => copier.copies > 0, COPIED_MS);
    if (!isCopying) throw new Error(`a copier has committed nothing: ${copier.said}`);
  }

  #start(name: string): Copier {
    const settings = { ...this.#settings, id: `${this.#settings.group}-${name}` };
    const args = [...process.execArgv, PROGRAM, JSON.stringify(settings)];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    whenDone(() => child.kill('SIGKILL'));
    const copier: Copier = { child, isReady: false, copies: 0, aborts: 0, said: '' };
    child.stderr.setEncoding('utf8').on('data', (text: string) => (copier.said += text));
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line === 'ready') copier.isReady = true;
      if (line.startsWith('copied')) copier.copies += 1;
      if (line.startsWith('aborted')) copier.aborts += 1;
    });
    this.#all.push(copier);
    return copier;
  }

  async #end({ child, said }: Copier, signal: NodeJS.Signals): Promise<number | null> {
    if (child.exitCode !== null) throw new Error(`a copier ended by itself: ${said}`);
    const exited = once(child, 'exit');
    child.kill(signal);
    const [code] = await exited;
    return code;
  }
}
