// Text as UTF-8 into a buffer, with a quick way for the short ASCII that most keys are.

/** Up to here a loop over characters beats the call into the runtime. */
const SHORT_TEXT_MAX = 32;

/** Size in bytes of `text` as UTF-8. */
export function utf8Bytes(text: string): number {
  const length = text.length;
  if (length > SHORT_TEXT_MAX) return Buffer.byteLength(text);
  for (let i = 0; i < length; i++) {
    if (text.charCodeAt(i) > 0x7f) return Buffer.byteLength(text);
  }
  return length;
}

/** Writes `text`, of `sizeBytes` as UTF-8, and returns the position after it. */
export function writeUtf8(
  bytes: Buffer,
  at: number,
  text: string,
  sizeBytes: number,
): number {
  if (sizeBytes !== text.length) bytes.write(text, at, 'utf8');
  else if (sizeBytes > SHORT_TEXT_MAX) bytes.write(text, at, 'latin1');
  else for (let i = 0; i < sizeBytes; i++) bytes[at + i] = text.charCodeAt(i);
  return at + sizeBytes;
}
