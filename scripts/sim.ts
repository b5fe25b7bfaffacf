// `npm run sim -- --seed N [--minutes M] [--trace] [--debug] [--lines N] [--planted NAME]
// [--about WORD] [--faults A,B]`: replays one seed of the simulation of one broker and prints what
// came of it; where something failed, with the last lines of the log. On request with those of the
// trace, and with what the history tells about a word, for example a record's id.

import { parseArgs } from 'node:util';

import {
  describeHistory,
  describeRun,
  type FaultFamily,
  faultFamilies,
  lastLines,
  plantedNamed,
  runSimulation,
} from '../packages/sim/src/index.ts';

const TRACE_LINES = 40;
const USAGE =
  'npm run sim -- --seed N [--minutes M] [--trace] [--debug] [--lines N] [--planted NAME] ' +
  '[--about WORD] [--faults FAMILY,FAMILY]';

function wholeNumber(name: string, text: string, least: number): number {
  const value = Number(text);
  if (Number.isFinite(value) && value >= least) return value;
  throw new Error(`--${name} must be a number from ${least}, got ${text}`);
}

function familiesOf(text: string): readonly FaultFamily[] {
  const names = text.split(',').filter((name) => name !== '');
  const families = faultFamilies.filter((family) => names.includes(family));
  if (families.length === names.length) return families;
  throw new Error(`--faults must be of ${faultFamilies.join(', ')}, or empty, got ${text}`);
}

function readArguments(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string' },
      minutes: { type: 'string', default: '10' },
      trace: { type: 'boolean', default: false },
      debug: { type: 'boolean', default: false },
      planted: { type: 'string' },
      about: { type: 'string' },
      faults: { type: 'string' },
      lines: { type: 'string', default: '60' },
    },
  });
  if (values.seed === undefined) throw new Error(USAGE);
  return {
    seed: wholeNumber('seed', values.seed, 0),
    minutes: wholeNumber('minutes', values.minutes, 0.5),
    lines: wholeNumber('lines', values.lines, 0),
    traceLines: values.trace,
    keepsDebug: values.debug,
    planted: values.planted,
    about: values.about,
    families: values.faults === undefined ? undefined : familiesOf(values.faults),
  };
}

async function main(args: readonly string[]): Promise<number> {
  const given = readArguments(args);
  const planted = given.planted === undefined ? undefined : plantedNamed(given.planted);
  const startMs = performance.now();
  const run = await runSimulation({ ...given, planted });
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
  const isGood = run.anomalies.length === 0;
  if (!isGood || given.keepsDebug) console.log(lastLines(run.log, given.lines));
  if (given.about !== undefined) console.log(describeHistory(run.history, given.about).join('\n'));
  if (given.traceLines) console.log(lastLines(run.traceLines, TRACE_LINES));
  console.log(`${describeRun(run)}\n  ${seconds} s of real time`);
  return isGood ? 0 : 1;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
