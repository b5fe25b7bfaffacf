// `npm run prove -- sim-planted [FIRST [MINUTES [NAME,NAME]]]`: every planted bug is found by one
// of its checkers within a minute of real time, and each of its checkers has found it within three;
// mutants of the product's own code as well, each in a process of its own. What is found in a seed
// is not there without the bug. Seeds that failed once still find what they found.

import { allCheckers, allPlanted, findPlanted } from '../../src/index.ts';
import { mutants } from '../mutants/mutants.ts';
import { pastFailures } from '../mutants/past-failures.ts';
import { type MutantFinding, runAlone } from '../mutants/run-alone.ts';

const LIMIT_MS = 60_000;
const ALL_LIMIT_MS = 180_000;
/** What they tell is said to them by the run itself. */
const TOLD: readonly string[] = ['complaint'];

type Search = (first: number, minutes: number) => Promise<MutantFinding>;

interface Wanted {
  readonly name: string;
  readonly search: Search;
}

function searches(): Wanted[] {
  const planted = allPlanted.map((bug): Wanted => {
    const search: Search = async (firstSeed, minutes) => {
      const startMs = performance.now();
      const mayGoOn = ({ text }: { text: string }): boolean =>
        performance.now() - startMs < (text === '' ? LIMIT_MS : ALL_LIMIT_MS);
      const { tally, ...finding } = await findPlanted({ bug, firstSeed, minutes, mayGoOn });
      return { ...finding, tally: Object.fromEntries(tally) };
    };
    return { name: bug.name, search };
  });
  const inside = mutants.map(({ name }): Wanted => {
    const seconds = ALL_LIMIT_MS / 1_000;
    return { name, search: (first, minutes) => runAlone(name, [first, minutes, seconds]) };
  });
  const past = pastFailures.flatMap(({ seed, minutes, unmended: { name } }): Wanted[] =>
    minutes === undefined ? [] : [{ name, search: () => runAlone(name, [seed, minutes, 0]) }],
  );
  return [...planted, ...inside, ...past];
}

function describeTally(tally: Readonly<Record<string, number>>): string {
  return Object.entries(tally)
    .map(([checker, seeds]) => `${checker} in ${seeds}`)
    .join(', ');
}

export async function prove(args: readonly string[]): Promise<{ covered: string }> {
  const [first = 1, minutes = 3] = args.slice(0, 2).map(Number);
  const names = args[2]?.split(',');
  const wanted = searches().filter(({ name }) => names?.includes(name) ?? true);
  const found: string[] = [];
  const missed: string[] = [];
  const spoke = new Set<string>();
  for (const { name, search } of wanted) {
    const startMs = performance.now();
    const { seeds, tally, text, missing } = await search(first, minutes);
    const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
    console.log(`${name}: ${seeds} seeds, ${seconds} s, ${describeTally(tally)}`);
    console.log(`  ${text === '' ? 'not found' : text}`);
    for (const checker of Object.keys(tally)) spoke.add(checker);
    if (missing.length > 0) missed.push(`${name} by ${missing.join(' and ')}`);
    else found.push(`${name} ${seconds} s`);
  }
  if (missed.length > 0) throw new Error(`not found: ${missed.join(', ')}`);
  const silent = allCheckers.filter(({ name }) => !spoke.has(name) && !TOLD.includes(name));
  if (names === undefined && silent.length > 0) {
    throw new Error(`never spoke: ${silent.map(({ name }) => name).join(', ')}`);
  }
  return { covered: `${found.length} planted bugs found: ${found.join(', ')}` };
}
