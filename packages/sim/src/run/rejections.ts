// Promises that nobody watches: in the system under test such a rejection is a bug, which in life
// would end the process.

/** Tells of each until the returned function is called. */
export function watchRejections(tell: (error: unknown) => void): () => void {
  process.on('unhandledRejection', tell);
  return () => {
    process.off('unhandledRejection', tell);
  };
}
