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

export function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
