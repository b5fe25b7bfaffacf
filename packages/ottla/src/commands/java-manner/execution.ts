// How Java's tools word what went wrong in a call of the admin client: the exception that a future
// throws, around its cause, sometimes around another. The words reach standard output.

import { javaText } from './log-line.ts';
import { ToolError } from './tool-error.ts';

/** `future.get()` failed: its message is the cause's class and message. */
export function asExecution(error: unknown): ToolError {
  return new ToolError(javaText(error), 'java.util.concurrent.ExecutionException');
}

/** `throw new RuntimeException(…)` around the failure of `future.get()`. */
export function asRuntimeOfExecution(error: unknown): ToolError {
  return new ToolError(javaText(asExecution(error)), 'java.lang.RuntimeException');
}

/** The promise's value; a failure goes through `wrap`. */
export async function wrapped<Value>(
  promise: Promise<Value>,
  wrap: (error: unknown) => Error,
): Promise<Value> {
  try {
    return await promise;
  } catch (error) {
    throw wrap(error);
  }
}
