// Flags of Node for programs that run long, a broker above all. Whoever starts one as users do
// brings them: they hold from a process's first moment or not at all.
//
// The young generation: without a bound it grows to 128 MB while a broker is busy, page by page over
// an hour or more, and what it has touched stays resident. A broker's garbage dies at once; a larger
// nursery than the processor's cache gains it nothing.

export const NODE_FLAGS = ['--max-semi-space-size=16'];
