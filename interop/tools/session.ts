// A broker with the fixture on it, and cases run against it one after another.

import { startApacheKafka } from '../peers/apache-kafka.ts';
import { startBroker } from '../peers/broker.ts';
import { type Comparison, compareCase } from './compare.ts';
import { prepareFixture } from './fixture.ts';
import { JavaRunner } from './java-runner.ts';
import { javaSide, ourSide } from './sides.ts';
import type { ToolCase } from './tool-case.ts';

const WIDTH = 3;

export interface SessionOptions {
  readonly broker: 'ottla' | 'apache';
  readonly onDone?: (comparison: Comparison) => void;
}

function startTarget(kind: SessionOptions['broker']) {
  // The fixture's records are older than the retention by default.
  const overrides = { 'group.initial.rebalance.delay.ms': 0, 'log.retention.ms': -1 };
  return kind === 'apache' ? startApacheKafka({ overrides }) : startBroker({ overrides });
}

export async function compareAll(
  cases: readonly ToolCase[],
  options: SessionOptions,
): Promise<readonly Comparison[]> {
  const { bootstrap, dataDirectory, stop } = await startTarget(options.broker);
  const runner = new JavaRunner();
  const fixture = await prepareFixture(bootstrap);
  const target = { bootstrap, dataDirectory, java: javaSide(runner), ours: ourSide };
  const comparisons: Comparison[] = [];
  const compareOne = async (toolCase: ToolCase): Promise<void> => {
    const comparison = await compareCase(toolCase, target);
    comparisons.push(comparison);
    options.onDone?.(comparison);
  };
  try {
    for (const phase of phasesOf(cases)) await atOnce(phase.cases, phase.width, compareOne);
  } finally {
    fixture.stop();
    await runner.close();
    await stop();
  }
  return comparisons;
}

interface Phase {
  readonly cases: readonly ToolCase[];
  /** So many at a time. */
  readonly width: number;
}

/** What only reads comes first: later cases make topics and groups that it would see. */
function phasesOf(cases: readonly ToolCase[]): readonly Phase[] {
  const phaseOf = (toolCase: ToolCase): number => {
    if (toolCase.alone === true) return 2;
    return JSON.stringify([toolCase, toolCase.files]).includes('{own}') ? 1 : 0;
  };
  const [readers, writers, alone] = [0, 1, 2].map((n) => cases.filter((c) => phaseOf(c) === n));
  return [
    { cases: readers ?? [], width: WIDTH },
    { cases: writers ?? [], width: WIDTH },
    { cases: alone ?? [], width: 1 },
  ];
}

async function atOnce<T>(
  items: readonly T[],
  width: number,
  task: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  const work = async (): Promise<void> => {
    for (const item of queue) await task(item);
  };
  await Promise.all(Array.from({ length: width }, work));
}
