// Several things that are under way at once, none of which may go on when they are over.

/** Resolves when all have come to their end, in whatever order. Rejects with the first failure. */
export async function allSettled(running: readonly Promise<void>[]): Promise<void> {
  const ends = await Promise.allSettled(running);
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}
