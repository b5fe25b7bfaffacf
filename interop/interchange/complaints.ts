// What a broker says in its log that it should not, whoever has made it.

/** What is said on one's own directories too. */
const USUAL_WARNINGS = [
  'Performing controller activation',
  'Attempting to close NetworkClient that has already been closed',
  // Apache Kafka on a busy machine, by its own controller which is not active yet.
  'Unexpected error handling request RequestHeader(apiKey=CONTROLLER_REGISTRATION,',
  // Apache Kafka, where two producers ask for it at once.
  "Auto topic creation failed for __transaction_state with error 'TOPIC_ALREADY_EXISTS'",
];

/** Warnings and errors, of either maker. */
export function complaintsIn(log: string): readonly string[] {
  const isLoud = /\] (WARN|ERROR|FATAL) |"level":[456]0/;
  const lines = log.split('\n').filter((line) => isLoud.test(line));
  return lines.filter((line) => !USUAL_WARNINGS.some((usual) => line.includes(usual)));
}
