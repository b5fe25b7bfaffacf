// Writes metrics as a client pushes them: the counterpart of read-metrics.ts, whose head has the
// schema. Gauges, and sums that never fall, as doubles.

import type { MetricAttribute } from './read-metrics.ts';

export interface MetricToPush {
  readonly name: string;
  readonly value: number;
  /** It never falls: a sum since `startMs`. */
  readonly isSum: boolean;
  readonly attributes: readonly MetricAttribute[];
}

export interface PushedAt {
  /** Since when sums are counted, and when this was read: milliseconds since 1970. */
  readonly startMs: number;
  readonly nowMs: number;
  /** Sums are what came since `startMs`, the last push, instead of all. */
  readonly isDelta: boolean;
}

const WIRE = { VARINT: 0, FIXED64: 1, BYTES: 2 } as const;
const TEMPORALITY = { DELTA: 1, CUMULATIVE: 2 } as const;
const NANOS_PER_MS = 1_000_000n;

/** One resource with these attributes, and one scope. */
export function writeMetrics(
  metrics: readonly MetricToPush[],
  resource: readonly MetricAttribute[],
  at: PushedAt,
): Uint8Array {
  const told = message(...resource.map((each) => bytesField(1, keyValue(each))));
  const scope = message(...metrics.map((each) => bytesField(2, metric(each, at))));
  return bytesField(1, message(bytesField(1, told), bytesField(2, scope)));
}

function metric({ name, value, isSum, attributes }: MetricToPush, at: PushedAt): Buffer {
  const point = message(
    isSum ? fixedField(2, BigInt(at.startMs) * NANOS_PER_MS) : Buffer.alloc(0),
    fixedField(3, BigInt(at.nowMs) * NANOS_PER_MS),
    doubleField(4, value),
    ...attributes.map((each) => bytesField(7, keyValue(each))),
  );
  const named = bytesField(1, Buffer.from(name));
  if (!isSum) return message(named, bytesField(5, bytesField(1, point)));
  const temporality = at.isDelta ? TEMPORALITY.DELTA : TEMPORALITY.CUMULATIVE;
  const sum = message(bytesField(1, point), varintField(2, temporality), varintField(3, 1));
  return message(named, bytesField(7, sum));
}

function keyValue([key, value]: MetricAttribute): Buffer {
  const text = bytesField(1, Buffer.from(value));
  return message(bytesField(1, Buffer.from(key)), bytesField(2, text));
}

function message(...fields: readonly Buffer[]): Buffer {
  return Buffer.concat(fields);
}

function bytesField(field: number, bytes: Buffer): Buffer {
  return Buffer.concat([varint(field * 8 + WIRE.BYTES), varint(bytes.length), bytes]);
}

function varintField(field: number, value: number): Buffer {
  return Buffer.concat([varint(field * 8 + WIRE.VARINT), varint(value)]);
}

function fixedField(field: number, value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return Buffer.concat([varint(field * 8 + WIRE.FIXED64), bytes]);
}

function doubleField(field: number, value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return Buffer.concat([varint(field * 8 + WIRE.FIXED64), bytes]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let left = value;
  for (; left >= 128; left = Math.floor(left / 128)) bytes.push((left % 128) + 128);
  return Buffer.from([...bytes, left]);
}
