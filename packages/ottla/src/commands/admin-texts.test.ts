// What log-dirs, broker-api-versions, cluster and leader-election print and read, apart from any
// broker. The expected texts are those of Kafka 4.3.1.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { apis } from '@ottla/protocol';

import { apisText } from './broker-api-versions.ts';
import { endpointsTable } from './cluster.ts';
import { partitionsIn } from './leader-election.ts';
import { logDirsJson } from './log-dirs.ts';

function replica(topic: string, partition: number) {
  return { topic, partition, sizeBytes: 1, offsetLag: 0, isFuture: false };
}

describe('log-dirs', () => {
  const dir = {
    path: '/d',
    error: null,
    totalBytes: null,
    usableBytes: null,
    isCordoned: false,
    replicas: [replica('tx', 0), replica('plain', 0), replica('plain', 1), replica('plain', 2)],
  };
  const partition = (name: string): string =>
    `{"partition":"${name}","size":1,"offsetLag":0,"isFuture":false}`;

  test('one line, in the order of a HashMap', () => {
    const list = ['tx-0', 'plain-2', 'plain-1', 'plain-0'].map(partition).join(',');
    assert.equal(
      logDirsJson([[1, [dir]]], new Set(['plain', 'tx'])),
      `{"brokers":[{"broker":1,"logDirs":[{"partitions":[${list}],"error":null,"logDir":"/d"}]}],` +
        '"version":1}',
    );
  });

  test('only the topics that are asked for', () => {
    assert.match(logDirsJson([[1, [dir]]], new Set(['none'])), /"partitions":\[\]/);
  });
});

describe('broker-api-versions', () => {
  const api = (apiKey: number, minVersion: number, maxVersion: number) => ({
    apiKey,
    name: apis.get(apiKey)?.name ?? null,
    minVersion,
    maxVersion,
  });
  const table: readonly (readonly [served: ReturnType<typeof api>, line: string])[] = [
    [api(0, 0, 13), 'Produce(0): 0 to 13 [usable: 13]'],
    [api(0, 0, 99), 'Produce(0): 0 to 99 [usable: 13]'],
    [api(0, 14, 99), 'Produce(0): 14 to 99 [unusable: node too new]'],
    [api(0, 0, 2), 'Produce(0): 0 to 2 [unusable: node too old]'],
    [api(55, 2, 2), 'DescribeQuorum(55): 2 [usable: 2]'],
    [api(9999, 0, 1), 'UNKNOWN(9999): 0 to 1'],
  ];
  for (const [served, line] of table) {
    test(line, () => {
      const lines = apisText([served]).split('\n').map((each) => each.replace(/,$/, '').trim());
      assert.ok(lines.includes(line), lines.join('\n'));
    });
  }

  test('what a broker does not serve stands in its place', () => {
    const [open, produce, fetch] = apisText([api(1, 4, 18)]).split('\n');
    assert.deepEqual(
      [open, produce, fetch],
      ['(', '\tProduce(0): UNSUPPORTED,', '\tFetch(1): 4 to 18 [usable: 18],'],
    );
  });
});

describe('cluster list-endpoints', () => {
  const node = { id: 1, host: 'localhost', port: 9092, rack: null, isFenced: false };

  test('columns are as wide as the longest host and rack', () => {
    const rows = [node, { ...node, id: 2, rack: 'a', isFenced: true }];
    assert.equal(
      endpointsTable(rows),
      'ID         HOST      PORT       RACK STATE      ENDPOINT_TYPE  \n' +
        '1          localhost 9092       null unfenced   broker         \n' +
        '2          localhost 9092       a fenced     broker         \n',
    );
  });

  test('without a rack its column has ten', () => {
    assert.match(endpointsTable([node]), /^ID {9}HOST {6}PORT {7}RACK {7}STATE/);
  });
});

describe('leader-election: the file', () => {
  test('partitions', () => {
    const text = '{"partitions":[{"topic":"a","partition":1}]}';
    assert.deepEqual(partitionsIn(text), [{ topic: 'a', partition: 1 }]);
  });

  const table: readonly (readonly [text: string, message: RegExp])[] = [
    ['', /Replica election data is empty/],
    ['{}', /is missing "partitions" field/],
    [
      '{"partitions":[{"topic":"a","partition":1},{"topic":"a","partition":1}]}',
      /contains duplicate partitions: \[a-1\]$/,
    ],
  ];
  for (const [text, message] of table) {
    test(`refused: ${text}`, () => assert.throws(() => partitionsIn(text), message));
  }
});
