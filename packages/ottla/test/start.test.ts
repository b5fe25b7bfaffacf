import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import type { Command } from '../src/cli/command.ts';
import { OTTLA_VERSION } from '../src/cli/version.ts';
import { start, serverStart } from '../src/commands/start.ts';
import { serverStop } from '../src/commands/server-stop.ts';
import { type Finished, TemporaryIo } from './temporary-io.ts';

async function within<Result>(use: (io: TemporaryIo) => Promise<Result>): Promise<Result> {
  const io = new TemporaryIo();
  try {
    return await use(io);
  } finally {
    io.remove();
  }
}

function ended(command: Command, args: readonly string[]): Promise<Finished> {
  return within((io) => io.run(command, args));
}

test('starts on a free port, says so, and stops on Ctrl-C with exit code 0', async () => {
  await within(async (io) => {
    const running = io.run(start, ['--port', '0']);
    const [line = '', port] = await io.until(/^ottla ready on localhost:(\d+) .*\n/);
    assert.ok(Number(port) > 0);
    const meta = readFileSync(join(io.directory, 'data', 'meta.properties'), 'utf8');
    const clusterId = /cluster\.id=(.*)/.exec(meta)?.[1];
    assert.equal(line, `ottla ready on localhost:${port} (cluster ${clusterId}, node 1)\n`);
    io.interrupt();
    const { exit, out, err } = await running;
    assert.deepEqual([exit, out, err], [0, line, '']);
    assert.ok(existsSync(join(io.directory, 'data', '.kafka_cleanshutdown')));
    assert.deepEqual((await io.run(serverStop, [])).out, 'No kafka server to stop\n');
  });
});

/** What a start writes to its log, from beginning to end. */
async function logOf(format: string): Promise<string[]> {
  return within(async (io) => {
    const level = ['--log-level', 'info'];
    const override = ['--override', `ottla.log.format=${format}`];
    const running = io.run(start, ['--port', '0', ...level, ...override]);
    await io.until(/^ottla ready on /);
    io.interrupt();
    return (await running).err.trimEnd().split('\n');
  });
}

const STARTED = '[KafkaServer id=1] started (kafka.server.KafkaServer)';

for (const format of ['auto', 'json']) {
  test(`the log is JSON where ottla.log.format=${format} and nobody looks on`, async () => {
    const lines = (await logOf(format)).map((line) => JSON.parse(line));
    const started = lines.find(({ msg }) => msg === STARTED);
    assert.equal(started?.level, 30);
    assert.ok(Number.isInteger(started?.time));
  });
}

test("the log is text in Kafka's pattern where ottla.log.format=text", async () => {
  const lines = await logOf('text');
  const pattern = /^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}\] [A-Z]+ \S/;
  for (const line of lines) assert.match(line, pattern);
  assert.ok(lines.some((line) => line.endsWith(`INFO ${STARTED}`)), lines.join('\n'));
});

test('reads a file, with relative directories where the user is', async () => {
  await within(async (io) => {
    const settings = {
      'process.roles': 'broker,controller',
      'node.id': '5',
      'controller.listener.names': 'CONTROLLER',
      'controller.quorum.bootstrap.servers': 'localhost:1',
      listeners: 'PLAINTEXT://127.0.0.1:0,CONTROLLER://127.0.0.1:0',
      'advertised.listeners': 'PLAINTEXT://example.org:1234',
      'log.dirs': 'one, two',
    };
    const lines = Object.entries(settings).map(([key, value]) => `${key} = ${value}`);
    writeFileSync(join(io.directory, 's.properties'), lines.join('\n'));
    const running = io.run(serverStart, ['s.properties', '--override', 'node.id=6']);
    await io.until(/^ottla ready on example.org:1234 .* node 6\)\n/m);
    io.interrupt();
    assert.equal((await running).exit, 0);
    for (const name of ['one', 'two']) {
      assert.ok(existsSync(join(io.directory, name, 'meta.properties')), name);
    }
  });
});

describe('a mistake is one line, and the right exit code', () => {
  const table: [string, Command, string[], number, RegExp][] = [
    ['no such file', start, ['none.properties'], 1, /^none.properties cannot be read: there is no/],
    ['no file', serverStart, [], 1, /^server.properties is missing\n/],
    ['port', start, ['--port', '70000'], 2, /^--port must be a whole number from 0 to 65535, got/],
    ['override', start, ['--override', 'x'], 2, /^--override must be key=value, got "x"\n/],
    ['level', start, ['--log-level', 'loud'], 2, /^--log-level must be debug, info, warn or error/],
    ['unknown flag', start, ['--nope'], 2, /^nope is not a recognized option\n/],
    ['a flag for a JVM', serverStart, ['-loggc', 'x'], 1, /^--loggc is not served yet: no JVM\n/],
    [
      'a wrong value',
      start,
      ['--port', '0', '--override', 'num.partitions=none'],
      1,
      /^Invalid value none for configuration num.partitions: Not a number of type INT\n$/,
    ],
  ];
  for (const [title, command, args, exit, message] of table) {
    test(title, async () => {
      const finished = await ended(command, args);
      assert.equal(finished.exit, exit);
      assert.match(finished.err, message);
      assert.equal(finished.out, '');
      assert.doesNotMatch(finished.err, /\.ts:\d+/);
    });
  }
});

test('the version is that of the package', () => {
  const file = new URL('../package.json', import.meta.url);
  assert.equal(JSON.parse(readFileSync(file, 'utf8')).version, OTTLA_VERSION);
});
