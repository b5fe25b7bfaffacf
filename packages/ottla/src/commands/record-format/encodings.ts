// How a field's bytes, numbers and times are written: the modifiers in braces, as in rpk. Pure.

import { FormatError } from './tokens.ts';

export type BytesWriter = (bytes: Uint8Array) => Uint8Array;
export type NumberWriter = (value: number) => Uint8Array;

const textBytes = (text: string): Uint8Array => Buffer.from(text);

export function bytesWriter(modifier: string | undefined): BytesWriter {
  switch (modifier) {
    case undefined:
    case '':
      return (bytes) => bytes;
    case 'hex':
      return (bytes) => textBytes(Buffer.from(bytes).toString('hex'));
    case 'base64':
      return (bytes) => textBytes(Buffer.from(bytes).toString('base64'));
    case 'base64raw':
      return (bytes) => textBytes(Buffer.from(bytes).toString('base64').replace(/=+$/, ''));
    case 'json':
      return (bytes) => textBytes(JSON.stringify(Buffer.from(bytes).toString()));
    default:
      throw unknown(modifier, 'hex, base64, base64raw, json');
  }
}

export type BytesReader = (text: string) => Uint8Array;

/** The other way, for `produce`. */
export function bytesReader(modifier: string | undefined): BytesReader {
  switch (modifier) {
    case undefined:
    case '':
      return textBytes;
    case 'hex':
      return (text) => decoded(text, /^(?:[0-9a-fA-F]{2})*$/, 'hex');
    case 'base64':
      return (text) => decoded(text, /^[A-Za-z0-9+/]*={0,2}$/, 'base64');
    case 'json':
      return (text) => textBytes(textOfJson(text));
    default:
      throw unknown(modifier, 'hex, base64, json');
  }
}

function decoded(text: string, pattern: RegExp, encoding: 'hex' | 'base64'): Uint8Array {
  if (pattern.test(text)) return Buffer.from(text, encoding);
  throw new FormatError(`'${text}' is not ${encoding}`);
}

/** A JSON string's text; any other JSON as it stands. */
function textOfJson(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : text;
  } catch {
    throw new FormatError(`'${text}' is not JSON`);
  }
}

const SIZED = /^(hex|big|little)(64|32|16|8|4)$/;

export function numberWriter(modifier: string | undefined): NumberWriter {
  if (modifier === undefined || modifier === '' || modifier === 'ascii' || modifier === 'number') {
    return (value) => textBytes(String(value));
  }
  const [, form, size] = SIZED.exec(modifier) ?? [];
  const bits = Number(size);
  if (form === 'hex') {
    return (value) =>
      textBytes(BigInt.asUintN(bits, BigInt(value)).toString(16).padStart(bits / 4, '0'));
  }
  if (form === undefined || bits === 4) {
    throw unknown(modifier, 'ascii, hex64 to hex4, big64 to big8, little64 to little8');
  }
  return (value) => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64BE(BigInt.asUintN(bits, BigInt(value)));
    const big = bytes.subarray(8 - bits / 8);
    return form === 'big' ? big : big.reverse();
  };
}

/** Milliseconds since 1970, or a date in UTC. */
export function timeWriter(modifier: string | undefined): NumberWriter {
  if (modifier === 'iso') return (ms) => textBytes(ms < 0 ? '-' : new Date(ms).toISOString());
  const pattern = /^strftime\[(.*)\]$/s.exec(modifier ?? '')?.[1];
  if (pattern === undefined) return numberWriter(modifier);
  return (ms) => textBytes(strftime(pattern, new Date(ms)));
}

function strftime(pattern: string, date: Date): string {
  const iso = date.toISOString();
  const parts: Readonly<Record<string, string>> = {
    Y: iso.slice(0, 4),
    m: iso.slice(5, 7),
    d: iso.slice(8, 10),
    H: iso.slice(11, 13),
    M: iso.slice(14, 16),
    S: iso.slice(17, 19),
    L: iso.slice(20, 23),
    F: iso.slice(0, 10),
    T: iso.slice(11, 19),
    s: String(Math.floor(date.getTime() / 1_000)),
    z: '+0000',
    Z: 'UTC',
    '%': '%',
  };
  return pattern.replace(/%(.)/gs, (whole, letter: string) => parts[letter] ?? whole);
}

function unknown(modifier: string, known: string): FormatError {
  return new FormatError(`{${modifier}} is none of the ways to write this field: ${known}`);
}
