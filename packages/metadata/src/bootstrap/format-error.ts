// Formatting was asked for something that cannot be: the message is Kafka's, for the user.

export class FormatError extends Error {
  override readonly name = 'FormatError';
  readonly code = 'FORMAT_REFUSED';
  readonly retriable = false;
}
