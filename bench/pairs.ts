// The manner of every claim: pairs, the first thrown away, sides in turn first, a loopback probe
// before and after, and a pair once more where the probe moved.

import { runNative, settleMemory } from './native.ts';

/** A probe that moved by more says that the machine was busy with something else: once more. */
const PROBE_MOVES_MAX = 1.3;
const ATTEMPTS_MAX = 2;
const PROBE_BYTES = 2_000_000_000;

/** What one GB over the loopback takes two plain C programs. */
export interface Loopback {
  readonly mbs: number;
  readonly senderCpu: number;
  readonly receiverCpu: number;
}

export async function probe(): Promise<Loopback> {
  const run = await runNative<Record<'seconds' | 'senderCpu' | 'receiverCpu', number>>('loopback', [
    PROBE_BYTES,
  ]);
  const gigabytes = PROBE_BYTES / 1e9;
  return {
    mbs: PROBE_BYTES / run.seconds / 1e6,
    senderCpu: run.senderCpu / gigabytes,
    receiverCpu: run.receiverCpu / gigabytes,
  };
}

/** Whether two probes say that the machine was the same. */
export function isQuiet(before: Loopback, after: Loopback): boolean {
  const sides = ['senderCpu', 'receiverCpu'] as const;
  return sides.every((side) => {
    const move = before[side] / after[side];
    return Math.max(move, 1 / move) <= PROBE_MOVES_MAX;
  });
}

function mean(before: Loopback, after: Loopback): Loopback {
  return {
    mbs: (before.mbs + after.mbs) / 2,
    senderCpu: (before.senderCpu + after.senderCpu) / 2,
    receiverCpu: (before.receiverCpu + after.receiverCpu) / 2,
  };
}

/** Measures, again where the machine was not quiet, at most so many times. */
export async function quietly<Value>(measure: () => Promise<Value>, attemptsMax = ATTEMPTS_MAX) {
  for (let attempt = 1; ; attempt++) {
    await settleMemory();
    const before = await probe();
    const value = await measure();
    const after = await probe();
    const isCalm = isQuiet(before, after);
    if (!isCalm) console.error(`the loopback probe moved: ${describeMove(before, after)}`);
    if (isCalm || attempt >= attemptsMax) return { value, loopback: mean(before, after) };
    console.error('once more');
  }
}

function describeMove(before: Loopback, after: Loopback): string {
  const sides = (['senderCpu', 'receiverCpu'] as const).map(
    (side) => `${side} ${before[side].toFixed(3)} to ${after[side].toFixed(3)} s/GB`,
  );
  return sides.join(', ');
}

/** Both sides of a pair, one after the other; which is first alternates with the pair. */
export async function inTurn<A, B>(
  pair: number,
  one: () => Promise<A>,
  other: () => Promise<B>,
): Promise<readonly [A, B]> {
  if (pair % 2 === 0) return [await one(), await other()];
  const second = await other();
  return [await one(), second];
}

/** `pairs` values; one more is measured first, which warms the machine, and is thrown away. */
export async function inPairs<Value>(
  pairs: number,
  measure: (pair: number) => Promise<Value>,
): Promise<Value[]> {
  const values: Value[] = [];
  for (let pair = 0; pair <= pairs; pair++) {
    const { value } = await quietly(() => measure(pair), pair === 0 ? 1 : ATTEMPTS_MAX);
    console.error(pair === 0 ? 'warmed' : `pair ${pair} of ${pairs}`);
    if (pair > 0) values.push(value);
  }
  return values;
}
