// Valid requests with some bytes changed, and plain noise, as assaults on a node. The size in front
// stays true, but for one in ten.

import { Prng } from '@ottla/base';
import { type RequestFrame, requestFrames, SIZE_BYTES } from './request-frames.ts';
import { type Assault, Siege } from './siege.ts';

const AT_A_TIME = 50;
/** What is wrong most: counts, lengths and numbers at their ends. */
const EVIL = [
  [0xff, 0xff, 0xff, 0xff, 0x0f],
  [0x80, 0x80, 0x80, 0x80, 0x80, 0x01],
  [0x7f, 0xff, 0xff, 0xff],
  [0x80, 0x00, 0x00, 0x00],
  [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
  [0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
  [0xc3, 0x28],
  [0x00],
  [0xff, 0xff],
] as const;
const HEADER_BYTES = 8;

/** One assault; what it is follows from the random numbers alone. */
export function mutate(frames: readonly RequestFrame[], prng: Prng): Assault {
  const frame = frames[prng.uint32() % frames.length];
  if (frame === undefined || prng.uint32() % 20 === 0) return noise(prng);
  const bytes = Buffer.from(frame.bytes);
  // Mostly the body: what is wrong with a header is seen at once.
  const from = prng.uint32() % 10 === 0 ? SIZE_BYTES : SIZE_BYTES + HEADER_BYTES;
  const places = 1 + (prng.uint32() % 4);
  for (let i = 0; i < places && bytes.length > from; i++) {
    const at = from + (prng.uint32() % (bytes.length - from));
    if (prng.uint32() % 2 === 0) bytes[at] = prng.uint32() & 0xff;
    else bytes.set((EVIL[prng.uint32() % EVIL.length] ?? []).slice(0, bytes.length - at), at);
  }
  if (prng.uint32() % 10 === 0) bytes.writeInt32BE(prng.uint32() | 0);
  const { api, version, line } = frame;
  return { bytes, what: () => `${api.name} v${version}, vector ${line}: ${bytes.toString('hex')}` };
}

function noise(prng: Prng): Assault {
  const bytes = Buffer.from(Array.from({ length: 1 + (prng.uint32() % 300) }, () => prng.uint32()));
  if (prng.uint32() % 2 === 0 && bytes.length > SIZE_BYTES) {
    bytes.writeInt32BE(bytes.length - SIZE_BYTES);
  }
  return { bytes, what: () => `noise: ${bytes.toString('hex')}` };
}

export interface MutatedOptions {
  readonly listener: 'broker' | 'controller';
  readonly seed: number;
  readonly count: number;
}

/** Throws where the node does not stand it; tells what became of the requests. */
export async function mutatedRequests({ listener, seed, count }: MutatedOptions): Promise<string> {
  const siege = await Siege.begin(`mutated ${seed}`, listener === 'broker' ? 9092 : 9093);
  const frames = requestFrames().filter(({ api }) => api.listeners.includes(listener));
  const prng = Prng.labelled(seed, `mutated requests for the ${listener}`);
  for (let done = 0; done < count; done += AT_A_TIME) {
    await siege.play(Array.from({ length: AT_A_TIME }, () => mutate(frames, prng)));
  }
  await siege.end();
  const { answered, refused, waited } = siege.tally;
  const told = `${answered} answered, ${refused} refused, ${waited} incomplete or waiting`;
  return `seed ${seed}: ${count} mutated requests: ${told}`;
}
