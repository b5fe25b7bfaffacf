// Metrics that clients push: what is read of them, and what hostile bytes lead to.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import fc from 'fast-check';
import { DecodeError, readMetrics } from '../../src/index.ts';
import {
  attribute,
  double,
  type Field,
  gauge,
  message,
  metricsData,
  sfixed64,
  sum,
  varint,
} from './metrics-bytes.ts';

const POINTS_MAX = 100;
const here = dirname(fileURLToPath(import.meta.url));

/** Bytes as a client sent them, expanded. */
function pushedBy(client: string): Buffer {
  return readFileSync(join(here, `${client}.bin`));
}

describe('metrics that clients push', () => {
  test('sums and gauges, with their attributes and what their client says of itself', () => {
    const bytes = metricsData(
      [
        sum('org.apache.kafka.producer.record.send.total', [[[4, double(2.5)]]]),
        sum('a.total', [[[6, sfixed64(-7n)], attribute('node_id', '3')]], { temporality: 2 }),
        sum('b', [[[4, double(1)]]], { isMonotonic: false }),
        gauge('c', [[[4, double(-0.5)], attribute('topic', 't')], [[6, sfixed64(2n ** 40n)]]]),
      ],
      { group_id: 'g', client_rack: 'r' },
    );
    assert.deepEqual({ ...readMetrics(bytes, POINTS_MAX) }, {
      resource: [['group_id', 'g'], ['client_rack', 'r']],
      points: [
        {
          name: 'org.apache.kafka.producer.record.send.total',
          value: 2.5,
          isMonotonic: true,
          isDelta: true,
          attributes: [],
        },
        {
          name: 'a.total',
          value: -7,
          isMonotonic: true,
          isDelta: false,
          attributes: [['node_id', '3']],
        },
        { name: 'b', value: 1, isMonotonic: false, isDelta: true, attributes: [] },
        {
          name: 'c',
          value: -0.5,
          isMonotonic: false,
          isDelta: false,
          attributes: [['topic', 't']],
        },
        { name: 'c', value: 2 ** 40, isMonotonic: false, isDelta: false, attributes: [] },
      ],
      leftOut: 0,
    });
  });

  test('attributes of any simple type become text', () => {
    const any = (...value: Field[]) =>
      message([1, [[1, [[1, [[1, 'k'], [2, message(...value)]]]]]]]);
    const read = (bytes: Buffer) => readMetrics(bytes, POINTS_MAX).resource;
    assert.deepEqual(read(any([1, 'text'])), [['k', 'text']]);
    assert.deepEqual(read(any([2, varint(1)])), [['k', 'true']]);
    assert.deepEqual(read(any([3, varint(300)])), [['k', '300']]);
    const minusOne = { raw: Buffer.from('ffffffffffffffffff01', 'hex') };
    assert.deepEqual(read(any([3, minusOne])), [['k', '-1']]);
    assert.deepEqual(read(any([4, double(1.5)])), [['k', '1.5']]);
    assert.deepEqual(read(any([5, 'a list'])), [['k', '']]);
  });

  test('other kinds, unknown fields and points beyond the limit are passed over', () => {
    const histogram = [2, [[1, 'h'], [9, 'whatever']]] as const;
    const unknown = [15, 'x'] as const;
    const points = Array.from({ length: 5 }, () => [[4, double(1)], unknown] as const);
    const bytes = metricsData([histogram, sum('a', points.map((each) => [...each]))]);
    const read = readMetrics(Buffer.concat([bytes, message([9, varint(2 ** 40)])]), 3);
    assert.equal(read.points.length, 3);
    assert.equal(read.leftOut, 3);
  });

  test('what librdkafka 2.11 pushes', () => {
    const { resource, points, leftOut } = readMetrics(pushedBy('librdkafka-2.11.1-consumer'), 99);
    assert.deepEqual(resource.map(([name]) => name), ['group_id', 'member_id']);
    assert.deepEqual([points.length, leftOut], [15, 0]);
    const name = 'org.apache.kafka.consumer.node.request.latency.max';
    assert.deepEqual(
      points.filter((point) => point.name === name).map(({ value, attributes }) => [
        value,
        ...attributes.flat(),
      ]),
      [
        [28, 'node.id', '1'],
        [4, 'node.id', '-1'],
      ],
    );
  });

  test("what Kafka's own producer 4.3 pushes", () => {
    const { points, leftOut } = readMetrics(pushedBy('kafka-java-4.3.1-producer'), 999);
    assert.deepEqual([points.length, leftOut], [108, 0]);
    const name = 'org.apache.kafka.producer.topic.record.send.total';
    assert.deepEqual(points.filter((point) => point.name === name), [
      { name, value: 20, isMonotonic: true, isDelta: true, attributes: [['topic', 't']] },
    ]);
  });

  const WRONG: readonly (readonly [string, Buffer, RegExp])[] = [
    ['a length beyond the end', Buffer.from([0x0a, 5, 1]), /needs 5 bytes, 1 are left/],
    ['a number without end', Buffer.alloc(12, 0xff), /more than 10 bytes/],
    ['a number that is cut off', Buffer.from([0x48, 0x80]), /ends within a number/],
    ['a group', Buffer.from([0x1b]), /wire type 3 is not known/],
    ['a number for a message', Buffer.from([0x08, 1]), /has wire type 0, not 2/],
  ];
  for (const [what, bytes, reason] of WRONG) {
    test(`${what} is an error of decoding`, () => {
      assert.throws(() => readMetrics(bytes, POINTS_MAX), (error) => {
        assert.ok(error instanceof DecodeError);
        assert.match(error.message, reason);
        return true;
      });
    });
  }

  test('bytes of any kind are read or refused', () => {
    const good = metricsData([sum('a', [[[4, double(1)], attribute('k', 'v')]])], { g: 'x' });
    const flipped = fc.record({ at: fc.nat(good.length - 1), to: fc.nat(255) }).map((each) => {
      const bytes = Buffer.from(good);
      bytes[each.at] = each.to;
      return bytes;
    });
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 64 }), flipped);
    fc.assert(
      fc.property(bytes, (each) => {
        try {
          readMetrics(each, POINTS_MAX);
        } catch (error) {
          assert.ok(error instanceof DecodeError, String(error));
        }
      }),
    );
  });
});
