// How much garbage outside V8's heap may wait to be collected. The memory of buffers is not part of
// that heap: V8 collects on its account only at 128 MB and more, with its slowest collection. A
// broker's buffers live for a turn, for as long as it takes to check a compressed batch or to clean
// a segment: collecting its young generation earlier costs a fraction of that, and the process
// stays smaller by what would lie about.

import { setFlagsFromString } from 'node:v8';

/** V8 looks at eight times that: 16 MB of buffers that were made since the last collection. */
const FLAG = '--scavenger-max-new-space-capacity-mb=2';
/** Those that know the flag: one that does not says so on the terminal. */
const V8_VERSIONS = /^13\./;

/** For this process, from now on; without effect on versions of V8 that were not tried. */
export function boundGarbage(): void {
  if (V8_VERSIONS.test(process.versions.v8)) setFlagsFromString(FLAG);
}
