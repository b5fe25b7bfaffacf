// Version ranges of the schemas (`3`, `2-5`, `4+`, `none`) and the conditions that they become in
// generated code.

/** Versions `from` to `to`, both included; `to` is Infinity for an open range. */
export interface Versions {
  readonly from: number;
  readonly to: number;
}

export const NONE: Versions = { from: 1, to: 0 };

export function parseVersions(text: string): Versions {
  if (text === 'none') return NONE;
  const match = /^(\d+)(?:(\+)|-(\d+))?$/.exec(text);
  if (match === null) throw new Error(`not a version range: ${text}`);
  const from = Number(match[1]);
  if (match[2] !== undefined) return { from, to: Infinity };
  const to = match[3] === undefined ? from : Number(match[3]);
  if (to < from) throw new Error(`a version range that ends before it starts: ${text}`);
  return { from, to };
}

export function isEmpty(versions: Versions): boolean {
  return versions.from > versions.to;
}

export function intersect(a: Versions, b: Versions): Versions {
  if (isEmpty(a) || isEmpty(b)) return NONE;
  const both = { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) };
  return isEmpty(both) ? NONE : both;
}

export function contains(versions: Versions, version: number): boolean {
  return version >= versions.from && version <= versions.to;
}

export function listVersions(versions: Versions): number[] {
  if (isEmpty(versions)) return [];
  return Array.from({ length: versions.to - versions.from + 1 }, (_, i) => versions.from + i);
}

/** Code that is true where `version`, known to lie in `within`, lies in `versions`. */
export function conditionOf(versions: Versions, within: Versions): string {
  const both = intersect(versions, within);
  if (isEmpty(both)) return 'false';
  const above = both.from > within.from ? `version >= ${both.from}` : '';
  const below = both.to < within.to ? `version <= ${both.to}` : '';
  if (both.from === both.to && above !== '' && below !== '') return `version === ${both.from}`;
  return [above, below].filter((part) => part !== '').join(' && ') || 'true';
}
