// A process that has one mutant in it and looks for it: `node search-worker.ts NAME FIRST-SEED
// MINUTES SECONDS`; `node search-worker.ts clean OPTIONS` runs a seed without any, for those who
// want to know whether it is clean. Prints one line of JSON.

import type { ScenarioOptions } from '../../src/index.ts';
import { plant } from './mutant.ts';
import { mutantNamed } from './mutants.ts';
import { runAlone } from './run-alone.ts';

/** For the first finding. */
const FIRST_SECONDS_MAX = 60;
/** Clients make errors by the thousand, and each writes down its stack. */
Error.stackTraceLimit = 4;

async function search(name: string, first: number, minutes: number, seconds: number) {
  const mutant = mutantNamed(name);
  const isPlanted = plant(mutant);
  // Not before it is planted.
  const { findPlanted } = await import('../../src/index.ts');
  const startMs = performance.now();
  const limitMs = (text: string): number =>
    (text === '' ? Math.min(FIRST_SECONDS_MAX, seconds) : seconds) * 1_000;
  const { tally, ...finding } = await findPlanted({
    bug: mutant,
    firstSeed: first,
    minutes,
    mayGoOn: ({ text }) => performance.now() - startMs < limitMs(text),
    runClean: (options) => runAlone('clean', [JSON.stringify(options)]),
  });
  if (!isPlanted()) throw new Error(`${mutant.file} was never loaded`);
  return { ...finding, tally: Object.fromEntries(tally) };
}

async function clean(options: ScenarioOptions) {
  const { runSimulation } = await import('../../src/index.ts');
  return (await runSimulation(options)).anomalies;
}

const [, , name = '', first = '1', minutes = '3', seconds = '60'] = process.argv;
const told =
  name === 'clean'
    ? await clean(JSON.parse(first))
    : await search(name, Number(first), Number(minutes), Number(seconds));
console.log(JSON.stringify(told));
