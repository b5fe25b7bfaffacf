// Flags of Node for programs that run long, a broker above all. Whoever starts one as users do
// brings them: they hold from a process's first moment or not at all.
//
// The young generation has one size. Left alone it grows to 128 MB while a broker is busy, page by
// page over an hour or more, and shrinks when V8 likes: what a process takes says nothing then. A
// broker's garbage dies at once; a nursery larger than the processor's cache gains it nothing.

export const NODE_FLAGS = ['--min-semi-space-size=8', '--max-semi-space-size=8'];
