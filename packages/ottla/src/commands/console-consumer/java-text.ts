// Values as Java's toString() writes them. Pure.

const UUID = /^([0-9a-f]{1,8})-([0-9a-f]{1,4})-([0-9a-f]{1,4})-([0-9a-f]{1,4})-([0-9a-f]{1,12})$/i;
const DIGITS_OF_FLOAT_MAX = 9;

/**
 * Plain between 0.001 and 10000000, else with an exponent; always with a digit behind the point.
 */
export function doubleText(value: number): string {
  return decimalText(value, String(Math.abs(value)));
}

/** The shortest digits that give the same 32-bit value. */
export function floatText(value: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(size) || size === 0) return decimalText(value, String(size));
  for (let digits = 1; digits < DIGITS_OF_FLOAT_MAX; digits++) {
    const text = size.toPrecision(digits);
    if (Math.fround(Number(text)) === size) return decimalText(value, String(Number(text)));
  }
  return decimalText(value, String(Number(size.toPrecision(DIGITS_OF_FLOAT_MAX))));
}

function decimalText(value: number, absolute: string): string {
  if (Number.isNaN(value)) return 'NaN';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  if (!Number.isFinite(value)) return `${sign}Infinity`;
  const size = Number(absolute);
  if (size === 0) return `${sign}0.0`;
  if (size >= 1e-3 && size < 1e7) {
    return sign + (absolute.includes('.') ? absolute : `${absolute}.0`);
  }
  const [mantissa = '', exponent = ''] = size.toExponential().split('e');
  const fraction = mantissa.includes('.') ? mantissa : `${mantissa}.0`;
  return `${sign}${fraction}E${Number(exponent)}`;
}

/** Printable ASCII as it is, the rest as \xNN: Kafka's Bytes. */
export function bytesText(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) {
    const isPlain = byte >= 0x20 && byte < 0x7f && byte !== 0x5c;
    text += isPlain ? String.fromCharCode(byte) : escaped(byte);
  }
  return text;
}

function escaped(byte: number): string {
  return `\\x${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

/** In lower case with all its digits; throws where the text is none. */
export function uuidText(text: string): string {
  const match = UUID.exec(text);
  if (match === null) throw new Error(`Invalid UUID string: ${text}`);
  const widths = [8, 4, 4, 4, 12];
  return match
    .slice(1)
    .map((part, index) => part.toLowerCase().padStart(widths[index] ?? 0, '0'))
    .join('-');
}
