// The value of a record: its id and filling that the id decides, so that a reader can tell whether
// every byte is what was sent.

const FILLING = 'the quick brown fox jumps over the lazy dog. ';

/** `valueBytes` or more, where the id alone is longer. */
export function payloadOf(id: string, valueBytes: number): string {
  const head = `${id}|`;
  const missing = Math.max(0, valueBytes - head.length);
  const shift = id.length % FILLING.length;
  const filling = FILLING.slice(shift).padEnd(missing + FILLING.length, FILLING);
  return head + filling.slice(0, missing);
}

/** Empty where the text is no value of ours. */
export function idIn(value: string): string {
  const end = value.indexOf('|');
  return end < 0 ? '' : value.slice(0, end);
}
