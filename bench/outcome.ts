// What a claim gives back: rows of one figure each, with every sample, the peer's beside ours,
// and what is demanded of them. Pure: bench/run.ts prints rows and keeps them.

import { describe, type Spread, spread } from './measure.ts';

export interface Sample {
  readonly ours: number;
  readonly peer?: number;
}

/** A demand on the median of the ratios to the peer, or, where there is no peer, of our figures. */
export interface Bound {
  readonly atLeast?: number;
  readonly atMost?: number;
}

export interface Row {
  /** Which part of the claim it belongs to, where that can be measured in parts. */
  readonly part?: string;
  readonly what: string;
  readonly unit: string;
  /** Whose figures stand beside ours; none where a figure stands alone. */
  readonly peer?: string;
  /** On our own figures, besides the one on the ratio: for example milliseconds. */
  readonly limit?: Bound;
  readonly bound?: Bound;
  readonly samples: readonly Sample[];
}

/** Which figure of a side stands in a row, and what is demanded of it. */
export interface Figure<Side> extends Omit<Row, 'peer' | 'samples'> {
  readonly of: (side: Side) => number;
}

/** A row for each figure: of every pair, our side and the peer's. */
export function rowsBeside<Side>(
  peer: string,
  figures: readonly Figure<Side>[],
  pairs: readonly (readonly [Side, Side])[],
): Row[] {
  return figures.map(({ of, ...row }) => ({
    ...row,
    peer,
    samples: pairs.map(([own, other]) => ({ ours: of(own), peer: of(other) })),
  }));
}

/** As `rowsBeside`, of figures that stand alone. */
export function rowsAlone<Side>(
  figures: readonly Figure<Side>[],
  measured: readonly Side[],
): Row[] {
  return figures.map(({ of, ...row }) => ({
    ...row,
    samples: measured.map((side) => ({ ours: of(side) })),
  }));
}

export function ours(row: Row): Spread {
  return spread(row.samples.map((sample) => sample.ours));
}

export function peers(row: Row): Spread | undefined {
  if (row.peer === undefined) return undefined;
  return spread(row.samples.map((sample) => sample.peer ?? NaN));
}

/** Of each pair, ours to the peer's. */
export function ratios(row: Row): Spread | undefined {
  if (row.peer === undefined) return undefined;
  return spread(row.samples.map((sample) => sample.ours / (sample.peer ?? NaN)));
}

function isWithin(value: number, bound: Bound | undefined): boolean {
  if (bound === undefined) return true;
  // A figure that is not a number is not within anything.
  return value >= (bound.atLeast ?? -Infinity) && value <= (bound.atMost ?? Infinity);
}

export function holds(row: Row): boolean {
  const own = ours(row);
  return isWithin((ratios(row) ?? own).median, row.bound) && isWithin(own.median, row.limit);
}

/** Less of it is better, but of what is done in a second. */
function isBetterMore({ unit }: Row): boolean {
  return unit.endsWith('/s');
}

/** By less than that, one side is not ahead of the other. */
const AS_GOOD = 0.05;

/** Whether it breaks its bound or, where none is demanded, the peer is ahead of us. */
export function isBehind(row: Row): boolean {
  if (!holds(row)) return true;
  const ratio = ratios(row)?.median;
  if (ratio === undefined || row.bound !== undefined || row.limit !== undefined) return false;
  return isBetterMore(row) ? ratio < 1 - AS_GOOD : ratio > 1 + AS_GOOD;
}

export function describeBound(row: Row): string {
  const parts = [words(row.bound, ''), words(row.limit, ` ${row.unit}`)];
  return parts.filter((part) => part !== '').join(', ');
}

function words(bound: Bound | undefined, unit: string): string {
  if (bound?.atLeast !== undefined) return `≥ ${round(bound.atLeast)}${unit}`;
  return bound?.atMost === undefined ? '' : `≤ ${round(bound.atMost)}${unit}`;
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}

/** As many digits as a figure of this size deserves. */
export function describeFigure(value: Spread): string {
  if (value.median >= 100) return describe(value, 0);
  return describe(value, value.median >= 10 ? 1 : 2);
}

/** One line for people who watch. */
export function describeRow(row: Row): string {
  const peer = peers(row);
  const ratio = ratios(row);
  const bound = describeBound(row);
  const parts = [
    `${row.what}, ${row.unit}: ${describeFigure(ours(row))}`,
    peer === undefined ? '' : `${row.peer} ${describeFigure(peer)}`,
    ratio === undefined ? '' : `ratio ${describe(ratio)}`,
    bound === '' ? '' : `${bound}: ${holds(row) ? 'holds' : 'DOES NOT HOLD'}`,
  ];
  return parts.filter((part) => part !== '').join(' | ');
}
