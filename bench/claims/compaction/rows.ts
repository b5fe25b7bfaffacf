// What is measured of compaction becomes rows, with what is demanded of them. Pure.

import type { EndToEnd } from '../../native.ts';
import type { Row } from '../../outcome.ts';

const DEDUPE_BUFFER_MB = 128 * 1.048576;
/** Buffers of what is read and written, and what waits for the garbage collector meanwhile. */
const ALLOWANCE_MB = 96;
const TIMES_MAX = 3;
const P99_MS_MAX = 10;

/** The producers beside it, by how they compress. */
export const CODECS = ['none', 'lz4'] as const;
export type Codec = (typeof CODECS)[number];

/** Of one run, which both producers make at the same time. */
export type Live = Readonly<Record<Codec, EndToEnd>>;

export interface Sample {
  readonly before: Live;
  /** Of each producer the worst run beside the compaction. */
  readonly beside: Live;
  readonly grownMb: number;
  readonly seconds: number;
  /** What is left of the log's size. */
  readonly left: number;
}

/** Of each producer the run whose p99 lies so far between the best, 0, and the worst, 1. */
export function liveAt(runs: readonly Live[], share: number): Live {
  const runAt = (codec: Codec): EndToEnd => {
    const sorted = runs.map((live) => live[codec]).toSorted((a, b) => a.p99 - b.p99);
    const run = sorted[Math.floor((sorted.length - 1) * share)];
    if (run === undefined) throw new Error('nothing was measured');
    return run;
  };
  return { none: runAt('none'), lz4: runAt('lz4') };
}

const PRODUCERS: Readonly<Record<Codec, string>> = {
  none: 'a producer',
  lz4: 'a producer of lz4 batches',
};

/** The first is also that of the whole claim, as it was before there were two. */
const TO_ALLOWED: Readonly<Record<Codec, string>> = {
  none: 'p99 beside it to what is allowed',
  lz4: 'p99 beside it to what is allowed, lz4 batches',
};

export function rowsOf(gigabytes: number, samples: readonly Sample[]): Row[] {
  const alone = (what: string, unit: string, of: (sample: Sample) => number): Row => ({
    what: `${gigabytes} GB compacted: ${what}`,
    unit,
    samples: samples.map((sample) => ({ ours: of(sample) })),
  });
  const toAllowed = (codec: Codec): Row => ({
    ...alone(TO_ALLOWED[codec], '×', ({ beside, before }) => {
      return beside[codec].p99 / Math.max(TIMES_MAX * before[codec].p99, P99_MS_MAX);
    }),
    limit: { atMost: 1 },
  });
  const latency = (codec: Codec, name: 'p50' | 'p99' | 'p999', words: string): Row => ({
    ...alone(`${words} of ${PRODUCERS[codec]} beside it`, 'ms', (it) => it.beside[codec][name]),
    peer: 'before it',
    samples: samples.map(({ beside, before }) => ({
      ours: beside[codec][name],
      peer: before[codec][name],
    })),
  });
  return [
    {
      ...alone('memory that it takes', 'MB', ({ grownMb }) => grownMb),
      limit: { atMost: DEDUPE_BUFFER_MB + ALLOWANCE_MB },
    },
    ...CODECS.map(toAllowed),
    ...CODECS.flatMap((codec) => [
      latency(codec, 'p50', 'p50'),
      latency(codec, 'p99', 'p99'),
      latency(codec, 'p999', 'p99.9'),
    ]),
    alone('time', 's', ({ seconds }) => seconds),
    alone('what is left', '%', ({ left }) => left * 100),
  ];
}
