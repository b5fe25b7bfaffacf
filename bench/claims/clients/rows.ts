// What was measured of each client becomes rows: ours beside each of the others, and of each what
// the claim demands.

import type { Bound, Row } from '../../outcome.ts';
import { canDo, OTHERS, OURS, type Part, type Work } from './works.ts';

/** What a client's process tells (bench/clients/work.mjs). */
export interface Figures {
  readonly records: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly residentMb: number;
  readonly p50?: number;
  readonly p99?: number;
}

/** By part, work and client. */
export type Round = ReadonlyMap<string, Figures>;

export function keyOf(part: Part, work: Work, client: string): string {
  return `${part.name} ${work.name} ${client}`;
}

interface Line {
  readonly unit: string;
  readonly of: (figures: Figures) => number;
  readonly bound: (other: string) => Bound | undefined;
}

/** How far ahead of it our client is to be. */
function aheadOf(other: string): number {
  return other === 'kafkajs' ? 2 : 1;
}

const SPEED: Line = {
  unit: 'records/s',
  of: ({ records, seconds }) => records / seconds,
  bound: (other) => ({ atLeast: aheadOf(other) }),
};
const CPU: Line = {
  unit: 'CPU s/million',
  of: ({ records, cpuSeconds }) => (cpuSeconds / records) * 1e6,
  bound: (other) => ({ atMost: 1 / aheadOf(other) }),
};
/**
 * Ahead of every one, and not of kafkajs by two: most of it is the broker's and the timer's share,
 * which is the same for all.
 */
const LATENCIES: readonly Line[] = (['p50', 'p99'] as const).map((name) => ({
  unit: `ms ${name}`,
  of: (figures) => figures[name] ?? NaN,
  bound: () => ({ atMost: 1 }),
}));
/** Told; nothing is claimed of it. */
const MEMORY: Line = {
  unit: 'MB resident at most',
  of: ({ residentMb }) => residentMb,
  bound: () => undefined,
};

const LINES: Readonly<Record<Work['measures'], readonly Line[]>> = {
  speed: [SPEED, CPU, MEMORY],
  latency: [...LATENCIES, CPU, MEMORY],
};

function rowsOfWork(part: Part, work: Work, rounds: readonly Round[]): Row[] {
  const figureOf = (line: Line, round: Round, client: string): number => {
    const figures = round.get(keyOf(part, work, client));
    return figures === undefined ? NaN : line.of(figures);
  };
  const others = OTHERS.filter((other) => canDo(other, work));
  return LINES[work.measures].flatMap((line) =>
    others.map(({ client, name }): Row => {
      const bound = line.bound(client);
      return {
        part: part.name,
        what: `${work.name}, at ${part.broker.name}`,
        unit: line.unit,
        peer: name,
        ...(bound === undefined ? {} : { bound }),
        samples: rounds.map((round) => ({
          ours: figureOf(line, round, OURS),
          peer: figureOf(line, round, client),
        })),
      };
    }),
  );
}

export function rowsOf(parts: readonly Part[], rounds: readonly Round[]): Row[] {
  return parts.flatMap((part) => part.works.flatMap((work) => rowsOfWork(part, work, rounds)));
}
