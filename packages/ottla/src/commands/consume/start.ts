// Where `consume --offset` starts. Pure.

export type Start =
  | 'earliest'
  | 'latest'
  | { readonly offset: number }
  /** So many before the end. */
  | { readonly last: number }
  | { readonly timestamp: number };

const UNITS_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** Undefined where it is none. A time is milliseconds, a date, or `-5m` before now. */
export function parseStart(text: string, nowMs: number): Start | undefined {
  switch (text) {
    case 'start':
    case 'beginning':
    case 'earliest':
      return 'earliest';
    case 'end':
    case 'latest':
      return 'latest';
    default:
  }
  if (/^\+?\d+$/.test(text)) return { offset: Number(text) };
  if (/^-\d+$/.test(text)) return { last: Number(text.slice(1)) };
  // kcat writes `s@`.
  const time = /^s?@(.+)$/.exec(text)?.[1];
  const timestamp = time === undefined ? undefined : timeOf(time, nowMs);
  return timestamp === undefined ? undefined : { timestamp };
}

function timeOf(text: string, nowMs: number): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  const [, amount, unit = ''] = /^-(\d+)(ms|s|m|h|d)$/.exec(text) ?? [];
  if (amount !== undefined) return nowMs - Number(amount) * (UNITS_MS[unit] ?? 0);
  const dated = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/.test(text);
  const ms = dated ? Date.parse(text) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}
