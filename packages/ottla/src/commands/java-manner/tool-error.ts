// A failure that Java's tools report with the name of an exception class, which their log line
// shows.

export class ToolError extends Error {
  override readonly name: string;

  /** Without a class: IllegalArgumentException, as for most of what a user can get wrong. */
  constructor(message: string, javaClass = 'java.lang.IllegalArgumentException') {
    super(message);
    this.name = javaClass;
  }
}
