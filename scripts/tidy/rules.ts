// What tidy asks of a file, as data: limits, and what is banned where, with what to use instead.

export const LIMITS = {
  sourceLines: 500,
  testLines: 700,
  functionLines: 60,
  /** Arguments of one function; more want an options object. */
  parameters: 4,
  lineColumns: 100,
  /** Lines of a package's 90th-percentile file. */
  packagePercentile90: 350,
} as const;

export interface Ban {
  /** Matched against member expressions (`Date.now`), calls (`setTimeout`) or module names. */
  readonly name: string;
  readonly kind: 'member' | 'call' | 'module' | 'empty-new';
  readonly instead: string;
}

/** Outside the World nothing may reach clock, chance, disk, network or threads (DESIGN.md §3). */
export const WORLD_BANS: readonly Ban[] = [
  { kind: 'member', name: 'Date.now', instead: 'world.clock.wallMs()' },
  { kind: 'empty-new', name: 'Date', instead: 'world.clock.wallMs()' },
  { kind: 'member', name: 'performance.now', instead: 'world.clock.monotonicMs()' },
  { kind: 'member', name: 'process.hrtime', instead: 'world.clock.monotonicMs()' },
  { kind: 'member', name: 'process.exit', instead: 'world.exit(code)' },
  { kind: 'member', name: 'Math.random', instead: 'world.random.float()' },
  { kind: 'member', name: 'crypto.randomUUID', instead: 'world.random.bytes(16)' },
  { kind: 'member', name: 'crypto.getRandomValues', instead: 'world.random.bytes(n)' },
  { kind: 'call', name: 'setTimeout', instead: 'world.timers.after(ms, task)' },
  { kind: 'call', name: 'setInterval', instead: 'world.timers.after(ms, task)' },
  { kind: 'call', name: 'setImmediate', instead: 'world.timers.endOfTurn(task)' },
  { kind: 'member', name: 'process.nextTick', instead: 'world.timers.endOfTurn(task)' },
  { kind: 'module', name: 'node:fs', instead: 'world.disk' },
  { kind: 'module', name: 'node:fs/promises', instead: 'world.disk' },
  { kind: 'module', name: 'node:net', instead: 'world.network' },
  { kind: 'module', name: 'node:tls', instead: 'world.network' },
  { kind: 'module', name: 'node:dns', instead: 'world.network' },
  { kind: 'module', name: 'node:dgram', instead: 'world.network' },
  { kind: 'module', name: 'node:child_process', instead: 'nothing: it belongs in scripts/' },
  { kind: 'module', name: 'node:worker_threads', instead: 'world.offload' },
  { kind: 'module', name: 'node:timers', instead: 'world.timers' },
  { kind: 'module', name: 'node:timers/promises', instead: 'world.timers' },
  { kind: 'module', name: 'node:perf_hooks', instead: 'world.clock' },
  { kind: 'module', name: 'node:os', instead: 'a parameter from the composition root' },
  { kind: 'module', name: 'node:events', instead: 'an explicit listener interface' },
];

/** Where the World is made or handed in: the real World, the CLI and the composition roots. */
export const WORLD_FREE = [
  /^packages\/base\/src\/world\/node\//,
  /^packages\/ottla\//,
  /^packages\/server\/src\/process\//,
  /^(scripts|interop|bench|examples)\//,
];

/** Names that say nothing of what is inside. */
export const EMPTY_NAMES = /(^|[-/])(utils?|helpers?|common|misc|managers?)([-./]|$)/;

/** Marks of work that is not finished; spelled apart so that this file does not match itself. */
const MARKS = ['FIX' + 'ME', 'TO' + 'DO', 'X' + 'XX'];
export const UNFINISHED = new RegExp(`\\b(${MARKS.join('|')})\\b`);
