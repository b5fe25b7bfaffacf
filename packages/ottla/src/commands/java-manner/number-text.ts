// Numbers as the formats of Java's tools print them. Pure.

/** `%.nf`: always so many digits, and Java's words for what is no number. */
export function fixed(value: number, digits: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value < 0 ? '-Infinity' : 'Infinity';
  return value.toFixed(digits);
}

/** Bytes of one of Java's megabytes. */
export const MEGABYTE = 1024 * 1024;
