// Assertions: they mark bugs, stay on in production, and name the numbers that disagree.

export class AssertionFailure extends Error {
  override readonly name = 'AssertionFailure';
}

/** Throws where `condition` does not hold; `message` says which invariant, with its values. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new AssertionFailure(message);
}

/**
 * As `assert(false, message)`, for hot paths: `if (isWrong) assertionFailed(…)` builds its message
 * only where it is needed.
 */
export function assertionFailed(message: string): never {
  throw new AssertionFailure(message);
}

/** For the default branch of an exhaustive switch. */
export function unreachable(value: never): never {
  throw new AssertionFailure(`unreachable value ${JSON.stringify(value)}`);
}
