// `console-producer` and `console-consumer` against a node of Ottla: what goes in at one end comes
// out at the other, in the words of Kafka 4.3's tools.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { consoleConsumer } from '../src/commands/console-consumer.ts';
import { consoleProducer } from '../src/commands/console-producer.ts';
import { topics } from '../src/commands/topics.ts';
import { SimulatedTools, type RunOptions, type ToolRun } from './simulated-tools.ts';

const SERVER = '--bootstrap-server broker:9092';

let tools: SimulatedTools;

before(async () => {
  tools = await SimulatedTools.start();
});

after(() => tools.stop());

function produce(args: string, input: string): Promise<ToolRun> {
  return tools.run(consoleProducer, `${SERVER} ${args}`, { input });
}

function consume(args: string, options?: RunOptions): Promise<ToolRun> {
  return tools.run(consoleConsumer, `${SERVER} ${args}`, options);
}

const processed = (count: number): string => `Processed a total of ${count} messages\n`;

describe('from one console to the other', () => {
  test('a topic made on the way, read from its beginning', async () => {
    const sent = await produce('--topic quickstart', 'This is my first event\nand my second\n');
    assert.deepEqual(sent, { exit: 0, out: '', err: '' });
    const read = await consume('--topic quickstart --from-beginning --max-messages 2');
    assert.deepEqual(read, {
      exit: 0,
      out: 'This is my first event\nand my second\n',
      err: processed(2),
    });
  });

  for (const codec of ['none', 'gzip', 'snappy', 'lz4', 'zstd']) {
    test(`compressed with ${codec}`, async () => {
      await produce(`--topic c-${codec} --compression-codec ${codec}`, 'a\nb\nc\n');
      const read = await consume(`--topic c-${codec} --from-beginning --max-messages 3`);
      assert.equal(read.out, 'a\nb\nc\n');
    });
  }

  test('keys, headers and nulls', async () => {
    const reader = '--reader-property parse.key=true --reader-property parse.headers=true';
    const marker = '--reader-property null.marker=NULL';
    await produce(`--topic keys ${reader} ${marker}`, 'h:1,g:NULL\tk\tv\nNULL\tNULL\tNULL\n');
    const printing = ['key', 'headers', 'offset', 'partition']
      .map((name) => `--formatter-property print.${name}=true`)
      .join(' ');
    const from = '--topic keys --partition 0 --offset 0 --max-messages 2';
    const { out } = await consume(`${from} ${printing}`);
    assert.equal(
      out,
      'Partition:0\tOffset:0\th:1,g:null\tk\tv\nPartition:0\tOffset:1\tNO_HEADERS\tnull\tnull\n',
    );
  });

  test('each waited for, with acks of every kind', async () => {
    for (const acks of ['0', '1', '-1', 'all']) {
      const args = `--topic acks --sync --request-required-acks ${acks}`;
      assert.equal((await produce(args, `${acks}\n`)).exit, 0);
    }
    const { out } = await consume('--topic acks --from-beginning --max-messages 4');
    assert.equal(out, '0\n1\n-1\nall\n');
  });

  test('several topics by expression', async () => {
    await produce('--topic inc-a', '1\n');
    await produce('--topic inc-b', '2\n');
    const { out } = await consume('--include inc-.* --from-beginning --max-messages 2');
    assert.deepEqual(out.split('\n').toSorted(), ['', '1', '2']);
  });
});

describe('the consumer ends', () => {
  before(() => produce('--topic ends', 'a\nb\n'));

  test('when nothing came for --timeout-ms', async () => {
    const { exit, out, err } = await consume('--topic ends --from-beginning --timeout-ms 800');
    assert.deepEqual([exit, out], [0, 'a\nb\n']);
    assert.equal(
      err,
      '[TIME] ERROR Error processing message, terminating consumer process:  ' +
        '(org.apache.kafka.tools.consumer.ConsoleConsumer)\n' +
        `org.apache.kafka.common.errors.TimeoutException\n${processed(2)}`,
    );
  });

  test('with Ctrl-C', async () => {
    const ended = await consume('--topic ends --from-beginning', { interruptAfterMs: 500 });
    assert.deepEqual(ended, { exit: 130, out: 'a\nb\n', err: processed(2) });
  });

  test('at the first record that cannot be shown, or leaves it out', async () => {
    const long = 'org.apache.kafka.common.serialization.LongDeserializer';
    const args = `--topic ends --from-beginning --max-messages 2 --value-deserializer ${long}`;
    const failed = await consume(args);
    assert.deepEqual([failed.exit, failed.out], [1, '']);
    assert.match(failed.err, /^Processed a total of 1 messages\n.* Unknown error when running/);
    const skipped = await consume(`${args} --skip-message-on-error`);
    assert.deepEqual([skipped.exit, skipped.out], [0, '']);
    assert.match(skipped.err, /skipping this message.*\n.*is not 8\n.*\n.*\nProcessed .* 2 /);
  });

  test('without reading, where nothing was asked for', async () => {
    const none = await consume('--topic ends --max-messages 0');
    assert.deepEqual(none, { exit: 0, out: '', err: processed(0) });
  });
});

test('from the end, it shows only what comes later', async () => {
  await produce('--topic later', 'before\n');
  const options = { input: 'after\n', inputAfterMs: 2_000 };
  const [read] = await tools.universe.resolve(
    Promise.all([
      tools.begin(consoleConsumer, `${SERVER} --topic later --max-messages 1`),
      tools.begin(consoleProducer, `${SERVER} --topic later`, options),
    ]),
  );
  assert.equal(read.out, 'after\n');
});

describe('a group', () => {
  before(() => produce('--topic shared', 'a\nb\nc\nd\n'));

  test('goes on where it stopped, also in the middle of a batch', async () => {
    const args = '--topic shared --from-beginning --group readers --max-messages';
    assert.equal((await consume(`${args} 3`)).out, 'a\nb\nc\n');
    assert.equal((await consume(`${args} 1`)).out, 'd\n');
    assert.equal((await consume('--topic shared --group readers --timeout-ms 2000')).out, '');
  });

  test('commits nothing where it is told not to', async () => {
    const group = '--group careful --command-property enable.auto.commit=false';
    const args = `--topic shared --from-beginning ${group} --max-messages 2`;
    assert.equal((await consume(args)).out, 'a\nb\n');
    assert.equal((await consume(args)).out, 'a\nb\n');
  });
});

describe('wrong input and wrong usage', () => {
  test('a line without the separator ends the producer; those before it are sent', async () => {
    const args = '--topic lines --reader-property parse.key=true';
    const { exit, err } = await produce(args, 'k\tv\nnokey\n');
    assert.equal(exit, 1);
    assert.equal(
      err,
      "org.apache.kafka.common.KafkaException: No key separator found on line number 2: 'nokey'\n",
    );
    assert.equal((await consume('--topic lines --from-beginning --max-messages 1')).out, 'v\n');
  });

  const table: readonly (readonly [tool: 'p' | 'c', args: string, message: string])[] = [
    ['p', SERVER, 'Missing required argument "[topic]"'],
    ['p', '--topic a --bootstrap-server nowhere', 'Please provide valid host:port like'],
    [
      'p',
      `${SERVER} --topic a --property a=b --reader-property a=b`,
      'Options --reader-property and --property cannot be specified together.',
    ],
    ['c', SERVER, 'Exactly one of the following arguments is required: [topic], [include]'],
    ['c', `${SERVER} --topic a --offset 3`, 'The partition is required when offset is specified.'],
    [
      'c',
      `${SERVER} --topic a --partition 0 --offset soon`,
      "The provided offset value 'soon' is incorrect. Valid values are",
    ],
    [
      'c',
      `${SERVER} --topic a --partition 0 --group g`,
      'Options group and partition cannot be specified together.',
    ],
    [
      'c',
      `${SERVER} --topic a --group g --command-property group.id=h`,
      'The group ids provided in different places',
    ],
  ];
  for (const [tool, args, message] of table) {
    test(args, async () => {
      const command = tool === 'p' ? consoleProducer : consoleConsumer;
      const { exit, out, err } = await tools.run(command, args);
      assert.deepEqual([exit, out], [1, '']);
      assert.ok(err.startsWith(message), err.split('\n')[0]);
    });
  }

  test('old spellings still work, and say what to use instead', async () => {
    const sent = await produce('--topic old --producer-property acks=1', 'x\n');
    assert.equal(
      sent.out,
      'Warning: --producer-property is deprecated and will be removed in a future version. ' +
        'Use --command-property instead.\n',
    );
    const args = '--topic old --from-beginning --max-messages 1 --property print.key=true';
    assert.equal(
      (await consume(args)).out,
      'Option --property is deprecated and will be removed in a future version. ' +
        'Use --formatter-property instead.\nnull\tx\n',
    );
  });
});

test('a topic that cannot be is told for each message, and is no failure of the tool', async () => {
  const { exit, err } = await produce('--topic bad*name', 'x\n');
  assert.equal(exit, 0);
  assert.match(err, /Error when sending message to topic bad\*name with key: null, value: 1 bytes/);
  const listed = await tools.run(topics, `${SERVER} --list --topic bad.*`);
  assert.equal(listed.out, '\n');
});
