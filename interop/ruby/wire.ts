// Requests as zendesk/ruby-kafka (1.5) writes them, byte by byte and without our codec: the gem
// cannot be installed everywhere, and it asks with versions that no other client here uses.
// Produce 3, Fetch 4, ListOffsets 2, Metadata 1, OffsetCommit 2, OffsetFetch 1, FindCoordinator 1,
// JoinGroup 1, SyncGroup 0, Heartbeat 0, LeaveGroup 0, ApiVersions 0.

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export class Bytes {
  readonly #parts: Buffer[] = [];

  int8(value: number): this {
    return this.#add(1, (part) => part.writeInt8(value));
  }

  int16(value: number): this {
    return this.#add(2, (part) => part.writeInt16BE(value));
  }

  int32(value: number): this {
    return this.#add(4, (part) => part.writeInt32BE(value));
  }

  int64(value: number): this {
    return this.#add(8, (part) => part.writeBigInt64BE(BigInt(value)));
  }

  string(value: string | null): this {
    if (value === null) return this.int16(-1);
    const bytes = Buffer.from(value);
    return this.int16(bytes.length).raw(bytes);
  }

  bytes(value: Buffer): this {
    return this.int32(value.length).raw(value);
  }

  /** Zigzag, as records have it; small numbers only. */
  varint(value: number): this {
    let rest = value < 0 ? -value * 2 - 1 : value * 2;
    while (rest > 127) {
      this.int8(((rest & 127) | 128) - 256);
      rest = Math.floor(rest / 128);
    }
    return this.int8(rest);
  }

  raw(value: Buffer): this {
    this.#parts.push(value);
    return this;
  }

  done(): Buffer {
    return Buffer.concat(this.#parts);
  }

  #add(size: number, write: (part: Buffer) => void): this {
    const part = Buffer.alloc(size);
    write(part);
    return this.raw(part);
  }
}

function crc32c(bytes: Buffer): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0x82f63b78 : 0);
  }
  return ~crc >>> 0;
}

function record(key: string, value: string, offsetDelta: number): Buffer {
  const [keyBytes, valueBytes] = [Buffer.from(key), Buffer.from(value)];
  const body = new Bytes().int8(0).varint(0).varint(offsetDelta);
  body.varint(keyBytes.length).raw(keyBytes).varint(valueBytes.length).raw(valueBytes).varint(0);
  const bytes = body.done();
  return new Bytes().varint(bytes.length).raw(bytes).done();
}

/** A record batch of format 2 without compression, of a producer without an id. */
export function recordBatch(records: readonly (readonly [string, string])[], now: number): Buffer {
  const last = records.length - 1;
  const covered = new Bytes().int16(0).int32(last).int64(now).int64(now).int64(-1).int16(-1);
  covered.int32(0).int32(records.length);
  records.forEach(([key, value], at) => covered.raw(record(key, value, at)));
  const bytes = covered.done();
  const crc = new Bytes().int32(crc32c(bytes) | 0);
  const behindLength = new Bytes().int32(-1).int8(2).raw(crc.done()).raw(bytes).done();
  return new Bytes().int64(0).bytes(behindLength).done();
}

/** What the gem's ConsumerGroupProtocol is: version 0, topics, no user data. */
export function subscription(topic: string): Buffer {
  return new Bytes().int16(0).int32(1).string(topic).int32(-1).done();
}

export function assignment(topic: string, partition: number): Buffer {
  const list = new Bytes().int16(0).int32(1).string(topic).int32(1).int32(partition);
  return list.int32(-1).done();
}

/** Reads fields of a response one after another. */
export class Fields {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  int16(): number {
    return this.#bytes.readInt16BE((this.#at += 2) - 2);
  }

  int32(): number {
    return this.#bytes.readInt32BE((this.#at += 4) - 4);
  }

  int64(): number {
    return Number(this.#bytes.readBigInt64BE((this.#at += 8) - 8));
  }

  skip(count: number): this {
    this.#at += count;
    return this;
  }

  string(): string {
    return this.#take(Math.max(0, this.int16())).toString();
  }

  bytes(): Buffer {
    return this.#take(Math.max(0, this.int32()));
  }

  #take(size: number): Buffer {
    return this.#bytes.subarray(this.#at, (this.#at += size));
  }
}

/** One connection of the gem: one request at a time. */
export class RubyConnection {
  readonly #socket: Socket;
  #received = Buffer.alloc(0);
  #correlation = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk) => {
      this.#received = Buffer.concat([this.#received, chunk]);
    });
  }

  static async open(port: number): Promise<RubyConnection> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new RubyConnection(socket);
  }

  /** The response's fields behind its correlation id. */
  async call(apiKey: number, version: number, body: Bytes): Promise<Fields> {
    this.#correlation += 1;
    const header = new Bytes().int16(apiKey).int16(version).int32(this.#correlation);
    const request = header.string('ruby-kafka').raw(body.done()).done();
    this.#socket.write(new Bytes().bytes(request).done());
    while (this.#missing() > 0) await once(this.#socket, 'data');
    const frame = this.#received.subarray(4, 4 + this.#received.readInt32BE(0));
    this.#received = this.#received.subarray(4 + frame.length);
    if (frame.readInt32BE(0) !== this.#correlation) throw new Error('an answer to something else');
    return new Fields(frame.subarray(4));
  }

  close(): void {
    this.#socket.destroy();
  }

  #missing(): number {
    if (this.#received.length < 4) return 4 - this.#received.length;
    return 4 + this.#received.readInt32BE(0) - this.#received.length;
  }
}
