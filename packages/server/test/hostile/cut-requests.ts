// Every valid request cut at every byte, as assaults on a node.

import {
  type Cut,
  cutFrame,
  isInsideRun,
  type RequestFrame,
  requestFrames,
} from './request-frames.ts';
import { type Assault, Siege } from './siege.ts';

const BROKER_PORT = 9092;
const CONTROLLER_PORT = 9093;
/** Connections at a time: as many as may wait at a listener's door. */
const AT_A_TIME = 50;

export interface Slice {
  readonly listener: 'broker' | 'controller';
  /** Of all cuts, every so-manieth… */
  readonly step: number;
  /** …from this one on. */
  readonly from: number;
}

function* cuts(frames: readonly RequestFrame[], { step, from }: Slice): Generator<Assault> {
  let index = 0;
  for (const frame of frames) {
    // The whole request is one of its cuts.
    for (let length = 1; length <= frame.bytes.length; length += 1) {
      if (length < frame.bytes.length && isInsideRun(frame, length)) continue;
      for (const cut of ['lying', 'honest'] as const) {
        if (index++ % step === from) yield assaultOf(frame, length, cut);
      }
    }
  }
}

function assaultOf(frame: RequestFrame, length: number, cut: Cut): Assault {
  const { api, version, line } = frame;
  const what = `${api.name} v${version}, vector ${line}, cut at ${length} (${cut})`;
  return { bytes: cutFrame(frame, length, cut), what: () => what };
}

/** Throws where the node does not stand it; tells what became of the requests. */
export async function cutRequests(slice: Slice): Promise<string> {
  const port = slice.listener === 'broker' ? BROKER_PORT : CONTROLLER_PORT;
  const siege = await Siege.begin(`cut ${slice.listener} ${slice.from}`, port);
  const served = requestFrames().filter(({ api }) => api.listeners.includes(slice.listener));
  let batch: Assault[] = [];
  let count = 0;
  for (const assault of cuts(served, slice)) {
    batch.push(assault);
    if (batch.length < AT_A_TIME) continue;
    await siege.play(batch);
    count += batch.length;
    batch = [];
  }
  await siege.play(batch);
  await siege.end();
  const { answered, refused, waited } = siege.tally;
  const told = `${answered} answered, ${refused} refused, ${waited} incomplete or waiting`;
  return `${count + batch.length} cut requests of ${served.length}: ${told}`;
}
