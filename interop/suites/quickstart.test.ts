// Kafka 4's quickstart, step by step, with our bin/*.sh and config/server.properties, beside the
// same steps with Apache Kafka's own classes on its own broker: what is printed is equal after
// masking ids, times and directories.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { houseRoot, temporaryDirectory, whenDone } from '../paths.ts';
import { freePort } from '../peers/apache-kafka.ts';
import { JAVA_TOOLS, javaArguments, type JavaTool } from '../peers/java.ts';
import { type Finished, runProgram, type RunOptions } from '../peers/process.ts';

/** One way to run Kafka's tools: ours by script, or Apache Kafka's by class. */
interface Side {
  readonly name: string;
  /** What this side's `format` is told beyond the quickstart. */
  readonly formatFlags: readonly string[];
  run(tool: JavaTool, args: string[], options?: RunOptions): Promise<Finished>;
  command(tool: JavaTool, args: string[]): Promise<readonly [string, string[]]>;
}

const SCRIPTS: Readonly<Record<string, string>> = {
  topics: 'kafka-topics.sh',
  'console-producer': 'kafka-console-producer.sh',
  'console-consumer': 'kafka-console-consumer.sh',
  storage: 'kafka-storage.sh',
  server: 'kafka-server-start.sh',
};

function sideOf(name: string, formatFlags: string[], command: Side['command']): Side {
  return {
    name,
    formatFlags,
    command,
    async run(tool, args, options) {
      const [program, programArgs] = await command(tool, args);
      return runProgram(program, programArgs, { timeoutMs: 90_000, ...options });
    },
  };
}

/**
 * Features that Ottla does not serve yet, and so does not finalise: Apache Kafka is told the same.
 */
const NOT_SERVED = ['group', 'share', 'streams', 'transaction'].flatMap((feature) => [
  '--feature',
  `${feature}.version=0`,
]);

const ours = sideOf('Ottla', [], async (tool, args) => [
  join(houseRoot, 'bin', SCRIPTS[tool] ?? ''),
  args,
]);
const theirs = sideOf('Apache Kafka', NOT_SERVED, async (tool, args) => [
  'java',
  await javaArguments(JAVA_TOOLS[tool], args),
]);

/** config/server.properties as it is, on ports and a directory that are free here. */
async function writeConfig(directory: string): Promise<{ file: string; bootstrap: string }> {
  const port = await freePort();
  const controllerPort = await freePort();
  const text = readFileSync(join(houseRoot, 'config', 'server.properties'), 'utf8')
    .replaceAll('9092', String(port))
    .replaceAll('9093', String(controllerPort))
    .replace(/^log\.dirs=.*$/m, `log.dirs=${join(directory, 'logs')}`);
  const file = join(directory, 'server.properties');
  writeFileSync(file, text);
  return { file, bootstrap: `localhost:${port}` };
}

async function startServer(side: Side, file: string) {
  const [program, args] = await side.command('server', [file]);
  const child = spawn(program, ['-Dottla.log.level=INFO', ...args].slice(side === ours ? 1 : 0), {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  whenDone(() => child.kill('SIGKILL'));
  await new Promise<void>((resolve, reject) => {
    let text = '';
    const hear = (piece: string): void => {
      text += piece;
      if (/ottla ready on|Kafka Server started/.test(text)) resolve();
    };
    child.stdout.setEncoding('utf8').on('data', hear);
    child.stderr.setEncoding('utf8').on('data', hear);
    child.once('exit', (code) => reject(new Error(`${side.name} ended with ${code}:\n${text}`)));
  });
  return child;
}

function mask(text: string, directory: string): string {
  return (
    text
      .replaceAll(directory, 'DIR')
      .replace(/[A-Za-z0-9_-]{22}/g, 'UUID')
      .replace(/localhost:\d+/g, 'BOOTSTRAP')
      // Kafka prints them in the order of a hash map.
      .replace(/(?<=\tConfigs: )\S+/g, (configs) => configs.split(',').sort().join(','))
  );
}

/** All steps on one side; returns what each printed, masked. */
async function followQuickstart(side: Side): Promise<Record<string, unknown>> {
  const directory = temporaryDirectory('quickstart');
  const { file, bootstrap } = await writeConfig(directory);
  const said: Record<string, unknown> = {};
  const step = async (name: string, run: Promise<Finished>): Promise<string> => {
    const { code, stdout, stderr } = await run;
    said[name] = { code, stdout: mask(stdout, directory), stderr: mask(stderr, directory) };
    return stdout.trim();
  };
  const id = await step('random-uuid', side.run('storage', ['random-uuid']));
  const format = ['format', '--standalone', '-t', id, '-c', file];
  await step('format', side.run('storage', [...format, ...side.formatFlags]));
  await step('format again', side.run('storage', format));
  const server = await startServer(side, file);
  const target = ['--topic', 'quickstart-events', '--bootstrap-server', bootstrap];
  await step('create', side.run('topics', ['--create', ...target]));
  await step('create again', side.run('topics', ['--create', ...target]));
  await step('describe', side.run('topics', ['--describe', ...target]));
  await step('list', side.run('topics', ['--list', '--bootstrap-server', bootstrap]));
  const input = 'This is my first event\nThis is my second event\n';
  await step('produce', side.run('console-producer', target, { input }));
  const all = ['--from-beginning', '--max-messages', '2'];
  await step('consume', side.run('console-consumer', [...target, ...all]));
  const second = ['--partition', '0', '--offset', '1', '--max-messages', '1'];
  await step('consume from an offset', side.run('console-consumer', [...target, ...second]));
  await step('delete', side.run('topics', ['--delete', ...target]));
  await step('delete again', side.run('topics', ['--delete', ...target]));
  const exited = once(server, 'exit');
  server.kill('SIGTERM');
  await exited;
  return said;
}

/** Java appends a stack trace as a log line to the first line of an error. */
function withoutTraces(said: Record<string, unknown>): string {
  return JSON.stringify(said, null, 1).replace(/"stderr": ".*"/g, '"stderr": "…"');
}

test("the quickstart prints what Apache Kafka's own tools print", async () => {
  const expected = await followQuickstart(theirs);
  const got = await followQuickstart(ours);
  assert.equal(withoutTraces(got), withoutTraces(expected));
});

test('the 2.x steps: no ZooKeeper, and the server formats an empty directory', async () => {
  const zookeeper = join(houseRoot, 'bin', 'zookeeper-server-start.sh');
  const answer = await runProgram(zookeeper, ['config/zookeeper.properties']);
  assert.equal(answer.code, 0);
  assert.match(answer.stdout, /^.*ZooKeeper.*no longer needed.*\n$/i);
  const { file, bootstrap } = await writeConfig(temporaryDirectory('tutorial'));
  const server = await startServer(ours, file);
  const create = ['--create', '--topic', 'test', '--bootstrap-server', bootstrap];
  const sizes = ['--partitions', '1', '--replication-factor', '1'];
  const created = await ours.run('topics', [...create, ...sizes]);
  assert.deepEqual([created.code, created.stdout], [0, 'Created topic test.\n']);
  const exited = once(server, 'exit');
  server.kill('SIGTERM');
  assert.deepEqual(await exited, [0, null]);
});
