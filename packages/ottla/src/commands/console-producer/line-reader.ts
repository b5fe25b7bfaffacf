// One line of standard input to one record, as Kafka's LineMessageReader does it: headers, key and
// value, each behind its separator. Pure.

import type { ProducerRecord, RecordBytes } from '@ottla/client';

export interface LineReaderSettings {
  readonly parsesKey: boolean;
  readonly keySeparator: string;
  readonly parsesHeaders: boolean;
  readonly headersDelimiter: string;
  /** A regular expression, as in Kafka. */
  readonly headersSeparator: string;
  readonly headersKeySeparator: string;
  readonly ignoresErrors: boolean;
  /** Text that stands for null; undefined: none does. */
  readonly nullMarker: string | undefined;
}

/** A line that cannot be a record; the message is Kafka's. */
export class LineError extends Error {
  override readonly name = 'org.apache.kafka.common.KafkaException';
}

/** Throws a LineError where two of the separators are equal. */
export function lineReaderSettings(properties: ReadonlyMap<string, string>): LineReaderSettings {
  const isTrue = (name: string): boolean =>
    properties.get(name)?.trim().toLowerCase() === 'true';
  const settings = {
    parsesKey: isTrue('parse.key'),
    keySeparator: properties.get('key.separator') ?? '\t',
    parsesHeaders: isTrue('parse.headers'),
    headersDelimiter: properties.get('headers.delimiter') ?? '\t',
    headersSeparator: properties.get('headers.separator') ?? ',',
    headersKeySeparator: properties.get('headers.key.separator') ?? ':',
    ignoresErrors: isTrue('ignore.error'),
    nullMarker: properties.get('null.marker'),
  };
  checkDistinct(settings);
  return settings;
}

/** `number` counts lines from 1, for messages. */
export function recordOfLine(
  topic: string,
  line: string,
  number: number,
  settings: LineReaderSettings,
): ProducerRecord {
  const { parsesHeaders, headersDelimiter, parsesKey, keySeparator } = settings;
  const cut = (start: number, separator: string, name: string): string | undefined => {
    const at = line.indexOf(separator, start);
    if (at >= 0) return line.slice(start, at);
    if (settings.ignoresErrors) return undefined;
    throw new LineError(`No ${name} found on line number ${number}: '${line}'`);
  };
  const headers = parsesHeaders ? cut(0, headersDelimiter, 'headers delimiter') : undefined;
  const keyStart = headers === undefined ? 0 : headers.length + headersDelimiter.length;
  const key = parsesKey ? cut(keyStart, keySeparator, 'key separator') : undefined;
  const valueStart = keyStart + (key === undefined ? 0 : key.length + keySeparator.length);
  const record = {
    topic,
    key: key === undefined ? null : nullable(key, settings),
    value: nullable(line.slice(valueStart), settings),
  };
  if (headers === undefined || headers === settings.nullMarker) return record;
  return { ...record, headers: headersOf(headers, number, settings) };
}

function headersOf(
  text: string,
  number: number,
  settings: LineReaderSettings,
): [string, RecordBytes][] {
  const { headersKeySeparator, nullMarker, ignoresErrors } = settings;
  const pairs = text.split(new RegExp(settings.headersSeparator));
  while (pairs.length > 1 && pairs.at(-1) === '') pairs.pop();
  return pairs.map((pair) => {
    const at = pair.indexOf(headersKeySeparator);
    if (at < 0) {
      if (ignoresErrors) return [pair, null];
      throw new LineError(
        `No header key separator found in pair '${pair}' on line number ${number}`,
      );
    }
    const key = pair.slice(0, at);
    if (key === nullMarker) {
      throw new LineError(
        `Header keys should not be equal to the null marker '${nullMarker}' as they can't be null`,
      );
    }
    return [key, nullable(pair.slice(at + headersKeySeparator.length), settings)];
  });
}

function nullable(text: string, { nullMarker }: LineReaderSettings): string | null {
  return text === nullMarker ? null : text;
}

function checkDistinct(settings: LineReaderSettings): void {
  const { headersDelimiter, headersSeparator, headersKeySeparator, nullMarker } = settings;
  const named: readonly (readonly [string, string | undefined, string, string | undefined])[] = [
    ['headers.delimiter', headersDelimiter, 'headers.separator', headersSeparator],
    ['headers.delimiter', headersDelimiter, 'headers.key.separator', headersKeySeparator],
    ['headers.separator', headersSeparator, 'headers.key.separator', headersKeySeparator],
    ['null.marker', nullMarker, 'key.separator', settings.keySeparator],
    ['null.marker', nullMarker, 'headers.separator', headersSeparator],
    ['null.marker', nullMarker, 'headers.delimiter', headersDelimiter],
    ['null.marker', nullMarker, 'headers.key.separator', headersKeySeparator],
  ];
  for (const [name, value, otherName, other] of named) {
    if (value === other) throw new LineError(`${name} and ${otherName} may not be equal`);
  }
}
