// What a broker says in its log that it should not, whoever has made it.

/** What is said on one's own directories too. */
const USUAL_WARNINGS = [
  'Performing controller activation',
  'Attempting to close NetworkClient that has already been closed',
];

/** Warnings and errors, of either maker. */
export function complaintsIn(log: string): readonly string[] {
  const isLoud = /\] (WARN|ERROR|FATAL) |"level":[456]0/;
  const lines = log.split('\n').filter((line) => isLoud.test(line));
  return lines.filter((line) => !USUAL_WARNINGS.some((usual) => line.includes(usual)));
}
