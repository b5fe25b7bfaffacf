// The tables of `consumer-groups`, with Kafka's columns and widths. Pure: rows in, text out. Every
// line but the first column of a listing begins with its line feed, as Java prints them.

export const MISSING = '-';

/** One partition in the view of offsets; undefined is shown as `-`. */
export interface OffsetRow {
  readonly group: string;
  readonly topic?: string | undefined;
  readonly partition?: number | undefined;
  readonly leaderEpoch?: number | null | undefined;
  readonly offset?: number | undefined;
  readonly logEndOffset?: number | undefined;
  readonly consumerId: string;
  readonly host: string;
  readonly clientId: string;
}

export interface PartitionName {
  readonly topic: string;
  readonly partition: number;
}

export interface MemberRow {
  readonly group: string;
  readonly consumerId: string;
  readonly groupInstanceId: string;
  readonly host: string;
  readonly clientId: string;
  readonly assignment: readonly PartitionName[];
  readonly targetAssignment: readonly PartitionName[];
  readonly currentEpoch: number | null;
  readonly targetEpoch: number | null;
  readonly isUpgraded: boolean | null;
}

export interface StateRow {
  readonly group: string;
  readonly coordinator: { readonly id: number; readonly host: string; readonly port: number };
  readonly assignor: string;
  readonly state: string;
  readonly groupEpoch: number | null;
  readonly assignmentEpoch: number | null;
  readonly memberCount: number;
}

export interface ListedGroup {
  readonly groupId: string;
  readonly type: string;
  readonly state: string;
}

interface Column<Row> {
  readonly title: string;
  /** At least so wide; 0: the last column, not padded. */
  readonly width: number;
  /** Grows to its longest text. */
  readonly grows?: boolean;
  readonly of: (row: Row) => string;
}

const NARROW = 10;
const USUAL = 15;
const WIDE = 20;

/** `--list --state --type`: with lines that end, unlike the others. */
export function listTable(
  groups: readonly ListedGroup[],
  shown: { readonly type: boolean; readonly state: boolean },
): string {
  const longest = Math.max(USUAL, ...groups.map(({ groupId }) => groupId.length));
  const columns: Column<ListedGroup>[] = [
    { title: 'GROUP', width: longest + NARROW, of: ({ groupId }) => groupId },
  ];
  if (shown.type) columns.push({ title: 'TYPE', width: WIDE, of: ({ type }) => type });
  if (shown.state) columns.push({ title: 'STATE', width: WIDE, of: ({ state }) => state });
  return `${linesOf(groups, columns).join('\n')}\n`;
}

export function offsetsTable(rows: readonly OffsetRow[], isVerbose: boolean): string {
  const columns: Column<OffsetRow>[] = [
    { title: 'GROUP', width: USUAL, grows: true, of: ({ group }) => group },
    { title: 'TOPIC', width: USUAL, grows: true, of: ({ topic }) => shown(topic) },
    { title: 'PARTITION', width: NARROW, of: ({ partition }) => shown(partition) },
    { title: 'CURRENT-OFFSET', width: USUAL, of: ({ offset }) => shown(offset) },
    { title: 'LOG-END-OFFSET', width: USUAL, of: ({ logEndOffset }) => shown(logEndOffset) },
    { title: 'LAG', width: USUAL, of: (row) => shown(lagOf(row)) },
    { title: 'CONSUMER-ID', width: USUAL, grows: true, of: ({ consumerId }) => consumerId },
    { title: 'HOST', width: USUAL, grows: true, of: ({ host }) => host },
    { title: 'CLIENT-ID', width: 0, of: ({ clientId }) => clientId },
  ];
  if (isVerbose) {
    columns.splice(3, 0, {
      title: 'LEADER-EPOCH',
      width: USUAL,
      of: ({ leaderEpoch }) => shown(leaderEpoch),
    });
  }
  return text(linesOf(rows, columns));
}

/** `isShown`: false where the group has nothing to tell; Java prints its rows all the same. */
export function membersTable(
  rows: readonly MemberRow[],
  isVerbose: boolean,
  isShown: boolean,
): string {
  const grows = isShown;
  const columns: Column<MemberRow>[] = [
    { title: 'GROUP', width: USUAL, grows, of: ({ group }) => group },
    { title: 'CONSUMER-ID', width: USUAL, grows, of: ({ consumerId }) => consumerId },
    { title: 'HOST', width: USUAL, grows, of: ({ host }) => host },
    { title: 'CLIENT-ID', width: USUAL, grows, of: ({ clientId }) => clientId },
    { title: '#PARTITIONS', width: USUAL, of: ({ assignment }) => String(assignment.length) },
  ];
  if (grows && rows.some(({ groupInstanceId }) => groupInstanceId !== '')) {
    columns.splice(2, 0, {
      title: 'GROUP-INSTANCE-ID',
      width: 17,
      grows,
      of: ({ groupInstanceId }) => groupInstanceId,
    });
  }
  // As in Java, the last of these columns is followed by a blank.
  columns.push(...(isVerbose ? verboseColumns(rows, grows) : [BLANK_END]));
  return text(linesOf(rows, columns));
}

const BLANK_END: Column<unknown> = { title: '', width: 0, of: () => '' };

function verboseColumns(rows: readonly MemberRow[], grows: boolean): Column<MemberRow>[] {
  const columns: Column<MemberRow>[] = [
    { title: 'CURRENT-EPOCH', width: USUAL, of: ({ currentEpoch }) => shown(currentEpoch) },
    {
      title: 'CURRENT-ASSIGNMENT',
      width: WIDE,
      grows,
      of: ({ assignment }) => assignmentText(assignment),
    },
    { title: 'TARGET-EPOCH', width: USUAL, of: ({ targetEpoch }) => shown(targetEpoch) },
    {
      title: 'TARGET-ASSIGNMENT',
      width: WIDE,
      grows,
      of: ({ targetAssignment }) => assignmentText(targetAssignment),
    },
  ];
  const kinds = new Set(rows.map(({ isUpgraded }) => isUpgraded));
  if (grows && kinds.has(true) && kinds.has(false)) {
    columns.push({ title: 'UPGRADED', width: 0, of: ({ isUpgraded }) => shown(isUpgraded) });
  }
  return columns;
}

export function stateTable(row: StateRow, isVerbose: boolean): string {
  const { id, host, port } = row.coordinator;
  const columns: Column<StateRow>[] = [
    { title: 'GROUP', width: USUAL, grows: true, of: ({ group }) => group },
    { title: 'COORDINATOR (ID)', width: 25, grows: true, of: () => `${host}:${port}  (${id})` },
    {
      title: 'ASSIGNMENT-STRATEGY',
      width: WIDE,
      of: ({ assignor }) => (assignor === '' ? MISSING : assignor),
    },
    { title: 'STATE', width: WIDE, of: ({ state }) => state },
  ];
  if (isVerbose) {
    columns.push(
      { title: 'GROUP-EPOCH', width: USUAL, of: ({ groupEpoch }) => shown(groupEpoch) },
      {
        title: 'TARGET-ASSIGNMENT-EPOCH',
        width: 25,
        of: ({ assignmentEpoch }) => shown(assignmentEpoch),
      },
    );
  }
  columns.push({ title: '#MEMBERS', width: 0, of: ({ memberCount }) => String(memberCount) });
  return text(linesOf([row], columns));
}

export interface PartitionOffset extends PartitionName {
  readonly offset: number;
}

export interface ResetRow extends PartitionOffset {
  readonly group: string;
}

/** No header where no group was asked for. */
export function resetTable(rows: readonly ResetRow[], groups: readonly string[]): string {
  if (groups.length === 0) return '\n';
  const longest = Math.max(USUAL, ...groups.map((group) => group.length));
  const columns: Column<ResetRow>[] = [
    { title: 'GROUP', width: longest, of: ({ group }) => group },
    { title: 'TOPIC', width: USUAL, grows: true, of: ({ topic }) => topic },
    { title: 'PARTITION', width: NARROW, of: ({ partition }) => String(partition) },
    { title: 'NEW-OFFSET', width: 0, of: ({ offset }) => String(offset) },
  ];
  return text(linesOf(rows, columns));
}

export interface StatusRow {
  readonly topic: string;
  /** Undefined: the topic as a whole. */
  readonly partition: number | undefined;
  /** Undefined where it went well. */
  readonly error: string | undefined;
}

export function statusTable(rows: readonly StatusRow[]): string {
  const columns: Column<StatusRow>[] = [
    { title: 'TOPIC', width: USUAL, grows: true, of: ({ topic }) => topic },
    { title: 'PARTITION', width: NARROW, of: ({ partition }) => shown(partition) },
    {
      title: 'STATUS',
      width: USUAL,
      of: ({ error }) => (error === undefined ? 'Successful' : `Error: ${error}`),
    },
  ];
  return text(linesOf(rows, columns));
}

/** `topic:0,1;topic2:0`, topics and partitions in order. */
export function assignmentText(partitions: readonly PartitionName[]): string {
  if (partitions.length === 0) return MISSING;
  const topics = new Map<string, number[]>();
  for (const { topic, partition } of partitions) {
    topics.set(topic, [...(topics.get(topic) ?? []), partition]);
  }
  return [...topics]
    .map(([topic, numbers]) => `${topic}:${numbers.toSorted((a, b) => a - b).join(',')}`)
    .toSorted()
    .join(';');
}

/** Without a committed offset there is no lag; -1 is none either. */
export function lagOf({ offset, logEndOffset }: OffsetRow): number | undefined {
  if (offset === undefined || offset === -1 || logEndOffset === undefined) return undefined;
  return logEndOffset - offset;
}

function shown(value: string | number | boolean | null | undefined): string {
  return value === null || value === undefined ? MISSING : String(value);
}

function text(lines: readonly string[]): string {
  return `${lines.map((line) => `\n${line}`).join('')}\n`;
}

function linesOf<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string[] {
  const widths = columns.map(({ width, grows, of }) =>
    grows === true ? Math.max(width, ...rows.map((row) => of(row).length)) : width,
  );
  const line = (cells: readonly string[]): string =>
    cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' ');
  return [
    line(columns.map(({ title }) => title)),
    ...rows.map((row) => line(columns.map(({ of }) => of(row)))),
  ];
}
