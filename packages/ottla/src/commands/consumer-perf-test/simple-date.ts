// Times in a format of Java's SimpleDateFormat, in the machine's own zone: the letters that occur
// in practice.

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** A letter that is not known stands as it is. */
export function simpleDate(ms: number, format: string): string {
  const date = new Date(ms);
  return format.replace(/'((?:[^']|'')*)'|([A-Za-z])\2*/g, (whole, quoted: string | undefined) => {
    if (quoted !== undefined) return quoted === '' ? "'" : quoted.replaceAll("''", "'");
    return fieldOf(date, whole.charAt(0), whole.length) ?? whole;
  });
}

function fieldOf(date: Date, letter: string, width: number): string | undefined {
  const padded = (value: number): string => String(value).padStart(width, '0');
  switch (letter) {
    case 'y':
      return width === 2 ? String(date.getFullYear()).slice(-2) : padded(date.getFullYear());
    case 'M':
      return named(MONTHS[date.getMonth()], width) ?? padded(date.getMonth() + 1);
    case 'd':
      return padded(date.getDate());
    case 'E':
      return named(WEEKDAYS[date.getDay()], Math.max(width, 3));
    case 'H':
      return padded(date.getHours());
    case 'h':
      return padded(date.getHours() % 12 === 0 ? 12 : date.getHours() % 12);
    case 'm':
      return padded(date.getMinutes());
    case 's':
      return padded(date.getSeconds());
    case 'S':
      return padded(date.getMilliseconds());
    case 'a':
      return date.getHours() < 12 ? 'AM' : 'PM';
    case 'z':
      return zoneName(date);
    case 'Z':
      return zoneOffset(date);
    default:
      return undefined;
  }
}

/** Three letters of a name, or all of it; undefined where a number is asked for. */
function named(name: string | undefined, width: number): string | undefined {
  if (name === undefined || width < 3) return undefined;
  return width === 3 ? name.slice(0, 3) : name;
}

function zoneName(date: Date): string {
  const parts = new Intl.DateTimeFormat('en', { timeZoneName: 'short' }).formatToParts(date);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'UTC';
}

function zoneOffset(date: Date): string {
  const minutes = -date.getTimezoneOffset();
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(size / 60)}${two(size % 60)}`;
}
