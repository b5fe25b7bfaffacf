// How a record is printed: Kafka's DefaultMessageFormatter, LoggingMessageFormatter and
// NoOpMessageFormatter, and those of coordinator-formatter.ts, by their Java class names. Pure:
// chunks of bytes come out.

import type { ConsumedRecord } from '@ottla/client';

import { coordinatorFormatter } from './coordinator-formatter.ts';
import { DEFAULT_FORMATTER } from './options.ts';
import { deserializerOf, type Deserializer } from './deserializers.ts';

/** Appends the bytes of one record to `out`; may throw a DeserializationError. */
export type Formatter = (record: ConsumedRecord, out: Uint8Array[]) => void;

export interface FormatterSettings {
  readonly prints: ReadonlySet<string>;
  readonly keySeparator: Uint8Array;
  readonly lineSeparator: Uint8Array;
  readonly headersSeparator: Uint8Array;
  readonly nullLiteral: Uint8Array;
  readonly key: Deserializer | undefined;
  readonly value: Deserializer | undefined;
  readonly header: Deserializer | undefined;
}

/** In the order of printing. */
const PRINTED = [
  'timestamp',
  'partition',
  'offset',
  'delivery',
  'epoch',
  'headers',
  'key',
  'value',
];
const PACKAGE = 'org.apache.kafka.tools.consumer.';

/**
 * Undefined where no class of that name is known. `unknown` is told of deserializers that are not:
 * bytes are then printed as they are.
 */
export function formatterOf(
  className: string,
  properties: ReadonlyMap<string, string>,
  unknown: (deserializer: string) => void,
): Formatter | undefined {
  switch (className) {
    case DEFAULT_FORMATTER:
      return defaultFormatter(formatterSettings(properties, unknown));
    case `${PACKAGE}NoOpMessageFormatter`:
      return () => undefined;
    case `${PACKAGE}LoggingMessageFormatter`:
      return defaultFormatter(formatterSettings(properties, unknown));
    default:
      return className.startsWith(PACKAGE)
        ? coordinatorFormatter(className.slice(PACKAGE.length))
        : undefined;
  }
}

export function formatterSettings(
  properties: ReadonlyMap<string, string>,
  unknown: (deserializer: string) => void,
): FormatterSettings {
  const text = (name: string, standard: string): Uint8Array =>
    Buffer.from(properties.get(name) ?? standard);
  const deserializer = (name: string): Deserializer | undefined => {
    const className = properties.get(name);
    if (className === undefined) return undefined;
    const found = deserializerOf(className);
    if (found === undefined) unknown(className);
    return found;
  };
  const isPrinted = (name: string): boolean => {
    const asked = properties.get(`print.${name}`);
    return asked === undefined ? name === 'value' : asked.trim().toLowerCase() === 'true';
  };
  return {
    prints: new Set(PRINTED.filter(isPrinted)),
    keySeparator: text('key.separator', '\t'),
    lineSeparator: text('line.separator', '\n'),
    headersSeparator: text('headers.separator', ','),
    nullLiteral: text('null.literal', 'null'),
    key: deserializer('key.deserializer'),
    value: deserializer('value.deserializer'),
    header: deserializer('headers.deserializer'),
  };
}

/**
 * Fields in Kafka's order, with the key separator between them and the line separator at the end.
 */
export function defaultFormatter(settings: FormatterSettings): Formatter {
  const fields = PRINTED.filter((name) => settings.prints.has(name));
  return (record, out) => {
    fields.forEach((name, index) => {
      writeField(name, record, settings, out);
      out.push(index === fields.length - 1 ? settings.lineSeparator : settings.keySeparator);
    });
  };
}

function writeField(
  name: string,
  record: ConsumedRecord,
  settings: FormatterSettings,
  out: Uint8Array[],
): void {
  switch (name) {
    case 'timestamp':
      out.push(Buffer.from(timestampText(record)));
      return;
    case 'partition':
      out.push(Buffer.from(`Partition:${record.partition}`));
      return;
    case 'offset':
      out.push(Buffer.from(`Offset:${record.offset}`));
      return;
    case 'delivery':
      out.push(Buffer.from('Delivery:NOT_PRESENT'));
      return;
    case 'epoch':
      out.push(Buffer.from('Epoch:NOT_PRESENT'));
      return;
    case 'headers':
      writeHeaders(record, settings, out);
      return;
    case 'key':
      out.push(shown(record.key, settings.key, settings));
      return;
    default:
      out.push(shown(record.value, settings.value, settings));
  }
}

function timestampText({ timestamp, isLogAppendTime }: ConsumedRecord): string {
  if (timestamp < 0 && !isLogAppendTime) return 'CreateTime:-1';
  return `${isLogAppendTime ? 'LogAppendTime' : 'CreateTime'}:${timestamp}`;
}

function writeHeaders(
  { headers }: ConsumedRecord,
  settings: FormatterSettings,
  out: Uint8Array[],
): void {
  if (headers.length === 0) out.push(Buffer.from('NO_HEADERS'));
  headers.forEach(({ key, value }, index) => {
    if (index > 0) out.push(settings.headersSeparator);
    out.push(Buffer.from(`${key}:`), shown(value, settings.header, settings));
  });
}

function shown(
  bytes: Uint8Array | null,
  deserializer: Deserializer | undefined,
  settings: FormatterSettings,
): Uint8Array {
  // As in Kafka, the text for null goes through the deserializer too.
  const present = bytes ?? settings.nullLiteral;
  return deserializer === undefined ? present : Buffer.from(deserializer(present));
}
