// Writes MetricsData for tests, from the schema's own numbers: the reader must understand what it
// has not written.

export type Field = readonly [number: number, value: Value];
type Value =
  | string
  | Buffer
  | readonly Field[]
  | { readonly varint: number }
  /** A varint as it stands. */
  | { readonly raw: Buffer }
  | { readonly fixed: Buffer };

export const varint = (value: number): Value => ({ varint: value });

export function double(value: number): Value {
  const fixed = Buffer.alloc(8);
  fixed.writeDoubleLE(value);
  return { fixed };
}

export function sfixed64(value: bigint): Value {
  const fixed = Buffer.alloc(8);
  fixed.writeBigInt64LE(value);
  return { fixed };
}

export function message(...fields: Field[]): Buffer {
  return Buffer.concat(fields.map(([number, value]) => fieldBytes(number, value)));
}

function fieldBytes(number: number, value: Value): Buffer {
  if (typeof value === 'string') return delimited(number, Buffer.from(value));
  if (Buffer.isBuffer(value)) return delimited(number, value);
  if (isFields(value)) return delimited(number, message(...value));
  if ('varint' in value) return Buffer.concat([key(number, 0), varintBytes(value.varint)]);
  if ('raw' in value) return Buffer.concat([key(number, 0), value.raw]);
  return Buffer.concat([key(number, 1), value.fixed]);
}

function isFields(value: Value): value is readonly Field[] {
  return Array.isArray(value);
}

function delimited(number: number, bytes: Buffer): Buffer {
  return Buffer.concat([key(number, 2), varintBytes(bytes.length), bytes]);
}

function key(number: number, wireType: number): Buffer {
  return varintBytes(number * 8 + wireType);
}

function varintBytes(value: number): Buffer {
  const bytes = [];
  let left = value;
  for (; left >= 128; left = Math.floor(left / 128)) bytes.push((left % 128) + 128);
  return Buffer.from([...bytes, left]);
}

export const attribute = (name: string, value: Value): Field => [7, keyValue(name, value)];

export function keyValue(name: string, value: Value): readonly Field[] {
  const any: readonly Field[] = typeof value === 'string' ? [[1, value]] : [[4, value]];
  return [[1, name], [2, any]];
}

export interface SumOptions {
  readonly temporality?: number;
  readonly isMonotonic?: boolean;
}

export function sum(name: string, points: readonly Field[][], options: SumOptions = {}): Field {
  const { temporality = 1, isMonotonic = true } = options;
  const of = points.map((each): Field => [1, each]);
  return [2, [[1, name], [7, [...of, [2, varint(temporality)], [3, varint(Number(isMonotonic))]]]]];
}

export function gauge(name: string, points: readonly Field[][]): Field {
  return [2, [[1, name], [5, points.map((each): Field => [1, each])]]];
}

/** Metrics of one resource. */
export function metricsData(
  metrics: readonly Field[],
  resource: Readonly<Record<string, string>> = {},
): Buffer {
  const attributes = Object.entries(resource).map(
    ([name, value]): Field => [1, keyValue(name, value)],
  );
  return message([1, [[1, attributes], [2, metrics]]]);
}
