// Keys, values and headers as tests write them: text, bytes, null, or what is to be JSON.

/** An object, number or boolean is JSON. */
export type Content = string | Uint8Array | null | boolean | number | object;

export type HeaderContents = Readonly<Record<string, string | Uint8Array | null>>;

export function bytesOf(content: Content | undefined): string | Uint8Array | null {
  if (content === undefined || content === null) return null;
  if (typeof content === 'string' || isBytes(content)) return content;
  return JSON.stringify(content);
}

/**
 * Also of another realm, as Jest's test files are: what is `instanceof` there is not so here.
 */
export function isBytes(value: unknown): value is Uint8Array {
  return Object.prototype.toString.call(value) === '[object Uint8Array]';
}

export function textOf(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : Buffer.from(bytes).toString();
}
