export { CorrelationError, RequestPipeline } from './correlation.ts';
export { FrameAssembler } from './frame-assembler.ts';
export type { Frame, FrameAssemblerOptions } from './frame-assembler.ts';
export { frameSizeBytes } from './frame-size.ts';
export { ReceiveMemory } from './receive-memory.ts';
export type { ReceiveMemoryOptions } from './receive-memory.ts';
