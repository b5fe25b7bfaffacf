// Foreign clients that speak the drivers' protocol (interop/drivers/README.md): start one as a
// producer or as a member of a group, and hear what it says.

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { houseRoot, interopRoot, whenDone } from '../paths.ts';
import { javaClassPath } from './java.ts';
import { runProgram } from './process.ts';

const CACHE = join(houseRoot, 'node_modules', '.cache', 'ottla-interop');
export const PYTHON = '/usr/bin/python3';
export const PYTHON_PACKAGES = join(CACHE, 'python');
/** With a newer librdkafka than Debian's, which pushes metrics. */
export const PYTHON_TELEMETRY = join(CACHE, 'python-telemetry');
export const FRANZ_GO = join(CACHE, 'franz-go-driver');
export const JAVA_CLASSES = join(CACHE, 'java-classes');

export type Codec = 'none' | 'gzip' | 'snappy' | 'lz4' | 'zstd';

export interface Driver {
  readonly name: string;
  readonly codecs: readonly Codec[];
  /** Whether it can be a static member. */
  readonly isStatic: boolean;
  readonly seeksByTime: boolean;
  command(): Promise<readonly string[]>;
}

const drivers = join(interopRoot, 'drivers');
const EVERY: readonly Codec[] = ['none', 'gzip', 'snappy', 'lz4', 'zstd'];

export const DRIVERS: readonly Driver[] = [
  {
    name: 'librdkafka',
    codecs: EVERY,
    isStatic: true,
    seeksByTime: true,
    command: async () => [PYTHON, join(drivers, 'confluent_driver.py')],
  },
  {
    name: 'kafka-python',
    codecs: EVERY,
    isStatic: true,
    seeksByTime: true,
    command: async () => [PYTHON, join(drivers, 'kafka_python_driver.py')],
  },
  {
    name: 'kafkajs',
    // The others are plug-ins by other people.
    codecs: ['none', 'gzip'],
    isStatic: false,
    seeksByTime: true,
    command: async () => [process.execPath, join(drivers, 'kafkajs-driver.ts')],
  },
  {
    name: 'platformatic',
    codecs: EVERY,
    isStatic: true,
    seeksByTime: true,
    command: async () => [process.execPath, join(drivers, 'platformatic', 'driver.mjs')],
  },
  {
    name: 'franz-go',
    codecs: EVERY,
    isStatic: true,
    seeksByTime: false,
    command: async () => [FRANZ_GO],
  },
  {
    name: 'java',
    codecs: EVERY,
    isStatic: true,
    seeksByTime: true,
    command: async () => [
      ...['java', '-Xms32m', '-Xmx256m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'],
      `-Dlog4j2.configurationFile=${join(interopRoot, 'java', 'log4j2.properties')}`,
      ...['-Dottla.log.level=ERROR', '-cp', `${JAVA_CLASSES}:${await javaClassPath()}`],
      'GroupDriver',
    ],
  },
];

export function driverNamed(name: string): Driver {
  const driver = DRIVERS.find((each) => each.name === name);
  if (driver === undefined) throw new Error(`no driver is named ${name}`);
  return driver;
}

const ENVIRONMENT = { ...process.env, PYTHONPATH: PYTHON_PACKAGES, PYTHONUNBUFFERED: '1' };

export interface DriverRecord {
  readonly key: string;
  readonly value: string;
  readonly partition?: number;
  readonly timestamp?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ProduceSettings {
  readonly bootstrap: string;
  readonly topic: string;
  readonly codec: Codec;
}

/** Produces `records` and gives what was acknowledged, in its order. */
export async function produceWith(
  driver: Driver,
  settings: ProduceSettings,
  records: readonly DriverRecord[],
): Promise<readonly DriverEvent[]> {
  const [program = '', ...args] = await driver.command();
  const input = records.map((record) => `${JSON.stringify(record)}\n`).join('');
  const all = [...args, 'produce', JSON.stringify(settings)];
  const env = { PYTHONPATH: PYTHON_PACKAGES };
  const run = await runProgram(program, all, { input, env, timeoutMs: 60_000 });
  if (run.code !== 0) throw new Error(`${driver.name} produce: ${run.code}\n${run.stderr}`);
  return run.stdout.trimEnd().split('\n').map((line) => JSON.parse(line));
}

/** One line of a driver. Which fields there are depends on its kind. */
export interface DriverEvent {
  readonly kind: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: string | null;
  readonly value: string | null;
  readonly timestamp: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly partitions: readonly (readonly [string, number])[];
  readonly error: string;
}

export interface MemberSettings {
  readonly bootstrap: string;
  readonly group: string;
  readonly topics: readonly string[];
  readonly clientId?: string;
  readonly instanceId?: string;
  readonly sessionTimeoutMs?: number;
  readonly heartbeatMs?: number;
  readonly commitMs?: number;
  /** By Kafka's name: `range` where left out. Not all drivers have others. */
  readonly assignor?: string;
  /** Records with value, timestamp and headers. */
  readonly whole?: boolean;
}

/** A member of a group in a process of its own. */
export class Member {
  readonly driver: Driver;
  readonly #child: ChildProcessWithoutNullStreams;
  #stderr = '';

  private constructor(driver: Driver, child: ChildProcessWithoutNullStreams) {
    this.driver = driver;
    this.#child = child;
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-4000);
    });
    child.stdin.on('error', () => undefined);
    whenDone(() => child.kill('SIGKILL'));
  }

  static async start(
    driver: Driver,
    settings: MemberSettings,
    onEvent: (event: DriverEvent, member: Member) => void,
  ): Promise<Member> {
    const [program = '', ...args] = await driver.command();
    const all = [...args, 'consume', JSON.stringify({ clientId: driver.name, ...settings })];
    const child = spawn(program, all, { env: ENVIRONMENT, stdio: 'pipe' });
    const member = new Member(driver, child);
    const lines = createInterface({ input: child.stdout });
    lines.on('line', (line) => onEvent(JSON.parse(line), member));
    return member;
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** The end of what it has said on standard error. */
  get said(): string {
    return this.#stderr;
  }

  tell(command: string): void {
    this.#child.stdin.write(`${command}\n`);
  }

  /** SIGSTOP puts it to sleep, SIGCONT wakes it. */
  signal(name: 'SIGSTOP' | 'SIGCONT'): void {
    this.#child.kill(name);
  }

  /** Leaves the group and ends; resolves with the exit code. */
  async leave(): Promise<number | null> {
    if (!this.isRunning) return this.#child.exitCode;
    const closed = once(this.#child, 'close');
    this.#child.stdin.end('stop\n');
    const [code] = await closed;
    return code;
  }

  /** kill -9. */
  async kill(): Promise<void> {
    if (!this.isRunning) return;
    const closed = once(this.#child, 'close');
    this.#child.kill('SIGKILL');
    await closed;
  }
}
