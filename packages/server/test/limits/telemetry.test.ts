// How large a push of metrics may be, as it comes and expanded, and how many series clients make.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  codecId,
  compress,
  errorOf,
  getTelemetrySubscriptionsApi,
  incrementalAlterConfigsApi,
  pushTelemetryApi,
} from '@ottla/protocol';
import type { RawClient } from '../../../broker/test/raw-client.ts';
import { attribute, double, metricsData, sum } from '../../../protocol/test/otlp/metrics-bytes.ts';
import { type LimitedNode, withNode } from './limited-node.ts';

const CLIENT_METRICS = 16;

/** Subscribes all to all, and gives what a push then needs. */
async function subscribe(client: RawClient) {
  const wanted = { metrics: '*', 'interval.ms': '100' };
  const configs = Object.entries(wanted).map(([name, value]) => ({
    name,
    value,
    configOperation: 0,
  }));
  const resources = [{ resourceType: CLIENT_METRICS, resourceName: 'all', configs }];
  await client.ask(incrementalAlterConfigsApi, 1, { resources });
  const { clientInstanceId, subscriptionId } = await client.ask(
    getTelemetrySubscriptionsApi,
    0,
    {},
  );
  return { clientInstanceId, subscriptionId };
}

/** One series, of so many bytes in all. */
function metricsOf(sizeBytes: number): Buffer {
  const padded = (length: number): Buffer =>
    metricsData([sum('a.total', [[[4, double(1)], attribute('pad', 'x'.repeat(length))]])]);
  const sample = padded(500).length;
  const metrics = padded(500 + sizeBytes - sample);
  assert.equal(metrics.length, sizeBytes);
  return metrics;
}

test('telemetry.max.bytes: a push of so many is taken, one of more is refused', () =>
  withNode({ 'telemetry.max.bytes': '1000' }, async (node) => {
    const client = await node.connect();
    const known = await subscribe(client);
    const push = async (metrics: Buffer): Promise<string> => {
      await node.advance(200);
      const { errorCode } = await client.ask(pushTelemetryApi, 0, { ...known, metrics });
      return errorOf(errorCode).name;
    };
    const refused = (): Promise<number> => tooLarge(node);
    assert.equal(await push(metricsOf(1000)), 'NONE');
    assert.equal(await refused(), 0);
    assert.equal(await push(metricsOf(1001)), 'TELEMETRY_TOO_LARGE');
    assert.equal(await refused(), 1);
  }));

function tooLarge(node: LimitedNode): Promise<number> {
  const errors = 'kafka_network_requestmetrics_errors_total';
  return node.served(`${errors}{request="PushTelemetry",error="TELEMETRY_TOO_LARGE"}`);
}

test('telemetry.max.bytes: so many are read of what is compressed, and none of more', () =>
  withNode({ 'telemetry.max.bytes': '1000' }, async (node) => {
    const client = await node.connect();
    const known = await subscribe(client);
    const push = async (metrics: Buffer): Promise<string> => {
      await node.advance(200);
      const compressionType = codecId('gzip');
      const packed = compress('gzip', metrics);
      const request = { ...known, compressionType, metrics: packed };
      return errorOf((await client.ask(pushTelemetryApi, 0, request)).errorCode).name;
    };
    const errors = 'kafka_server_client_metrics_plugin_error_count';
    assert.equal(await push(metricsOf(1000)), 'NONE');
    assert.equal(await node.served(errors), 0);
    assert.equal(await push(metricsOf(1001)), 'INVALID_RECORD');
    assert.equal(await node.served(errors), 1);
  }));

test('ottla.client.telemetry.series.max: as many are served, of all clients together', () =>
  withNode({ 'ottla.client.telemetry.series.max': '3' }, async (node) => {
    const pair = metricsData(['a', 'b'].map((name) => sum(name, [[[4, double(1)]]])));
    const one = metricsData([sum('c', [[[4, double(1)]]])]);
    const [first, second] = await node.connectMany(2);
    assert.ok(first !== undefined && second !== undefined);
    const push = async (client: RawClient, metrics: Buffer): Promise<void> => {
      const request = { ...(await subscribe(client)), metrics };
      assert.equal((await client.ask(pushTelemetryApi, 0, request)).errorCode, 0);
    };
    await push(first, pair);
    await push(second, one);
    assert.equal(await node.served('ottla_telemetry_series'), 3);
    assert.equal(await node.served('ottla_telemetry_points_left_out_total'), 0);
    await push(await node.connect(), one);
    assert.equal(await node.served('ottla_telemetry_series'), 3);
    assert.equal(await node.served('ottla_telemetry_points_left_out_total'), 1);
  }));
