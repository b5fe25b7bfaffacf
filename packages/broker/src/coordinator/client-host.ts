// A client's address as Kafka shows it in the descriptions of groups: a slash, and the address as
// Java writes it.

const MAPPED_IPV4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;
const GROUPS = 8;

export function clientHost(address: string): string {
  const mapped = MAPPED_IPV4.exec(address)?.[1];
  if (mapped !== undefined) return `/${mapped}`;
  return `/${address.includes(':') ? spelledOut(address) : address}`;
}

/** IPv6 without the abbreviation: `::1` is `0:0:0:0:0:0:0:1`. The zone stays at the end. */
function spelledOut(address: string): string {
  const [groups = '', zone] = address.split('%');
  const [before = '', after] = groups.split('::');
  const head = before.split(':').filter((group) => group !== '');
  const tail = (after ?? '').split(':').filter((group) => group !== '');
  const missing = after === undefined ? 0 : GROUPS - head.length - tail.length;
  const all = [...head, ...new Array<string>(Math.max(missing, 0)).fill('0'), ...tail];
  const shown = all.map((group) => Number.parseInt(group, 16).toString(16)).join(':');
  return zone === undefined ? shown : `${shown}%${zone}`;
}
