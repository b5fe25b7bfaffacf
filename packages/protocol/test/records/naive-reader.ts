// A reader of batches as simple as can be: BigInt, objects, no care for speed, written from the
// format alone. What the real one says is compared with it.

import { strict as assert } from 'node:assert';
import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { decompress } from '../../src/records/index.ts';

export interface NaiveRecord {
  readonly offset: bigint;
  readonly timestamp: bigint;
  readonly key: string | null;
  readonly value: string | null;
  readonly headers: readonly (readonly [key: string, value: string | null])[];
}

class Input {
  private readonly bytes: Uint8Array;
  private at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  byte(): number {
    const byte = this.bytes[this.at++];
    assert(byte !== undefined, 'the end');
    return byte;
  }

  /** Zigzag, of as many bits as are asked for. */
  varint(bits: 32 | 64): bigint {
    let raw = 0n;
    let byte = 0x80;
    for (let shift = 0n; byte >= 0x80; shift += 7n) {
      assert(shift < bits, 'too long');
      byte = this.byte();
      raw |= BigInt(byte & 0x7f) << shift;
    }
    raw = BigInt.asUintN(bits, raw);
    return (raw >> 1n) ^ -(raw & 1n);
  }

  take(count: number): Uint8Array {
    assert(count <= this.left, 'the end');
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }

  sized(): string | null {
    const length = Number(this.varint(32));
    return length < 0 ? null : Buffer.from(this.take(length)).toString('hex');
  }
}

/** The records of one magic 2 batch; throws where anything is not as it should be. */
export function readNaively(batch: Buffer): NaiveRecord[] {
  const codec = batch.readInt16BE(21) & 7;
  const isAppendTime = (batch.readInt16BE(21) & 8) !== 0;
  const blob = batch.subarray(61, 12 + batch.readInt32BE(8));
  const input = new Input(expanded(codec, blob));
  const records: NaiveRecord[] = [];
  const count = batch.readInt32BE(57);
  assert(count >= 0, 'count');
  for (let i = 0; i < count; i++) {
    const length = Number(input.varint(32));
    assert(length >= 0, 'length');
    const body = new Input(input.take(length));
    body.byte();
    const delta = body.varint(64);
    const offset = batch.readBigInt64BE(0) + body.varint(32);
    const base = batch.readBigInt64BE(27);
    const created = BigInt.asIntN(64, base + delta);
    const timestamp = isAppendTime ? batch.readBigInt64BE(35) : created;
    const [key, value] = [body.sized(), body.sized()];
    records.push({ offset, timestamp, key, value, headers: readHeaders(body) });
    assert.equal(body.left, 0);
  }
  if (count > 0) assert.equal(input.left, 0);
  return records;
}

function readHeaders(body: Input): (readonly [string, string | null])[] {
  const count = Number(body.varint(32));
  assert(count >= 0 && count <= body.left, 'headers');
  return Array.from({ length: count }, () => {
    const key = body.sized();
    assert(key !== null, 'header key');
    return [key, body.sized()] as const;
  });
}

function expanded(codec: number, blob: Uint8Array): Uint8Array {
  if (codec === 1) return gunzipSync(blob);
  if (codec === 4) return zstdDecompressSync(blob);
  // Nobody else on this machine reads these two; their own tests hold them to known bytes.
  if (codec === 2) return decompress('snappy', blob, 1 << 24);
  if (codec === 3) return decompress('lz4', blob, 1 << 24);
  assert.equal(codec, 0);
  return blob;
}
