// Which topics `--topic` means: a regular expression that must match the whole name; a comma means
// "or", as in Kafka's TopicFilter. Pure.

import { ToolError } from '../java-manner/tool-error.ts';

const INTERNAL_TOPICS = ['__consumer_offsets', '__transaction_state', '__share_group_state'];

export function isInternalTopic(name: string): boolean {
  return INTERNAL_TOPICS.includes(name);
}

/** Throws a ToolError that says so where the expression is none. */
export function topicPattern(raw: string): RegExp {
  const text = raw
    .trim()
    .replaceAll(',', '|')
    .replaceAll(' ', '')
    .replace(/^["']+/, '')
    .replace(/["']+$/, '');
  try {
    return new RegExp(`^(?:${text})$`);
  } catch {
    throw new ToolError(`${text} is an invalid regex.`, 'java.lang.RuntimeException');
  }
}

export function chooseTopics(
  names: readonly string[],
  include: string | undefined,
  excludeInternal: boolean,
): string[] {
  const pattern = include === undefined ? undefined : topicPattern(include);
  return names.filter((name) => {
    if (excludeInternal && isInternalTopic(name)) return false;
    return pattern === undefined || pattern.test(name);
  });
}
