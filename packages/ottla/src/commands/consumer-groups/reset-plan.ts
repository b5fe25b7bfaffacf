// What `--reset-offsets` makes of its arguments, of what a group has committed and of where logs
// begin and end. Pure; asking for these is reset-offsets.ts's.

import { ToolError } from '../java-manner/tool-error.ts';
import type { PartitionName, PartitionOffset } from './group-tables.ts';

/** `topic:0,2` names partitions, `topic` all of them. */
export function splitTopicArguments(given: readonly string[]): {
  readonly partitions: readonly PartitionName[];
  readonly topics: readonly string[];
} {
  return {
    partitions: given.filter((each) => each.includes(':')).flatMap(partitionsOfArgument),
    topics: given.filter((each) => !each.includes(':')),
  };
}

function partitionsOfArgument(given: string): PartitionName[] {
  const parts = given.split(':');
  while (parts.length > 1 && parts.at(-1) === '') parts.pop();
  const [topic, numbers] = parts;
  if (parts.length !== 2 || topic === undefined || numbers === undefined) {
    throw new ToolError(`Invalid topic arg '${given}', expected topic name and partitions`);
  }
  return numbers.split(',').map((text) => {
    if (/^[+-]?\d+$/.test(text)) return { topic, partition: Number(text) };
    throw new ToolError(`Invalid partition '${text}' specified in topic arg '${given}''`);
  });
}

export interface LogEnds {
  /** By `topic-partition`. */
  readonly starts: ReadonlyMap<string, number>;
  readonly ends: ReadonlyMap<string, number>;
}

/** Offsets outside of their logs are moved to the nearer end; `warn` is told. */
export function withinLogs(
  requested: readonly PartitionOffset[],
  { starts, ends }: LogEnds,
  warn: (text: string) => void,
): PartitionOffset[] {
  return requested.map((each) => {
    const name = `${each.topic}-${each.partition}`;
    const start = starts.get(name) ?? each.offset;
    const end = ends.get(name) ?? each.offset;
    if (each.offset > end) {
      warn(newOffset(each.offset, 'higher than latest', name, end));
      return { ...each, offset: end };
    }
    if (each.offset < start) {
      warn(newOffset(each.offset, 'lower than earliest', name, start));
      return { ...each, offset: start };
    }
    return each;
  });
}

function newOffset(offset: number, where: string, name: string, to: number): string {
  return (
    `New offset (${offset}) is ${where} offset for topic partition ${name}. ` +
    `Value will be set to ${to}`
  );
}

/** Every partition must have a committed offset. */
export function shiftedBy(
  partitions: readonly PartitionName[],
  committed: readonly PartitionOffset[],
  by: number,
): PartitionOffset[] {
  return partitions.map(({ topic, partition }) => {
    const current = committed.find((each) => each.topic === topic && each.partition === partition);
    if (current !== undefined) return { topic, partition, offset: current.offset + by };
    throw new ToolError(
      `Cannot shift offset for partition ${topic}-${partition} since there is no current ` +
        'committed offset',
    );
  });
}
