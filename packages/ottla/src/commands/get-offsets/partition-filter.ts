// Which partitions `get-offsets` asks after: `--topic` and `--partitions`, or the rules of
// `--topic-partitions`. Pure.

import { ToolError } from '../java-manner/tool-error.ts';
import { topicPattern } from '../topics/topic-filter.ts';

export interface PartitionFilter {
  allowsTopic(topic: string): boolean;
  allows(topic: string, partition: number): boolean;
}

/** `topics` is a regular expression; no partitions means all of them. */
export function byTopicAndPartitions(
  topics: string | undefined,
  partitions: string | undefined,
): PartitionFilter {
  const pattern = topicPattern(topics ?? '.*');
  const wanted = new Set(partitionIds(partitions ?? ''));
  return {
    allowsTopic: (topic) => pattern.test(topic),
    allows: (topic, partition) =>
      pattern.test(topic) && (wanted.size === 0 || wanted.has(partition)),
  };
}

function partitionIds(text: string): number[] {
  if (text === '') return [];
  return javaSplit(text).map((id) => {
    if (/^[+-]?\d+$/.test(id)) return Number(id);
    throw new ToolError(
      '--partitions expects a comma separated list of numeric partition ids, but received: ' + text,
    );
  });
}

const RULE = /^([^:,]*)(?::(?:([0-9]*)|(?:([0-9]*)-([0-9]*))))?$/;

/** Rules such as `orders:0`, `orders:1-3` (the end excluded), `orders:2-`, `:-2`, `.*`. */
export function byRules(text: string): PartitionFilter {
  const rules = javaSplit(text).map(parseRule);
  return {
    allowsTopic: (topic) => rules.some((rule) => rule.allowsTopic(topic)),
    allows: (topic, partition) => rules.some((rule) => rule.allows(topic, partition)),
  };
}

function parseRule(text: string): PartitionFilter {
  const match = RULE.exec(text);
  if (match === null) throw new ToolError(`Invalid rule specification: ${text}`);
  const [, topics = '', one = '', from = '', to = ''] = match;
  const pattern = topicPattern(topics === '' ? '.*' : topics);
  const lower = one === '' ? Number(from) : Number(one);
  const upper = one === '' ? (to === '' ? Infinity : Number(to)) : lower + 1;
  return {
    allowsTopic: (topic) => pattern.test(topic),
    allows: (topic, partition) => pattern.test(topic) && partition >= lower && partition < upper,
  };
}

/** Java's split gives no empty texts at the end. */
function javaSplit(text: string): string[] {
  const parts = text.split(',');
  while (parts.length > 1 && parts.at(-1) === '') parts.pop();
  return parts;
}
