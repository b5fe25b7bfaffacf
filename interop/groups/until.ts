// Waits for something that other processes bring about: the one place of the interop suites that
// looks again and again.

const LOOK_MS = 50;

/** Resolves when `isTrue`, or after `limitMs`; whoever waits checks what it needs afterwards. */
export async function until(isTrue: () => boolean, limitMs: number): Promise<boolean> {
  const end = Date.now() + limitMs;
  while (!isTrue()) {
    if (Date.now() >= end) return false;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  return true;
}

/**
 * What `look` finds once that is what was waited for, or after `limitMs`: whoever waits checks it.
 * A look that fails was too early; the last one's failure is told.
 */
export async function lookUntil<T>(
  look: () => Promise<T>,
  isIt: (found: T) => boolean,
  limitMs: number,
): Promise<T> {
  const end = Date.now() + limitMs;
  for (;;) {
    const isLast = Date.now() >= end;
    try {
      const found = await look();
      if (isLast || isIt(found)) return found;
    } catch (error) {
      if (isLast) throw error;
    }
    await wait(LOOK_MS);
  }
}

export function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
