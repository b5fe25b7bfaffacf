// The times that `--to-datetime` and `--by-duration` name, read as Java reads them. Pure.

import { ToolError } from '../java-manner/tool-error.ts';

const DATE_TIME =
  /^(\d+)-(\d+)-(\d+)T(\d+):(\d+):(\d+)\.(\d+)(?:Z|([+-])(\d\d)(?::(\d\d)|(\d\d))?)/;
const MINUTE_MS = 60_000;

/** Milliseconds since 1970; without a zone it is UTC. */
export function timestampOf(text: string): number {
  const [, time] = text.split('T');
  if (time === undefined || time === '') {
    throw parseError(
      "Error parsing timestamp. It does not contain a 'T' according to ISO8601 format",
    );
  }
  const zoned = /[+Z-]/.test(time) ? text : `${text}Z`;
  const match = DATE_TIME.exec(zoned);
  if (match === null) throw parseError(`Unparseable date: "${zoned}"`);
  const [year, month, day, hour, minute, second, ms] = match.slice(1, 8).map(Number);
  const date = [year, (month ?? 0) - 1, day, hour, minute, second, ms] as const;
  const utcMs = Date.UTC(
    ...(date as unknown as [number, number, number, number, number, number, number]), // 7 groups
  );
  const read = new Date(utcMs);
  const isReal =
    read.getUTCMonth() === date[1] && read.getUTCDate() === day && read.getUTCHours() === hour;
  if (!isReal || (minute ?? 0) > 59 || (second ?? 0) > 59 || (ms ?? 0) > 999) {
    throw parseError(`Unparseable date: "${zoned}"`);
  }
  const [, , , , , , , , sign, hours, minutes, minutesToo] = match;
  const offset = Number(hours ?? 0) * 60 + Number(minutes ?? minutesToo ?? 0);
  return utcMs - (sign === '-' ? -offset : offset) * MINUTE_MS;
}

function parseError(message: string): ToolError {
  return new ToolError(`java.text.ParseException: ${message}`, 'java.lang.RuntimeException');
}

const SIGNED = '([+-]?\\d+)';
const DURATION = new RegExp(
  `^([+-]?)P(?:${SIGNED}D)?(T(?:${SIGNED}H)?(?:${SIGNED}M)?` +
    `(?:${SIGNED}(?:[.,](\\d{0,9}))?S)?)?$`,
  'i',
);

/** Milliseconds of `PnDTnHnMn.nS`. */
export function durationMs(text: string): number {
  const match = DURATION.exec(text);
  const [, sign, days, time, hours, minutes, seconds, fraction] = match ?? [];
  const parts = [days, hours, minutes, seconds];
  if (match === null || time?.length === 1 || parts.every((part) => part === undefined)) {
    throw new ToolError(
      'Text cannot be parsed to a Duration',
      'java.time.format.DateTimeParseException',
    );
  }
  const [d = 0, h = 0, m = 0, s = 0] = parts.map((part) => Number(part ?? 0));
  const nanos = Number((fraction ?? '').padEnd(9, '0'));
  const fractionMs = (seconds?.startsWith('-') ? -nanos : nanos) / 1_000_000;
  const ms = ((d * 24 + h) * 60 + m) * MINUTE_MS + s * 1_000 + fractionMs;
  return sign === '-' ? -ms : ms;
}
