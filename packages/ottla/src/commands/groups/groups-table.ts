// Which groups `groups` shows, and the table. Pure.

export interface AnyGroup {
  readonly groupId: string;
  /** Null where the broker is too old to tell. */
  readonly type: string | null;
  readonly protocolType: string;
}

export interface GroupFilter {
  readonly type: string | undefined;
  readonly protocol: string | undefined;
  readonly kind: 'consumer' | 'share' | 'streams' | undefined;
}

const WIDTH_MIN = 20;

/**
 * All columns are as wide as the longest text of any; rows end with a blank, the header does not.
 */
export function groupsTable(groups: readonly AnyGroup[], filter: GroupFilter): string {
  const rows = groups
    .filter((group) => passes(group, filter))
    .map(({ groupId, type, protocolType }) => [groupId, type ?? '', protocolType]);
  const width = Math.max(WIDTH_MIN, ...rows.flat().map(({ length }) => length));
  const padded = (cells: readonly string[]): string[] => cells.map((cell) => cell.padEnd(width));
  const header = padded(['GROUP', 'TYPE', 'PROTOCOL']).join(' ');
  const lines = rows.map((row) => padded(row).map((cell) => `${cell} `).join(''));
  return [header, ...lines].map((line) => `${line}\n`).join('');
}

/** The same as one document; ours, Kafka's tool has only the table. */
export function groupsJson(groups: readonly AnyGroup[], filter: GroupFilter): string {
  const shown = groups
    .filter((group) => passes(group, filter))
    .map(({ groupId, type, protocolType: protocol }) => ({ groupId, type, protocol }));
  return `${JSON.stringify({ groups: shown })}\n`;
}

function passes({ type, protocolType }: AnyGroup, filter: GroupFilter): boolean {
  const { protocol } = filter;
  if (filter.type !== undefined) {
    return type === filter.type && (protocol === undefined || protocolType === protocol);
  }
  if (protocol !== undefined) return protocolType === protocol;
  switch (filter.kind) {
    case 'consumer':
      return protocolType === 'consumer' || protocolType === '' || type === 'Consumer';
    case 'share':
      return type === 'Share';
    case 'streams':
      return type === 'Streams';
    case undefined:
      return true;
  }
}
