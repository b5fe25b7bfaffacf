// `npm run prove -- sim-planted [FIRST [MINUTES]]`: every planted bug is found by its checker
// within a minute of real time.

import { allPlanted, findPlanted } from '../../src/index.ts';

const LIMIT_MS = 60_000;

export async function prove(args: readonly string[]): Promise<{ covered: string }> {
  const [first = 1, minutes = 3] = args.map(Number);
  const found: string[] = [];
  const missed: string[] = [];
  for (const bug of allPlanted) {
    const startMs = performance.now();
    const tookMs = () => performance.now() - startMs;
    const mayGoOn = () => tookMs() < LIMIT_MS;
    const finding = await findPlanted({ bug, firstSeed: first, minutes, mayGoOn });
    const isFound = finding.text !== undefined && tookMs() < LIMIT_MS;
    const seconds = (tookMs() / 1000).toFixed(1);
    console.log(`${bug.name}: seed ${finding.seed}, ${seconds} s, ${finding.checkers.join(', ')}`);
    console.log(`  ${finding.text ?? 'not found'}`);
    if (isFound) found.push(`${bug.name} ${seconds} s`);
    else missed.push(bug.name);
  }
  if (missed.length > 0) throw new Error(`not found within a minute: ${missed.join(', ')}`);
  return { covered: `${found.length} planted bugs found: ${found.join(', ')}` };
}
