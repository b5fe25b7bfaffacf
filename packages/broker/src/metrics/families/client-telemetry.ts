// kafka.server:type=client-metrics, and what clients themselves push (KIP-714): their families are
// made of what they push, under a prefix of their own.

import type { ClientTelemetry } from '../../telemetry/client-telemetry.ts';
import type { PushedSeries } from '../../telemetry/pushed-series.ts';
import type { Exposition } from '../exposition.ts';
import { counter, gauge, type MetricFamily } from '../metric-family.ts';

const PREFIX = 'kafka_server_client_metrics_';

export const telemetryFamilies = {
  instances: gauge(
    `${PREFIX}instance_count`,
    'Clients that have asked which metrics to push, or have pushed some.',
  ),
  unknown: counter(
    `${PREFIX}unknown_subscription_request_count`,
    'Pushes refused because the subscriptions had changed.',
  ),
  throttled: counter(
    `${PREFIX}throttle_count`,
    'Requests refused because they came before the push interval was over.',
  ),
  exported: counter(`${PREFIX}plugin_export_count`, 'Pushes taken.'),
  exportErrors: counter(`${PREFIX}plugin_error_count`, 'Pushes that could not be read.'),
  series: gauge('ottla_telemetry_series', 'Series that clients have pushed and that are served.'),
  leftOut: counter(
    'ottla_telemetry_points_left_out_total',
    'Values that clients pushed and that are not served: too many, or of a kind that is not read.',
  ),
  client: gauge(
    'ottla_telemetry_client_info',
    '1, with what is known of a client that pushes; and what it says of itself, as its group_id.',
    'client_instance_id',
    'client_id',
    'client_software_name',
    'client_software_version',
    'client_source_address',
  ),
} as const;

export interface MeasuredTelemetry {
  readonly telemetry: ClientTelemetry;
  readonly series: PushedSeries;
}

export function exposeTelemetry(out: Exposition, { telemetry, series }: MeasuredTelemetry): void {
  const { counts } = telemetry;
  out.add(telemetryFamilies.instances, telemetry.instanceCount);
  out.add(telemetryFamilies.unknown, counts.unknownSubscriptions);
  out.add(telemetryFamilies.throttled, counts.throttled);
  out.add(telemetryFamilies.exported, counts.exported);
  out.add(telemetryFamilies.exportErrors, counts.exportErrors);
  out.add(telemetryFamilies.series, series.count);
  out.add(telemetryFamilies.leftOut, series.leftOut);
  for (const labels of series.clients()) out.addLabelled(telemetryFamilies.client, 1, labels);
  exposeSeries(out, series);
}

/** Clients of several kinds may take one name for a counter and for a gauge. */
function exposeSeries(out: Exposition, series: PushedSeries): void {
  const families = new Map<string, MetricFamily>();
  for (const { name, isCounter } of series.samples()) {
    const kind = isCounter ? 'counter' : 'gauge';
    const known = families.get(name);
    if (known === undefined) families.set(name, { name, kind, help: HELP, labels: [] });
    else if (known.kind !== kind) families.set(name, { ...known, kind: 'untyped' });
  }
  for (const { name, labels, value } of series.samples()) {
    const family = families.get(name);
    if (family !== undefined) out.addLabelled(family, value, labels);
  }
}

const HELP = 'Pushed by clients.';
