// Runs cases on both sides against one broker and says where what was printed, or the exit code,
// differs after masking.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { temporaryDirectory } from '../paths.ts';
import type { Finished } from '../peers/process.ts';
import { fill, mask, type Placeholders } from './masks.ts';
import type { Side } from './sides.ts';
import type { ToolCase, ToolStep } from './tool-case.ts';

export interface Target {
  readonly bootstrap: string;
  readonly dataDirectory: string;
  readonly java: Side;
  readonly ours: Side;
}

export interface Comparison {
  readonly toolCase: ToolCase;
  readonly verdict: 'equal' | 'differs' | 'setup failed';
  /** Both outputs where they differ, masked. */
  readonly java: string;
  readonly ours: string;
  readonly stderr: { readonly java: string; readonly ours: string };
}

function fillStep(step: ToolStep, values: Placeholders): ToolStep {
  return {
    tool: step.tool,
    args: step.args.map((argument) => fill(argument, values)),
    ...(step.stdin === undefined ? {} : { stdin: fill(step.stdin, values) }),
  };
}

function show(step: ToolStep, run: Finished): string {
  const isWhole = run.stdout === '' || run.stdout.endsWith('\n');
  return `${run.stdout}${isWhole ? '' : '¶\n'}exit ${run.code} (${step.tool})\n`;
}

class SetupFailure extends Error {}

async function setUp(toolCase: ToolCase, values: Placeholders, java: Side): Promise<void> {
  mkdirSync(values.dir, { recursive: true });
  for (const [name, text] of Object.entries(toolCase.files ?? {})) {
    writeFileSync(join(values.dir, name), fill(text, values));
  }
  for (const step of toolCase.setup ?? []) {
    const run = await java.run(fillStep(step, values));
    if (run.code !== 0) {
      const command = `${step.tool} ${step.args.join(' ')}`;
      throw new SetupFailure(`${command} ended with ${run.code}: ${run.stdout}${run.stderr}`);
    }
  }
}

/** The tool itself on `side`, then what Java's tools see of its work. */
async function runOne(toolCase: ToolCase, values: Placeholders, side: Side, java: Side) {
  const run = await side.run(fillStep(toolCase, values), toolCase.stopAfterMs);
  return { run, text: mask(show(toolCase, run), toolCase, values), values, java };
}

async function lookAfter(toolCase: ToolCase, one: Awaited<ReturnType<typeof runOne>>) {
  let text = one.text;
  for (const step of toolCase.after ?? []) {
    const run = await one.java.run(fillStep(step, one.values));
    text += `after: ${mask(show(step, run), toolCase, one.values)}`;
  }
  return text;
}

let serial = 0;

export async function compareCase(toolCase: ToolCase, target: Target): Promise<Comparison> {
  serial += 1;
  const root = temporaryDirectory('tools');
  const valuesOf = (letter: string): Placeholders => ({
    bootstrap: target.bootstrap,
    own: `own-${String(serial).padStart(3, '0')}-${letter}`,
    dir: join(root, letter),
    data: target.dataDirectory,
  });
  const [forJava, forUs] = [valuesOf('a'), valuesOf('b')];
  const { java, ours } = target;
  try {
    await setUp(toolCase, forJava, java);
    await setUp(toolCase, forUs, java);
  } catch (error) {
    if (!(error instanceof SetupFailure)) throw error;
    const stderr = { java: error.message, ours: '' };
    return { toolCase, verdict: 'setup failed', java: '', ours: '', stderr };
  }
  const [expected, got] = await Promise.all([
    runOne(toolCase, forJava, java, java),
    runOne(toolCase, forUs, ours, java),
  ]);
  const texts = [await lookAfter(toolCase, expected), await lookAfter(toolCase, got)] as const;
  return {
    toolCase,
    verdict: texts[0] === texts[1] ? 'equal' : 'differs',
    java: texts[0],
    ours: texts[1],
    stderr: { java: expected.run.stderr, ours: got.run.stderr },
  };
}
