// The known bytes that Apache Kafka's own classes wrote (interop/vectors makes them): every
// message at every version, several times.

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

import * as protocol from '../../src/index.ts';
import type { MessageCodec } from '../../src/index.ts';

export interface Vector {
  readonly name: string;
  readonly version: number;
  readonly bytes: Buffer;
  /** CRC-32 of the values as plain text, in hex; `-` where Kafka has none. */
  readonly textCrc: string;
  /** For the test's message. */
  readonly line: number;
}

export function loadVectors(): Vector[] {
  const file = new URL('kafka-4.3.1.txt.gz', import.meta.url);
  const lines = gunzipSync(readFileSync(file)).toString().trim().split('\n');
  return lines.map((text, index) => {
    const [name = '', version = '', bytes = '', textCrc = ''] = text.split(' ');
    return {
      name,
      version: Number(version),
      bytes: Buffer.from(bytes, 'base64'),
      textCrc,
      line: index + 1,
    };
  });
}

/** Every exported codec by its message's name. */
export function codecsByName(): ReadonlyMap<string, MessageCodec<unknown>> {
  const exported: unknown[] = Object.values(protocol);
  const codecs = exported.filter(isCodec);
  return new Map(codecs.map((codec) => [codec.name, codec]));
}

function isCodec(value: unknown): value is MessageCodec<unknown> {
  return typeof value === 'object' && value !== null && 'flexibleFrom' in value;
}
