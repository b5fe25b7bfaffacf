// `npm run prove -- group-chaos [SECONDS [PARTITIONS [MEMBERS [SEED]]]]`: a group of foreign
// clients whose members are killed and added every few seconds.

import { installPeers } from '../install.ts';
import { runChaos } from '../groups/chaos.ts';

export async function prove(args: readonly string[]): Promise<{ covered: string }> {
  const [seconds = 600, partitions = 1_000, members = 20, seed = 1] = args.map(Number);
  await installPeers();
  const options = { seconds, partitions, members, seed, recordsPerSecond: 1_000 };
  const covered = await runChaos({ ...options, report: console.log });
  return { covered: `${seconds} s, ${covered}` };
}
