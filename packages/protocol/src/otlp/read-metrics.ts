// Metrics as clients push them (KIP-714): OpenTelemetry's MetricsData, version 1, of which Kafka's
// clients use gauges and sums. What is of another kind is counted, not read. Only what a
// MetricsData says is told; whose metrics they are, PushTelemetry says.
//
//   MetricsData       1 ResourceMetrics*
//   ResourceMetrics   1 Resource { 1 attributes* }          2 ScopeMetrics*
//   ScopeMetrics      2 Metric*
//   Metric            1 name   5 Gauge { 1 points* }
//                              7 Sum { 1 points*  2 temporality  3 monotonic }
//   NumberDataPoint   4 double   6 sfixed64   7 attributes*
//   KeyValue          1 key   2 AnyValue { 1 text  2 bool  3 int  4 double }

import { ProtobufReader } from './protobuf-reader.ts';

export type MetricAttribute = readonly [name: string, value: string];

export interface MetricPoint {
  readonly name: string;
  readonly value: number;
  /** It never falls, but where its client begins anew. */
  readonly isMonotonic: boolean;
  /** What came since the last push, instead of all. */
  readonly isDelta: boolean;
  readonly attributes: readonly MetricAttribute[];
}

export interface PushedMetrics {
  /** What the client says of itself: its group, its rack. */
  readonly resource: readonly MetricAttribute[];
  readonly points: readonly MetricPoint[];
  /** Metrics of other kinds, and points beyond the limit. */
  readonly leftOut: number;
}

const DELTA = 1;

/** Throws a DecodeError. Reads `pointsMax` points at most. */
export function readMetrics(bytes: Uint8Array, pointsMax: number): PushedMetrics {
  const reading = new Reading(pointsMax);
  const reader = new ProtobufReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) reading.resourceMetrics(reader.message());
    else reader.skip();
  }
  return reading;
}

interface Numbers {
  readonly points: { readonly value: number; readonly attributes: readonly MetricAttribute[] }[];
  isMonotonic: boolean;
  isDelta: boolean;
}

class Reading implements PushedMetrics {
  resource: readonly MetricAttribute[] = [];
  readonly points: MetricPoint[] = [];
  leftOut = 0;
  readonly #pointsMax: number;

  constructor(pointsMax: number) {
    this.#pointsMax = pointsMax;
  }

  resourceMetrics(reader: ProtobufReader): void {
    while (reader.next()) {
      // Java's clients say it again with each metric.
      if (reader.field === 1 && this.resource.length === 0) this.#resource(reader.message());
      else if (reader.field === 2) this.#scopeMetrics(reader.message());
      else reader.skip();
    }
  }

  #resource(reader: ProtobufReader): void {
    const attributes: MetricAttribute[] = [];
    while (reader.next()) {
      if (reader.field === 1) attributes.push(keyValue(reader.message()));
      else reader.skip();
    }
    this.resource = attributes;
  }

  #scopeMetrics(reader: ProtobufReader): void {
    while (reader.next()) {
      if (reader.field === 2) this.#metric(reader.message());
      else reader.skip();
    }
  }

  #metric(reader: ProtobufReader): void {
    let name = '';
    let numbers: Numbers | undefined;
    while (reader.next()) {
      if (reader.field === 1) name = reader.text();
      else if (reader.field === 5 || reader.field === 7) numbers = numbersOf(reader.message());
      else reader.skip();
    }
    if (numbers === undefined) this.leftOut += 1;
    else this.#add(name, numbers);
  }

  #add(name: string, { points, isMonotonic, isDelta }: Numbers): void {
    for (const { value, attributes } of points) {
      if (this.points.length < this.#pointsMax) {
        this.points.push({ name, value, isMonotonic, isDelta, attributes });
      } else this.leftOut += 1;
    }
  }
}

/** A gauge has neither of the fields that a sum has beside its points. */
function numbersOf(reader: ProtobufReader): Numbers {
  const numbers: Numbers = { points: [], isMonotonic: false, isDelta: false };
  while (reader.next()) {
    if (reader.field === 1) numbers.points.push(point(reader.message()));
    else if (reader.field === 2) numbers.isDelta = reader.varint() === DELTA;
    else if (reader.field === 3) numbers.isMonotonic = reader.varint() !== 0;
    else reader.skip();
  }
  return numbers;
}

function point(reader: ProtobufReader): Numbers['points'][number] {
  let value = 0;
  const attributes: MetricAttribute[] = [];
  while (reader.next()) {
    if (reader.field === 4) value = reader.double();
    else if (reader.field === 6) value = reader.sfixed64();
    else if (reader.field === 7) attributes.push(keyValue(reader.message()));
    else reader.skip();
  }
  return { value, attributes };
}

function keyValue(reader: ProtobufReader): MetricAttribute {
  let key = '';
  let value = '';
  while (reader.next()) {
    if (reader.field === 1) key = reader.text();
    else if (reader.field === 2) value = anyValue(reader.message());
    else reader.skip();
  }
  return [key, value];
}

/** As text; empty for lists, maps and bytes. */
function anyValue(reader: ProtobufReader): string {
  let value = '';
  while (reader.next()) {
    if (reader.field === 1) value = reader.text();
    else if (reader.field === 2) value = String(reader.varint() !== 0);
    else if (reader.field === 3) value = String(reader.int64());
    else if (reader.field === 4) value = String(reader.double());
    else reader.skip();
  }
  return value;
}
