// What a data plane's servers would tell at /metrics, by the code that tells it there.

import { Exposition } from '../src/metrics/exposition.ts';
import { exposeLimits } from '../src/metrics/families/limits.ts';
import type { DataPlane } from './data-plane.ts';

/** A metric of the limits, summed over its series. */
export function served({ server, replicas, sessions }: DataPlane, name: string): number {
  const out = new Exposition();
  exposeLimits(out, { servers: [server], replicas, sessions });
  const lines = Buffer.concat(out.bytes()).toString().split('\n');
  const found = lines.filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`));
  return found.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
}
