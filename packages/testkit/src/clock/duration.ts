// Durations as people write them in tests: `'7d'`, `'1h30m'`, `500` (milliseconds).

/** Milliseconds, or amounts with units: ms, s, m, h, d, w. */
export type Duration = number | string;

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
const AMOUNT = /(\d+(?:\.\d+)?)\s*(ms|[smhdw])\s*/y;

/** In milliseconds. Throws a TypeError for what is no duration. */
export function millisecondsOf(duration: Duration): number {
  const ms = typeof duration === 'number' ? duration : parsed(duration.trim());
  if (Number.isFinite(ms) && ms >= 0) return ms;
  const given = JSON.stringify(duration) ?? String(duration);
  throw new TypeError(
    `a duration is a number of milliseconds or a text such as '7d', '1h30m' or '500ms', ` +
      `got ${given}`,
  );
}

function parsed(text: string): number {
  let ms = text === '' ? NaN : 0;
  let at = 0;
  while (at < text.length) {
    AMOUNT.lastIndex = at;
    const match = AMOUNT.exec(text);
    if (match === null) return NaN;
    const [whole, amount, unit = ''] = match;
    ms += Number(amount) * (UNITS[unit] ?? NaN);
    at += whole.length;
  }
  return ms;
}
