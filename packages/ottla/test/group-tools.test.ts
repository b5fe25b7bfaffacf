// `consumer-groups` and `groups` against a node of Ottla. What they print to the letter is compared
// with Kafka's own tools by interop/tools; here is what they do.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { consoleConsumer } from '../src/commands/console-consumer.ts';
import { consoleProducer } from '../src/commands/console-producer.ts';
import { consumerGroups } from '../src/commands/consumer-groups.ts';
import { groups } from '../src/commands/groups.ts';
import { topics } from '../src/commands/topics.ts';
import { SimulatedTools, type ToolRun } from './simulated-tools.ts';

const SERVER = '--bootstrap-server broker:9092';

let tools: SimulatedTools;

function groupTool(args: string): Promise<ToolRun> {
  return tools.run(consumerGroups, `${SERVER} ${args}`);
}

before(async () => {
  tools = await SimulatedTools.start();
  await tools.run(topics, `${SERVER} --create --topic seats --partitions 1`);
  await tools.run(consoleProducer, `${SERVER} --topic seats`, { input: '1A\n1B\n2A\n2B\n3A\n' });
});

after(() => tools.stop());

/** Cells of the lines of a table, without its header. */
function rows({ out }: ToolRun): string[][] {
  const lines = out.split('\n').filter((line) => line !== '');
  return lines.slice(1).map((line) => line.trimEnd().split(/ +/));
}

describe('a group that has read three of five records', () => {
  before(async () => {
    const args = '--topic seats --from-beginning --group crew --max-messages 3';
    assert.equal((await tools.run(consoleConsumer, `${SERVER} ${args}`)).out, '1A\n1B\n2A\n');
  });

  test('is listed, with its state and type', async () => {
    assert.deepEqual(await groupTool('--list'), { exit: 0, out: 'crew\n', err: '' });
    const listed = rows(await groupTool('--list --state empty --type'));
    assert.deepEqual(listed, [['crew', 'Classic', 'Empty']]);
    const { out } = await tools.run(groups, `${SERVER} --list`);
    assert.match(out, /\ncrew +Classic +consumer +\n$/);
  });

  test('lags behind by two', async () => {
    const described = await groupTool('--describe --group crew');
    assert.deepEqual(rows(described), [['crew', 'seats', '0', '3', '5', '2', '-', '-', '-']]);
    assert.equal(described.err, "\nConsumer group 'crew' has no active members.\n");
  });

  test('as JSON', async () => {
    const json = async (args: string): Promise<unknown> =>
      JSON.parse((await groupTool(`${args} --json`)).out);
    const place = { topic: 'seats', partition: 0 };
    assert.deepEqual(await json('--list'), {
      groups: [{ groupId: 'crew', type: 'Classic', state: 'Empty' }],
    });
    assert.deepEqual(await json('--describe --group crew'), {
      groups: [
        {
          groupId: 'crew',
          state: 'Empty',
          offsets: [
            {
              ...place,
              leaderEpoch: null,
              currentOffset: 3,
              logEndOffset: 5,
              lag: 2,
              consumerId: null,
              host: null,
              clientId: null,
            },
          ],
        },
      ],
    });
    assert.deepEqual(await json('--describe --group crew --members'), {
      groups: [{ groupId: 'crew', state: 'Empty', members: [] }],
    });
    assert.deepEqual(
      await json('--reset-offsets --group crew --topic seats --to-latest --dry-run'),
      { offsets: [{ groupId: 'crew', ...place, newOffset: 5 }] },
    );
    const failed = await groupTool('--describe --group nobody --json');
    assert.deepEqual([failed.exit, failed.out], [1, '']);
  });

  const resets: [args: string, offset: string][] = [
    ['--topic seats --to-earliest', '0'],
    ['--topic seats --to-latest', '5'],
    ['--topic seats --to-offset 4', '4'],
    ['--topic seats:0 --to-offset 99', '5'],
    ['--all-topics --shift-by -2', '1'],
    ['--topic seats --to-current', '3'],
    ['--topic seats --by-duration P1D', '0'],
    ['--topic seats --to-datetime 2999-01-01T00:00:00.000', '5'],
  ];
  for (const [args, offset] of resets) {
    test(`would be reset: ${args}`, async () => {
      const { exit, out } = await groupTool(`--reset-offsets --group crew ${args} --dry-run`);
      assert.equal(exit, 0);
      assert.match(out, new RegExp(`\\ncrew +seats +0 +${offset}\\n$`));
    });
  }

  test('is still where it was: those were dry runs', async () => {
    assert.equal(rows(await groupTool('--describe --group crew'))[0]?.[3], '3');
  });

  test('goes where an exported file says', async () => {
    const args = '--reset-offsets --group crew --topic seats --shift-by 1 --dry-run --export';
    const { out } = await groupTool(args);
    assert.equal(out, 'seats,0,4\n\n');
    tools.writeFile('plan.csv', out);
    await groupTool('--reset-offsets --group crew --from-file plan.csv --execute');
    assert.equal(rows(await groupTool('--describe --group crew'))[0]?.[3], '4');
  });

  test('forgets offsets, and is deleted', async () => {
    const { out } = await groupTool('--delete-offsets --group crew --topic seats');
    assert.match(out, /^Request succeeded .*\n\nTOPIC .*\nseats +0 +Successful +\n$/);
    await groupTool('--reset-offsets --group crew --topic seats --to-earliest --execute');
    const deleted = await groupTool('--delete --group crew');
    assert.equal(deleted.out, "Deletion of requested consumer groups ('crew') was successful.\n");
    assert.equal((await groupTool('--list')).out, '');
  });
});

test('a member is shown with what it owns, and its group cannot be reset', async () => {
  const [, described, reset] = await tools.universe.resolve(
    Promise.all([
      tools.begin(
        consoleConsumer,
        `${SERVER} --topic seats --group busy --command-property client.id=reader`,
        { interruptAfterMs: 20_000 },
      ),
      tools.beginLater(consumerGroups, `${SERVER} --describe --group busy --members --verbose`),
      tools.beginLater(
        consumerGroups,
        `${SERVER} --reset-offsets --group busy --topic seats --to-earliest --execute`,
      ),
    ]),
  );
  assert.match(rows(described)[0]?.join(' ') ?? '', /^busy reader-\S+ \/\S+ reader 1 - seats:0 /);
  assert.match(reset.out, /^\nError: Assignments can only be reset if the group 'busy' is /);
});

describe('what goes wrong is told on standard output, and is no failure of the tool', () => {
  const table: [args: string, message: string][] = [
    ['--describe --group nobody', 'GroupIdNotFoundException: Group nobody not found.'],
    [
      '--reset-offsets --group nobody --topic nowhere --to-earliest --dry-run',
      'This server does not host this topic-partition.',
    ],
    [
      '--reset-offsets --group nobody --topic seats:7 --to-earliest --dry-run',
      'The partitions "seats-7" do not exist',
    ],
    ['--list --timeout soon', "Cannot parse argument 'soon' of option timeout"],
  ];
  for (const [args, message] of table) {
    test(args, async () => {
      const { exit, out } = await groupTool(args);
      assert.equal(exit, 0);
      assert.ok(out.startsWith('\nError: Executing consumer group command failed due to '), out);
      assert.ok(out.endsWith(`${message}\n`), out);
    });
  }
});

describe('wrong usage', () => {
  const table: [args: string, message: string][] = [
    ['--describe', 'Option [describe] takes one of these options: [group], [all-groups]'],
    ['--list --members', 'Option(s) [members] are unavailable given other options'],
    [
      '--reset-offsets --group g --topic seats --dry-run',
      "Option '[reset-offsets]' requires one of",
    ],
    ['--list --state soon', "Invalid state list 'soon'. Valid states are: Empty, Stable,"],
    [
      '--reset-offsets --group g --topic t:x --to-latest --dry-run',
      "Invalid partition 'x' specified in topic arg 't:x''",
    ],
  ];
  for (const [args, message] of table) {
    test(args, async () => {
      const { exit, out, err } = await groupTool(args);
      assert.deepEqual([exit, out], [1, '']);
      assert.ok(err.startsWith(message), err.split('\n')[0]);
    });
  }
});
