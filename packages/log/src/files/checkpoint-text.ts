// Kafka's checkpoint text: a version line `0`, a line with the number of entries, then one entry
// per line. Used for offsets by partition and for leader epochs. Text in, values out.

const VERSION = '0';
/**
 * Leads the number of entries in our checkpoints of offsets. Kafka reads the same number and never
 * writes one so: it tells whose the checkpoint is, and with it what a gap above it means.
 */
const OUR_MARK = '0';

export interface OffsetEntry {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

export interface EpochEntry {
  readonly epoch: number;
  readonly startOffset: number;
}

export function formatOffsets(entries: readonly OffsetEntry[]): string {
  const lines = entries.map(({ topic, partition, offset }) => `${topic} ${partition} ${offset}`);
  return format(lines, OUR_MARK);
}

/** Whether `formatOffsets` made it. */
export function isOurs(text: string): boolean {
  return text.startsWith(`${VERSION}\n${OUR_MARK}`) && /^\d+\n\d{2}/.test(text);
}

/** Throws with the line at fault. */
export function parseOffsets(text: string): OffsetEntry[] {
  return parse(text).map((line) => {
    const [topic, partition, offset, ...rest] = line.split(/\s+/);
    const isWhole = topic !== undefined && rest.length === 0;
    if (!isWhole || !isWholeNumber(partition) || !isWholeNumber(offset)) malformed(line);
    return { topic, partition: Number(partition), offset: Number(offset) };
  });
}

export function formatEpochs(entries: readonly EpochEntry[]): string {
  return format(entries.map(({ epoch, startOffset }) => `${epoch} ${startOffset}`));
}

/** Throws with the line at fault. */
export function parseEpochs(text: string): EpochEntry[] {
  return parse(text).map((line) => {
    const [epoch, startOffset, ...rest] = line.split(/\s+/);
    if (rest.length > 0 || !isWholeNumber(epoch) || !isWholeNumber(startOffset)) malformed(line);
    return { epoch: Number(epoch), startOffset: Number(startOffset) };
  });
}

function format(lines: readonly string[], mark = ''): string {
  return [VERSION, `${mark}${lines.length}`, ...lines, ''].join('\n');
}

function parse(text: string): string[] {
  if (text === '') return [];
  const [version, count, ...lines] = text.split('\n');
  if (version?.trim() !== VERSION) throw new Error(`version is ${version}, expected ${VERSION}`);
  while (lines.at(-1) === '') lines.pop();
  if (!isWholeNumber(count?.trim()) || Number(count) !== lines.length) {
    throw new Error(`it announces ${count} entries and has ${lines.length}`);
  }
  return lines;
}

function isWholeNumber(text: string | undefined): boolean {
  return text !== undefined && /^-?\d+$/.test(text) && Number.isSafeInteger(Number(text));
}

function malformed(line: string): never {
  throw new Error(`malformed line ${JSON.stringify(line)}`);
}
