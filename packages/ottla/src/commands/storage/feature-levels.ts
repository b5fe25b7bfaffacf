// `--feature name=level` options of `storage format`.

import { CommandFailure } from '../../cli/command.ts';

const SHORT_MAX = 32_767;

/** Throws CommandFailure, in Kafka's words. */
export function featureLevels(options: readonly string[]): ReadonlyMap<string, number> {
  return new Map(options.map(featureLevel));
}

function featureLevel(text: string): readonly [string, number] {
  const equals = text.indexOf('=');
  const cannot = `Can't parse feature=level string ${text}: `;
  if (equals < 0) throw new CommandFailure(`${cannot}equals sign not found.`);
  const level = text.slice(equals + 1).trim();
  const number = Number(level);
  if (!/^[+-]?\d+$/.test(level) || Math.abs(number) > SHORT_MAX) {
    throw new CommandFailure(`${cannot}unable to parse ${level} as a short.`);
  }
  return [text.slice(0, equals).trim(), number];
}
