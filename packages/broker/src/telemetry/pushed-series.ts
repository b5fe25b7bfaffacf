// What clients pushed, as series for Prometheus: the newest value of each gauge, the sum of each
// counter's steps. Names and labels are a client's own words: they are cut to what Prometheus
// allows and to a length, and the series of all clients together are bounded.

import type { Clock } from '@ottla/base';
import {
  decompress,
  type MetricAttribute,
  type MetricPoint,
  readMetrics,
  type Uuid,
} from '@ottla/protocol';
import { labelPair } from '../metrics/exposition.ts';
import type { Push, TelemetryReceiver } from './telemetry-receiver.ts';

/** Of one push; reading goes no further. */
const POINTS_MAX = 10_000;
const NAME_LENGTH_MAX = 128;
const VALUE_LENGTH_MAX = 128;
const ATTRIBUTES_MAX = 8;
/** A client's series stay until it has said nothing for so long, or for three intervals. */
const EXPIRY_MS_MIN = 60_000;
const EXPIRY_INTERVALS = 3;
const PREFIX = 'ottla_client_';

export interface PushedSeriesOptions {
  readonly clock: Clock;
  /** ottla.client.telemetry.series.max */
  readonly seriesMax: number;
}

export interface PushedSample {
  readonly name: string;
  readonly isCounter: boolean;
  /** As they stand in the text. */
  readonly labels: string;
  readonly value: number;
}

interface Series {
  readonly name: string;
  readonly isCounter: boolean;
  readonly labels: string;
  value: number;
  /** The push that brought it last. */
  push: number;
}

interface Instance {
  readonly series: Map<string, Series>;
  /** Labels that tell what is known of the client. */
  info: string;
  pushes: number;
  expiresMs: number;
}

export class PushedSeries implements TelemetryReceiver {
  /** Points that were not kept: too many series, or of a kind that is not read. */
  leftOut = 0;
  readonly #options: PushedSeriesOptions;
  readonly #instances = new Map<Uuid, Instance>();
  #count = 0;

  constructor(options: PushedSeriesOptions) {
    this.#options = options;
  }

  take({ instanceId, client, intervalMs, codec, metrics, bytesMax }: Push): void {
    const pushed = readMetrics(decompress(codec, metrics, bytesMax), POINTS_MAX);
    const nowMs = this.#options.clock.monotonicMs();
    this.#expire(nowMs);
    const own = [
      labelPair('client_instance_id', instanceId),
      labelPair('client_id', cut(client.clientId ?? '', VALUE_LENGTH_MAX)),
    ];
    const known = this.#instances.get(instanceId);
    const instance = known ?? { series: new Map(), info: '', pushes: 0, expiresMs: 0 };
    instance.info = [...own, ...infoLabels(client, pushed.resource)].join(',');
    instance.pushes += 1;
    instance.expiresMs = nowMs + Math.max(EXPIRY_MS_MIN, EXPIRY_INTERVALS * intervalMs);
    this.leftOut += pushed.leftOut;
    for (const point of pushed.points) this.#add(instance, own, point);
    this.#forgetGauges(instance);
    if (instance.series.size > 0) this.#instances.set(instanceId, instance);
    else this.#instances.delete(instanceId);
  }

  /** How many series there are. */
  get count(): number {
    this.#expire(this.#options.clock.monotonicMs());
    return this.#count;
  }

  /** What is known of each client whose series are kept, as labels. */
  *clients(): Generator<string> {
    for (const { info } of this.#instances.values()) yield info;
  }

  *samples(): Generator<PushedSample> {
    for (const { series } of this.#instances.values()) yield* series.values();
  }

  #add(instance: Instance, own: readonly string[], point: MetricPoint): void {
    const name = metricName(point.name);
    const labels = [...own, ...attributeLabels(point.attributes)].join(',');
    const key = `${name}{${labels}`;
    const known = instance.series.get(key);
    if (known === undefined && this.#count >= this.#options.seriesMax) {
      this.leftOut += 1;
      return;
    }
    // A step that is no number would be there for ever.
    const step = Number.isFinite(point.value) ? point.value : 0;
    const value = point.isDelta ? (known?.value ?? 0) + step : point.value;
    if (known !== undefined) {
      known.value = value;
      known.push = instance.pushes;
      return;
    }
    this.#count += 1;
    const isCounter = point.isMonotonic;
    instance.series.set(key, { name, isCounter, labels, value, push: instance.pushes });
  }

  /** A client pushes all its gauges each time: those that it did not push are no more. */
  #forgetGauges({ series, pushes }: Instance): void {
    for (const [key, each] of series) {
      if (each.isCounter || each.push === pushes) continue;
      series.delete(key);
      this.#count -= 1;
    }
  }

  #expire(nowMs: number): void {
    for (const [id, { series, expiresMs }] of this.#instances) {
      if (expiresMs > nowMs) continue;
      this.#count -= series.size;
      this.#instances.delete(id);
    }
  }
}

/** `org.apache.kafka.producer.record.send.total` is `ottla_client_producer_record_send_total`. */
function metricName(name: string): string {
  const own = name.replace(/^org\.apache\.kafka\./, '');
  return PREFIX + cut(own, NAME_LENGTH_MAX).replace(/[^a-zA-Z0-9_]/g, '_').toLowerCase();
}

const TAKEN: ReadonlySet<string> = new Set(['client_instance_id', 'client_id']);

/** In the order of their names, each name once: the same labels are the same series. */
function attributeLabels(attributes: readonly MetricAttribute[]): string[] {
  const labels = new Map<string, string>();
  for (const [name, value] of attributes.slice(0, ATTRIBUTES_MAX)) {
    const label = labelName(name);
    if (TAKEN.has(label) || labels.has(label)) continue;
    labels.set(label, labelPair(label, cut(value, VALUE_LENGTH_MAX)));
  }
  return [...labels].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, pair]) => pair);
}

function infoLabels(
  { software, host }: Push['client'],
  resource: readonly MetricAttribute[],
): string[] {
  const { name = '', version = '' } = software ?? {};
  const known: readonly MetricAttribute[] = [
    ['client_software_name', name],
    ['client_software_version', version],
    ['client_source_address', host],
  ];
  return attributeLabels([...known, ...resource]);
}

/** Names that begin with two underscores are Prometheus' own. */
function labelName(name: string): string {
  const allowed = cut(name, NAME_LENGTH_MAX).replace(/[^a-zA-Z0-9_]/g, '_').replace(/^_+/, '');
  return /^[a-zA-Z]/.test(allowed) ? allowed : `attribute_${allowed}`;
}

function cut(text: string, lengthMax: number): string {
  return text.length <= lengthMax ? text : text.slice(0, lengthMax);
}
