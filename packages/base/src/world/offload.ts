// Work too long for the event loop: compression of large batches, password hashing, index rebuilds.
// A job is a named export of a module, so that the real World can run it on a worker thread and the
// simulated one inline, at a virtual time of its own choosing.

export interface OffloadJob<Input, Output> {
  /** `import.meta.url` of the module that exports the job's function. */
  readonly module: string;
  /** The name of that export: a pure function of its input, which must survive structured clone. */
  readonly name: string;
  readonly run: (input: Input) => Output;
}

export interface Offload {
  run<Input, Output>(job: OffloadJob<Input, Output>, input: Input): Promise<Output>;
}
