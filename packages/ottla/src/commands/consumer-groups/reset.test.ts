// The pure parts of --reset-offsets. Expected messages are Kafka 4.3.1's.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { ToolError } from '../java-manner/tool-error.ts';
import { csvOf, parseResetCsv } from './reset-csv.ts';
import { shiftedBy, splitTopicArguments, withinLogs } from './reset-plan.ts';
import { durationMs, timestampOf } from './reset-time.ts';

function failureOf(task: () => unknown): string {
  try {
    task();
  } catch (error) {
    assert.ok(error instanceof ToolError, String(error));
    return error.message;
  }
  return 'it did not fail';
}

describe('arguments of --topic', () => {
  test('with and without partitions', () => {
    assert.deepEqual(splitTopicArguments(['a', 'b:0,2', 'c']), {
      partitions: [
        { topic: 'b', partition: 0 },
        { topic: 'b', partition: 2 },
      ],
      topics: ['a', 'c'],
    });
  });

  const refused: [string, string][] = [
    ['orders:x', "Invalid partition 'x' specified in topic arg 'orders:x''"],
    ['orders:1:2', "Invalid topic arg 'orders:1:2', expected topic name and partitions"],
    ['orders:', "Invalid topic arg 'orders:', expected topic name and partitions"],
  ];
  for (const [given, message] of refused) {
    test(given, () => assert.equal(failureOf(() => splitTopicArguments([given])), message));
  }
});

describe('offsets outside of the log', () => {
  const starts = new Map([['t-0', 5]]);
  const ends = new Map([['t-0', 20]]);
  const table: [offset: number, expected: number, warning: RegExp | undefined][] = [
    [4, 5, /^New offset \(4\) is lower than earliest offset for .* t-0\. Value will be set to 5$/],
    [5, 5, undefined],
    [20, 20, undefined],
    [21, 20, /^New offset \(21\) is higher than latest offset for .* Value will be set to 20$/],
  ];
  for (const [offset, expected, warning] of table) {
    test(String(offset), () => {
      const warnings: string[] = [];
      const requested = [{ topic: 't', partition: 0, offset }];
      const found = withinLogs(requested, { starts, ends }, (text) => void warnings.push(text));
      assert.equal(found[0]?.offset, expected);
      assert.equal(warnings.length, warning === undefined ? 0 : 1);
      if (warning !== undefined) assert.match(warnings[0] ?? '', warning);
    });
  }
});

test('shifting needs a committed offset', () => {
  const committed = [{ topic: 't', partition: 0, offset: 7 }];
  assert.deepEqual(shiftedBy([{ topic: 't', partition: 0 }], committed, -2), [
    { topic: 't', partition: 0, offset: 5 },
  ]);
  assert.equal(
    failureOf(() => shiftedBy([{ topic: 't', partition: 1 }], committed, 1)),
    'Cannot shift offset for partition t-1 since there is no current committed offset',
  );
});

describe('--to-datetime', () => {
  const table: [string, number][] = [
    ['1970-01-01T00:00:00.000', 0],
    ['1970-01-01T00:00:01.005Z', 1_005],
    ['1970-01-01T01:00:00.000+01:00', 0],
    ['1970-01-01T00:00:00.000-0130', 90 * 60_000],
    ['1970-01-01T02:00:00.000+02', 0],
    ['2024-02-29T12:00:00.000', Date.UTC(2024, 1, 29, 12)],
  ];
  for (const [text, expected] of table) {
    test(text, () => assert.equal(timestampOf(text), expected));
  }

  const refused: [string, string][] = [
    [
      'bogus',
      "java.text.ParseException: Error parsing timestamp. It does not contain a 'T' according to " +
        'ISO8601 format',
    ],
    ['2020-01-01Tx', 'java.text.ParseException: Unparseable date: "2020-01-01TxZ"'],
    [
      '2023-02-29T00:00:00.000',
      'java.text.ParseException: Unparseable date: "2023-02-29T00:00:00.000Z"',
    ],
    [
      '2020-01-01T00:60:00.000Z',
      'java.text.ParseException: Unparseable date: "2020-01-01T00:60:00.000Z"',
    ],
  ];
  for (const [text, message] of refused) {
    test(text, () => assert.equal(failureOf(() => timestampOf(text)), message));
  }
});

describe('--by-duration', () => {
  const table: [string, number][] = [
    ['P1D', 86_400_000],
    ['PT2H3M4S', 7_384_000],
    ['PT0.25S', 250],
    ['p1dt1h', 90_000_000],
    ['-PT1M', -60_000],
    ['PT-1M', -60_000],
  ];
  for (const [text, expected] of table) {
    test(text, () => assert.equal(durationMs(text), expected));
  }
  for (const text of ['bogus', 'P', 'PT', 'P1H', '1D', 'P1W']) {
    test(`${text} is none`, () => {
      assert.equal(failureOf(() => durationMs(text)), 'Text cannot be parsed to a Duration');
    });
  }
});

describe('CSV', () => {
  const row = { group: 'g', topic: 'orders', partition: 1, offset: 9 };

  test('with and without the group', () => {
    assert.equal(csvOf([row], false), 'orders,1,9\n');
    assert.equal(csvOf([row, { ...row, offset: 0 }], true), 'g,orders,1,9\ng,orders,1,0\n');
  });

  test('quotes', () => {
    assert.equal(csvOf([{ ...row, group: 'a "b", c' }], true), '"a ""b"", c",orders,1,9\n');
    const topic = 'a-topic-of-25-characters!'.replace('!', 's');
    assert.equal(csvOf([{ ...row, topic }], false), `"${topic}",1,9\n`);
  });

  test('what was exported can be read', () => {
    const rows = [row, { ...row, group: 'a "b", c', partition: 2 }];
    assert.deepEqual(parseResetCsv(csvOf(rows, true), ['g', 'h']), rows);
    assert.deepEqual(parseResetCsv(csvOf(rows, true), ['g']), rows);
    assert.deepEqual(parseResetCsv(csvOf([row], false), ['g']), [row]);
  });

  test('cells that are missing are empty or 0', () => {
    assert.deepEqual(parseResetCsv('junk\n', ['g']), [
      { group: 'g', topic: 'junk', partition: 0, offset: 0 },
    ]);
  });

  test('too many cells, and none', () => {
    assert.equal(
      failureOf(() => parseResetCsv('ge,orders,0,3,4', ['ge'])),
      'com.fasterxml.jackson.dataformat.csv.CsvReadException: Too many entries: expected at most ' +
        '4 (value #4 (1 chars) "4")\n at [Source: (StringReader); line: 1, column: 15]',
    );
    assert.equal(
      failureOf(() => parseResetCsv('', ['ge'])),
      'com.fasterxml.jackson.databind.exc.MismatchedInputException: No content to map due to ' +
        'end-of-input\n at [Source: (StringReader); line: UNKNOWN, column: UNKNOWN]',
    );
  });

  test('cells of a wrong kind', () => {
    assert.equal(
      failureOf(() => parseResetCsv('ge,orders,x,3', ['ge'])),
      'com.fasterxml.jackson.databind.exc.InvalidFormatException: Cannot deserialize value of ' +
        'type `int` from String "x": not a valid `int` value\n' +
        ' at [Source: (StringReader); line: 1, column: 11] (through reference chain: ' +
        'org.apache.kafka.tools.consumer.group.CsvUtils$CsvRecordWithGroup["partition"])',
    );
  });
});
