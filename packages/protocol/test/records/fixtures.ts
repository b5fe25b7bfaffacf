// Reads the batches that other software wrote; fixtures/README.md says how they were made.

import { readFileSync } from 'node:fs';

export interface BatchFacts {
  readonly magic: number;
  readonly sizeBytes: number;
  readonly codec: string;
  readonly timestampType: string;
  readonly lastOffset: number;
  readonly baseOffset: number;
  readonly nextOffset: number;
  readonly maxTimestamp: number;
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly baseSequence: number;
  readonly lastSequence: number;
  readonly recordCount: number | null;
  readonly isTransactional: boolean;
  readonly isControl: boolean;
  readonly deleteHorizonMs: number;
  readonly partitionLeaderEpoch: number;
  readonly crc: number;
  readonly isCrcValid: boolean;
  readonly records?: readonly JavaRecord[];
}

type Base64 = string;
export type JavaRecord = readonly [
  offset: number,
  timestamp: number,
  sequence: number,
  key: Base64 | null,
  value: Base64 | null,
  headers: readonly (readonly [Base64, Base64 | null])[],
];

export type ClientRecord = readonly [
  offset: number,
  timestamp: number,
  key: Base64 | null,
  value: Base64 | null,
  headers: readonly (readonly [string, Base64 | null])[],
];

export interface JavaFixture {
  readonly name: string;
  readonly bytes: Buffer;
  readonly batches: readonly BatchFacts[];
}

export interface ClientFixture {
  readonly name: string;
  readonly bytes: Buffer;
  readonly records: readonly ClientRecord[];
}

export function javaFixtures(): JavaFixture[] {
  return lines('kafka-4.3.1.jsonl').map((line) => {
    // The file is ours, and fixtures/README.md says what a line holds.
    const parsed = JSON.parse(line) as { name: string; bytes: Base64; batches: BatchFacts[] };
    return { ...parsed, bytes: Buffer.from(parsed.bytes, 'base64') };
  });
}

export function javaFixture(name: string): JavaFixture {
  const found = javaFixtures().find((fixture) => fixture.name === name);
  if (found === undefined) throw new Error(`no fixture ${name}`);
  return found;
}

export function clientFixtures(): ClientFixture[] {
  return [...lines('librdkafka-2.0.2.jsonl'), ...lines('kafkajs-2.2.4.jsonl')].map((line) => {
    // As above.
    const parsed = JSON.parse(line) as { name: string; bytes: Base64; records: ClientRecord[] };
    return { ...parsed, bytes: Buffer.from(parsed.bytes, 'base64') };
  });
}

function lines(file: string): string[] {
  const text = readFileSync(new URL(`fixtures/${file}`, import.meta.url), 'utf8');
  return text.split('\n').filter((line) => line !== '');
}
