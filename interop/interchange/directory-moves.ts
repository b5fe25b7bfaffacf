// A topic whose partitions lie in two log directories, moved between them with Apache Kafka's
// tools; what those say is kept, without what two correct brokers may say differently: paths, sizes
// and the order of maps.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { until, wait } from '../groups/until.ts';
import { temporaryDirectory } from '../paths.ts';
import { JAVA_TOOLS, type JavaTool } from '../peers/java.ts';
import { runProgram } from '../peers/process.ts';
import type { JavaRunner } from '../tools/java-runner.ts';

export const TOPIC = 'moving';
const PARTITIONS = 4;
/** In partition 0: Apache Kafka moves a megabyte in each ten seconds, however low the throttle. */
const RECORDS = 12_000;
const VALUE_BYTES = 750;
/** Bytes a second. */
const THROTTLE = 10_000;
const MOVED_MS = 30_000;
const LOOK_MS = 300;

type DirectoryName = 'a' | 'b';

interface Place {
  readonly partition: number;
  readonly directory: string;
}

export class DirectoryMoves {
  readonly #directories: readonly string[];
  readonly #bootstrap: string;
  readonly #runner: JavaRunner;
  readonly #files = temporaryDirectory('moves');
  readonly #written: string[] = [];

  constructor(directories: readonly string[], bootstrap: string, runner: JavaRunner) {
    this.#directories = directories;
    this.#bootstrap = bootstrap;
    this.#runner = runner;
  }

  /** Partitions 0 and 1 come to lie in `a`, the others in `b`. Returns what the tools say. */
  async begin(): Promise<readonly string[]> {
    const create = ['--create', '--topic', TOPIC, '--partitions', String(PARTITIONS)];
    const said = [await this.#tool('topics', ...create)];
    await this.#untilPlaced();
    const places = Array.from({ length: PARTITIONS }, (_, partition) => {
      return this.#place(partition, partition < 2 ? 'a' : 'b');
    });
    said.push(await this.reassign(places), await this.untilMoved(places));
    await this.#write();
    return said;
  }

  /** Goes on slowly. */
  async beginSlowMove(partition: number, to: DirectoryName): Promise<readonly string[]> {
    const places = [this.#place(partition, to)];
    const throttle = ['--replica-alter-log-dirs-throttle', String(THROTTLE)];
    return [await this.reassign(places, ...throttle), await this.untilFuture(partition)];
  }

  /** A move that is under way ends where it began. */
  cancelTo(partition: number, own: DirectoryName): Promise<string> {
    return this.reassign([this.#place(partition, own)]);
  }

  /** With what throttle there is. */
  async reassign(places: readonly Place[], ...more: readonly string[]): Promise<string> {
    return this.#reassign(places, '--execute', ...more);
  }

  verify(partition: number, to: DirectoryName, ...more: readonly string[]): Promise<string> {
    return this.#reassign([this.#place(partition, to)], '--verify', ...more);
  }

  /** Takes the throttle away, unlike the tool's own `--verify`, which waits for the end. */
  async unthrottle(): Promise<string> {
    const broker = ['--entity-type', 'brokers', '--entity-name', '1'];
    const rate = 'replica.alter.log.dirs.io.max.bytes.per.second';
    return this.#tool('configs', '--alter', ...broker, '--delete-config', rate);
  }

  /** Returns what `--verify` says when all is where it should be. */
  async untilMoved(places: readonly Place[]): Promise<string> {
    let said = '';
    for (const end = Date.now() + MOVED_MS; Date.now() < end; await wait(LOOK_MS)) {
      said = await this.#reassign(places, '--verify');
      if (!/still in progress/.test(said)) return said;
    }
    assert.fail(said);
  }

  untilIn(partition: number, to: DirectoryName): Promise<string> {
    return this.untilMoved([this.#place(partition, to)]);
  }

  /** To a directory that no broker has, and by a topic that is not there. */
  async mistakes(): Promise<readonly string[]> {
    const elsewhere = [{ partition: 0, directory: '/nowhere/at/all' }];
    const absent = [{ partition: 99, directory: this.#directories[0] ?? '' }];
    return [
      await this.#reassign(elsewhere, '--execute'),
      await this.#reassign(absent, '--execute'),
      await this.#reassign([this.#place(0, 'a')], '--cancel'),
      await this.#logDirs('absent'),
    ];
  }

  async describe(): Promise<readonly string[]> {
    const broker = ['--entity-type', 'brokers', '--entity-name', '1'];
    return [
      await this.#logDirs(),
      await this.#tool('topics', '--describe', '--topic', TOPIC),
      await this.#tool('configs', '--describe', ...broker),
      await this.#tool('get-offsets', '--topic', TOPIC),
    ];
  }

  /** Names of the partition's directories that are on their way. */
  futures(partition: number): readonly string[] {
    return this.#directories
      .flatMap((directory) => readdirSync(directory))
      .filter((name) => name.startsWith(`${TOPIC}-${partition}.`) && name.endsWith('-future'));
  }

  /** All that was written to partition 0 is there, once. */
  async checkRecords(): Promise<void> {
    const from = ['-C', '-q', '-e', '-b', this.#bootstrap, '-t', TOPIC, '-p', '0'];
    const run = await runProgram('kcat', [...from, '-o', 'beginning', '-f', '%s\n']);
    assert.equal(run.code, 0, run.stderr);
    assert.deepEqual(run.stdout.trimEnd().split('\n'), this.#written);
  }

  /** A topic is created before its broker has heard of it: until then it lies in no directory. */
  async #untilPlaced(): Promise<void> {
    let said = '';
    for (const end = Date.now() + MOVED_MS; Date.now() < end; await wait(LOOK_MS)) {
      said = await this.#logDirs();
      const isThere = (n: number): boolean => said.includes(` ${TOPIC}-${n} `);
      if (Array.from({ length: PARTITIONS }, (_, n) => n).every(isThere)) return;
    }
    assert.fail(said);
  }

  /** Until it has begun to copy, and has to wait. Returns what log-dirs says then. */
  async untilFuture(partition: number): Promise<string> {
    await until(() => this.futures(partition).length === 1, MOVED_MS);
    let said = '';
    for (const end = Date.now() + MOVED_MS; Date.now() < end; await wait(LOOK_MS)) {
      said = await this.#logDirs();
      if (/future, lag \{lag\}, \{bytes\}/.test(said)) return said;
    }
    assert.fail(said);
  }

  #place(partition: number, name: DirectoryName): Place {
    return { partition, directory: this.#directories[name === 'a' ? 0 : 1] ?? '' };
  }

  async #write(): Promise<void> {
    const values = Array.from({ length: RECORDS }, () => {
      return randomBytes(VALUE_BYTES).toString('base64');
    });
    const input = values.map((value) => `${value}\n`);
    const to = ['-P', '-b', this.#bootstrap, '-t', TOPIC, '-p', '0', '-X', 'linger.ms=5'];
    const run = await runProgram('kcat', to, { input });
    assert.equal(run.code, 0, run.stderr);
    this.#written.push(...values);
  }

  #reassign(places: readonly Place[], ...more: readonly string[]): Promise<string> {
    const partitions = places.map(({ partition, directory }) => {
      return { topic: TOPIC, partition, replicas: [1], log_dirs: [directory] };
    });
    const file = join(this.#files, 'plan.json');
    writeFileSync(file, JSON.stringify({ version: 1, partitions }));
    return this.#tool('reassign-partitions', '--reassignment-json-file', file, ...more);
  }

  async #logDirs(topic = TOPIC): Promise<string> {
    const args = ['--describe', '--broker-list', '1', '--topic-list', topic];
    const text = await this.#tool('log-dirs', ...args);
    const [head = '', json = ''] = text.split(/(?=\{"brokers")/);
    const { brokers }: LogDirsAnswer = JSON.parse(json.split('\n')[0] ?? '');
    const lines = brokers.flatMap(({ broker, logDirs }) =>
      logDirs.flatMap(({ logDir, error, partitions }) => {
        const where = `${broker} ${logDir} ${error}`;
        const replicas = partitions.map(({ partition, size, offsetLag, isFuture }) => {
          const lag = isFuture && offsetLag > 0 ? '{lag}' : offsetLag;
          const what = `${isFuture ? 'future, ' : ''}lag ${lag}`;
          return `${where} ${partition} ${what}, ${size === 0 ? 0 : '{bytes}'}`;
        });
        return [where, ...replicas];
      }),
    );
    return [head, ...lines.toSorted()].join('\n');
  }

  async #tool(tool: JavaTool, ...args: readonly string[]): Promise<string> {
    const all = ['--bootstrap-server', this.#bootstrap, ...args];
    const { code, stdout, stderr } = await this.#runner.run(JAVA_TOOLS[tool], all);
    return this.#mask(`${tool} ${args.join(' ')}: ${code}\n${stdout}${stderr}`);
  }

  #mask(text: string): string {
    let masked = text.replaceAll(this.#files, '{files}');
    for (const [index, directory] of this.#directories.entries()) {
      masked = masked.replaceAll(directory, `{${'ab'[index]}}`);
    }
    return masked
      .replace(/TopicId: \S+/g, 'TopicId: {id}')
      .replaceAll(this.#bootstrap, '{bootstrap}')
      .replace(/^\s+at .*\n/gm, '');
  }
}

interface LogDirsAnswer {
  readonly brokers: readonly {
    readonly broker: number;
    readonly logDirs: readonly {
      readonly logDir: string;
      readonly error: string | null;
      readonly partitions: readonly {
        readonly partition: string;
        readonly size: number;
        readonly offsetLag: number;
        readonly isFuture: boolean;
      }[];
    }[];
  }[];
}
