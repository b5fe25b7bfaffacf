// What is measured of latency becomes rows, with what is demanded of them. Pure.

import type { EndToEnd } from '../../native.ts';
import type { Row } from '../../outcome.ts';

const SHARE_OF_PEAK = 1 / 3;
const P99_MS_MAX = 10;
const TIMES_OF_PEER_MAX = 1.2;

export const LOW_RATE = 1_000;

/** Records a second. */
export interface Rates {
  /** Of both sides: a third of what the slower one can do. */
  readonly shared: number;
  /** A third of what we can do: only ours. */
  readonly own: number;
}

export interface Side {
  readonly shared: EndToEnd;
  readonly low: EndToEnd;
}

export interface OurSide extends Side {
  readonly own: EndToEnd;
}

export type Pair = readonly [OurSide, Side];

/** In whole thousands, so that runs on one machine can be laid side by side. */
export function ratesOf(ourPeak: number, peerPeak: number): Rates {
  const third = (peak: number): number => {
    return Math.max(1, Math.floor((peak * SHARE_OF_PEAK) / 1_000)) * 1_000;
  };
  return { shared: third(Math.min(ourPeak, peerPeak)), own: third(ourPeak) };
}

type Quantile = 'p50' | 'p99' | 'p999';

const WORDS: Readonly<Record<Quantile, string>> = { p50: 'p50', p99: 'p99', p999: 'p99.9' };

function title(quantile: Quantile, rate: number, rest = ''): Pick<Row, 'what' | 'unit'> {
  const what = `${WORDS[quantile]} with acks=all at ${rate} records/s of 1 KB${rest}`;
  return { what, unit: 'ms' };
}

export function rowsOf(peer: string, rates: Rates, pairs: readonly Pair[]): Row[] {
  const beside = (load: keyof Side, quantile: Quantile): Row => ({
    ...title(quantile, load === 'low' ? LOW_RATE : rates.shared),
    peer,
    samples: pairs.map(([own, other]) => ({
      ours: own[load][quantile],
      peer: other[load][quantile],
    })),
  });
  const alone = (quantile: Quantile): Row => ({
    ...title(quantile, rates.own, ', a third of our peak'),
    samples: pairs.map(([{ own }]) => ({ ours: own[quantile] })),
  });
  const limit = { atMost: P99_MS_MAX };
  return [
    beside('shared', 'p50'),
    { ...beside('shared', 'p99'), bound: { atMost: TIMES_OF_PEER_MAX }, limit },
    beside('shared', 'p999'),
    beside('low', 'p50'),
    beside('low', 'p99'),
    beside('low', 'p999'),
    alone('p50'),
    { ...alone('p99'), limit },
    alone('p999'),
  ];
}
