// Every valid request of every API at every version, as frames: the bodies are those that Apache
// Kafka's own classes wrote (packages/protocol/test/vectors).

import { type Api, apis, Writer } from '@ottla/protocol';
import { loadVectors } from '../../../protocol/test/vectors/vectors.ts';

export interface RequestFrame {
  readonly api: Api;
  readonly version: number;
  /** Where its body stands among the vectors. */
  readonly line: number;
  /** With its size in front. */
  readonly bytes: Buffer;
}

const CLIENT_ID = 'hostile';

export function requestFrames(): RequestFrame[] {
  const byName = new Map([...apis.values()].map((api) => [api.request.name, api]));
  return loadVectors().flatMap(({ name, version, bytes, line }) => {
    const api = byName.get(name);
    return api === undefined ? [] : [{ api, version, line, bytes: frameOf(api, version, bytes) }];
  });
}

function frameOf({ key, request }: Api, version: number, body: Uint8Array): Buffer {
  const writer = new Writer();
  const frame = writer.beginFrame();
  writer.int16(key, 'requestApiKey');
  writer.int16(version, 'requestApiVersion');
  writer.int32(7, 'correlationId');
  writer.nullableString(CLIENT_ID, 'clientId', false);
  if (version >= request.flexibleFrom) writer.uvarint(0);
  writer.raw(body);
  writer.endFrame(frame);
  return Buffer.concat(writer.finish());
}

/** How a frame is spoilt. `lying`: it is cut, and its size is still the old one. */
export type Cut = 'lying' | 'honest';

/** The first `length` bytes; where the cut is honest, the size in front says so. */
export function cutFrame({ bytes }: RequestFrame, length: number, cut: Cut): Buffer {
  const part = Buffer.from(bytes.subarray(0, length));
  if (cut === 'honest' && length >= SIZE_BYTES) part.writeInt32BE(length - SIZE_BYTES);
  return part;
}

export const SIZE_BYTES = 4;

/** Whether a cut here would be the same as one a byte earlier: long texts repeat one character. */
export function isInsideRun({ bytes }: RequestFrame, length: number): boolean {
  const last = bytes[length - 1];
  return [2, 3, 4].every((back) => bytes[length - back] === last) && bytes[length] === last;
}
