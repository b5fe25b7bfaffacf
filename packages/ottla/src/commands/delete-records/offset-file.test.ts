import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { deletionsOf } from './offset-file.ts';

test('an offset for each partition', () => {
  const text = '{"partitions":[{"topic":"a","partition":1,"offset":-1}],"version":1}';
  assert.deepEqual(deletionsOf(text), [{ topic: 'a', partition: 1, offset: -1 }]);
  assert.deepEqual(deletionsOf('{"partitions":[]}'), []);
});

describe('refused, in the words of Kafka', () => {
  const table: readonly (readonly [text: string, message: string])[] = [
    ['offsets', 'The input string is not a valid JSON'],
    ['{"version":2,"partitions":[]}', 'Not supported version field value 2'],
    ['{"version":1}', 'Missing partitions field'],
    ['[]', 'Expected JSON object, received []'],
    ['{"partitions":{}}', 'Expected JSON array, received {}'],
    ['{"partitions":[{"topic":"a","offset":1}]}', 'No such field exists: `partition`'],
    [
      '{"partitions":[{"topic":1,"partition":1,"offset":1}]}',
      'Expected `String` value, received 1',
    ],
    [
      '{"partitions":[{"topic":"a","partition":1,"offset":"1"}]}',
      'Expected `Long` value, received "1"',
    ],
    [
      '{"partitions":[{"topic":"a","partition":1,"offset":1},' +
        '{"topic":"a","partition":1,"offset":2}]}',
      'Offset json file contains duplicate topic partitions: a-1',
    ],
  ];
  for (const [text, message] of table) {
    test(text, () => assert.throws(() => deletionsOf(text), { message }));
  }
});
