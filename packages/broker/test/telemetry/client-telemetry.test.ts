// Who may ask and push when, and what is answered: the rules of Kafka 4.3's ClientMetricsManager.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { compress, errorOf, uuidFromBytes, zeroUuid } from '@ottla/protocol';
import { double, metricsData, sum } from '../../../protocol/test/otlp/metrics-bytes.ts';
import { subscriptionId } from '../../src/telemetry/subscription-id.ts';
import { CLIENT, TelemetryBench } from './telemetry-bench.ts';

const METRICS = metricsData([sum('org.apache.kafka.producer.a.total', [[[4, double(1)]]])]);
const NEW_ID = uuidFromBytes(Buffer.from('000102030405460788090a0b0c0d0e0f', 'hex'));

function errorName(response: { readonly errorCode?: number | undefined }): string {
  return errorOf(response.errorCode ?? -1).name;
}

describe('what a client is subscribed to', () => {
  test('nothing, as long as nobody wants any', () => {
    const bench = new TelemetryBench();
    const answer = bench.subscribe();
    const { clientInstanceId = zeroUuid } = answer;
    assert.notEqual(clientInstanceId, zeroUuid);
    assert.deepEqual(answer, {
      errorCode: 0,
      clientInstanceId,
      subscriptionId: subscriptionId([], 300_000, clientInstanceId),
      requestedMetrics: [],
      acceptedCompressionTypes: [4, 3, 1, 2],
      pushIntervalMs: 300_000,
      telemetryMaxBytes: 1000,
      deltaTemporality: true,
    });
  });

  test('all that subscriptions meant for it name, each once, at the shortest interval', () => {
    const bench = new TelemetryBench();
    bench.configure('one', { metrics: 'd,c', 'interval.ms': '5000' });
    bench.configure('two', { metrics: 'c,a', 'interval.ms': '2000', match: 'client_id=ord.*' });
    bench.configure('other', { metrics: 'x', 'interval.ms': '100', match: 'client_id=ord' });
    const answer = bench.subscribe();
    assert.deepEqual(answer.requestedMetrics, ['a', 'c', 'd']);
    assert.equal(answer.pushIntervalMs, 2000);
    const id = answer.clientInstanceId ?? zeroUuid;
    assert.equal(answer.subscriptionId, subscriptionId(['a', 'c', 'd'], 2000, id));
  });

  test('all metrics, where one of them says so', () => {
    const bench = new TelemetryBench();
    bench.configure('one', { metrics: 'c' });
    bench.configure('all', { metrics: '*' });
    assert.deepEqual(bench.subscribe().requestedMetrics, ['*']);
  });

  const MATCHES: readonly (readonly [match: string, fits: boolean])[] = [
    ['client_software_name=librdkafka', true],
    ['client_software_name=librdkafka,client_software_version=2\\.8.*', true],
    ['client_software_name=librdkafka,client_software_version=2', false],
    ['client_source_address=10\\.0\\.0\\.7,client_source_port=40001', true],
    ['client_source_port=4000', false],
    [`client_instance_id=${NEW_ID}`, true],
  ];
  for (const [match, fits] of MATCHES) {
    test(`${match} ${fits ? 'fits' : 'does not fit'}`, () => {
      const bench = new TelemetryBench();
      bench.configure('m', { metrics: 'c', match });
      assert.deepEqual(bench.subscribe(NEW_ID).requestedMetrics, fits ? ['c'] : []);
    });
  }

  test('what a client has not said fits nothing', () => {
    const bench = new TelemetryBench();
    bench.configure('m', { metrics: 'c', match: 'client_software_name=.*' });
    const silent = { ...CLIENT, software: undefined };
    assert.deepEqual(bench.subscribe(zeroUuid, silent).requestedMetrics, []);
  });

  test('a subscription that this broker cannot read is left out, and told of', () => {
    const bench = new TelemetryBench();
    bench.configure('java', { metrics: 'c', match: 'client_id=a*+' });
    bench.configure('good', { metrics: 'd' });
    assert.deepEqual(bench.subscribe().requestedMetrics, ['d']);
    assert.equal(bench.logged.lines.filter(({ level }) => level === 'warn').length, 2);
  });
});

describe('asking', () => {
  test('is granted once an interval', () => {
    const bench = new TelemetryBench();
    bench.configure('m', { metrics: '*', 'interval.ms': '1000' });
    const { clientInstanceId } = bench.subscribed();
    bench.nowMs += 999;
    const refused = bench.subscribe(clientInstanceId);
    assert.deepEqual([errorName(refused), refused.clientInstanceId], [
      'THROTTLING_QUOTA_EXCEEDED',
      undefined,
    ]);
    bench.nowMs += 1;
    assert.equal(errorName(bench.subscribe(clientInstanceId)), 'NONE');
    assert.equal(bench.telemetry.counts.throttled, 1);
  });

  test('is granted at once when the subscriptions have changed, with another id', () => {
    const bench = new TelemetryBench();
    bench.configure('m', { metrics: 'a' });
    const first = bench.subscribed();
    bench.configure('m', { metrics: 'b' });
    const second = bench.subscribe(first.clientInstanceId);
    assert.deepEqual(second.requestedMetrics, ['b']);
    assert.notEqual(second.subscriptionId, first.subscriptionId);
    bench.configure('m', { metrics: null });
    assert.deepEqual(bench.subscribe(first.clientInstanceId).requestedMetrics, []);
  });

  for (const wrong of [{ subscriptionId: 7 }, { compressionType: 9 }]) {
    test(`is granted at once after a push with ${JSON.stringify(wrong)}`, () => {
      const bench = new TelemetryBench();
      const known = bench.subscribed();
      assert.notEqual(bench.push({ ...known, metrics: METRICS, ...wrong }), 'NONE');
      assert.equal(errorName(bench.subscribe(known.clientInstanceId)), 'NONE');
      assert.equal(errorName(bench.subscribe(known.clientInstanceId)), 'THROTTLING_QUOTA_EXCEEDED');
    });
  }
});

describe('pushing', () => {
  test('is granted at once after asking, and then once an interval', () => {
    const bench = new TelemetryBench();
    bench.configure('m', { metrics: '*', 'interval.ms': '1000' });
    const known = bench.subscribed();
    bench.nowMs += 1;
    const push = { ...known, metrics: METRICS };
    assert.equal(bench.push(push), 'NONE');
    bench.nowMs += 999;
    assert.equal(bench.push(push), 'THROTTLING_QUOTA_EXCEEDED');
    bench.nowMs += 1;
    assert.equal(bench.push(push), 'NONE');
    assert.deepEqual(bench.telemetry.counts, {
      unknownSubscriptions: 0,
      throttled: 1,
      exported: 2,
      exportErrors: 0,
    });
  });

  test('by a client that another broker has subscribed is granted, if it knows the same', () => {
    const bench = new TelemetryBench();
    bench.configure('m', { metrics: '*' });
    const id = subscriptionId(['*'], 300_000, NEW_ID);
    assert.equal(bench.push({ clientInstanceId: NEW_ID, subscriptionId: id }), 'NONE');
  });

  test('a last time is granted at any time, and then nothing any more', () => {
    const bench = new TelemetryBench();
    const known = bench.subscribed();
    assert.equal(bench.push({ ...known, metrics: METRICS }), 'NONE');
    assert.equal(bench.push({ ...known, metrics: METRICS, terminating: true }), 'NONE');
    bench.nowMs += 300_000;
    assert.equal(bench.push({ ...known, metrics: METRICS }), 'INVALID_REQUEST');
  });

  const ONE = uuidFromBytes(Buffer.from('00000000000000000000000000000001', 'hex'));
  const bomb = compress('gzip', Buffer.alloc(1001));
  const REFUSED: readonly (readonly [string, object, string])[] = [
    ['without an id', { clientInstanceId: zeroUuid }, 'INVALID_REQUEST'],
    ['with a reserved id', { clientInstanceId: ONE }, 'INVALID_REQUEST'],
    ['for another subscription', { subscriptionId: 7 }, 'UNKNOWN_SUBSCRIPTION_ID'],
    ['compressed in an unknown way', { compressionType: 5 }, 'UNSUPPORTED_COMPRESSION_TYPE'],
    ['with a negative compression type', { compressionType: -1 }, 'UNSUPPORTED_COMPRESSION_TYPE'],
    ['of too many bytes', { metrics: Buffer.alloc(1001) }, 'TELEMETRY_TOO_LARGE'],
    ['that expands too far', { compressionType: 1, metrics: bomb }, 'INVALID_RECORD'],
    ['that is not zstd as it says', { compressionType: 4, metrics: METRICS }, 'INVALID_RECORD'],
    ['that is no metrics', { metrics: Buffer.from('nothing') }, 'INVALID_RECORD'],
  ];
  for (const [what, wrong, expected] of REFUSED) {
    test(`something ${what} is refused: ${expected}`, () => {
      const bench = new TelemetryBench();
      assert.equal(bench.push({ ...bench.subscribed(), metrics: METRICS, ...wrong }), expected);
      assert.equal(bench.series.count, 0);
    });
  }

  for (const [compressionType, codec] of ['none', 'gzip', 'snappy', 'lz4', 'zstd'].entries()) {
    test(`compressed with ${codec} is understood`, () => {
      const bench = new TelemetryBench();
      const metrics = compress(codec as 'none', METRICS);
      assert.equal(bench.push({ ...bench.subscribed(), compressionType, metrics }), 'NONE');
      assert.equal(bench.series.count, 1);
    });
  }

  test('nothing at all is granted, and kept nowhere', () => {
    const bench = new TelemetryBench();
    assert.equal(bench.push(bench.subscribed()), 'NONE');
    assert.equal(bench.telemetry.counts.exported, 0);
  });

  test('to a broker that takes no metrics is granted, and kept nowhere', () => {
    const bench = new TelemetryBench({ tells: 'off' });
    assert.equal(bench.push({ ...bench.subscribed(), metrics: Buffer.from('x') }), 'NONE');
    assert.equal(bench.telemetry.counts.exported, 0);
  });
});

describe('clients', () => {
  test('are told while somebody wants metrics, or always, or never', () => {
    for (const [tells, before, after] of [
      ['auto', false, true],
      ['on', true, true],
      ['off', false, false],
    ] as const) {
      const bench = new TelemetryBench({ tells });
      assert.equal(bench.telemetry.isTold, before);
      bench.configure('m', { metrics: '*' });
      assert.equal(bench.telemetry.isTold, after);
      bench.configure('m', { metrics: null });
      assert.equal(bench.telemetry.isTold, before);
    }
  });

  test('are forgotten when their connection goes', () => {
    const bench = new TelemetryBench();
    const { clientInstanceId } = bench.subscribed();
    assert.equal(errorName(bench.subscribe(clientInstanceId)), 'THROTTLING_QUOTA_EXCEEDED');
    bench.telemetry.disconnected('2');
    assert.equal(errorName(bench.subscribe(clientInstanceId)), 'THROTTLING_QUOTA_EXCEEDED');
    bench.telemetry.disconnected('1');
    assert.equal(bench.telemetry.instanceCount, 0);
    assert.equal(errorName(bench.subscribe(clientInstanceId)), 'NONE');
  });

  test('are forgotten after a minute, or three intervals, of silence', () => {
    const bench = new TelemetryBench();
    bench.configure('m', { metrics: '*', 'interval.ms': '30000', match: 'client_id=slow' });
    bench.configure('n', { metrics: '*', 'interval.ms': '1000', match: 'client_id=quick' });
    bench.subscribed({ ...CLIENT, clientId: 'slow' });
    bench.subscribed({ ...CLIENT, clientId: 'quick' });
    bench.nowMs += 59_999;
    assert.equal(bench.telemetry.instanceCount, 2);
    bench.nowMs += 10_001;
    assert.equal(bench.telemetry.instanceCount, 1);
    bench.nowMs += 20_000;
    assert.equal(bench.telemetry.instanceCount, 0);
  });

  test('are at most 16,384; those that were silent longest go first', () => {
    const bench = new TelemetryBench();
    const { clientInstanceId: first } = bench.subscribed();
    for (let count = 1; count < 16_384; count++) bench.subscribed();
    assert.equal(errorName(bench.subscribe(first)), 'THROTTLING_QUOTA_EXCEEDED');
    for (let count = 1; count < 16_384; count++) bench.subscribed();
    assert.equal(bench.telemetry.instanceCount, 16_384);
    assert.equal(errorName(bench.subscribe(first)), 'THROTTLING_QUOTA_EXCEEDED');
    for (let count = 0; count < 16_384; count++) bench.subscribed();
    assert.equal(errorName(bench.subscribe(first)), 'NONE');
    assert.equal(bench.telemetry.instanceCount, 16_384);
  });
});
