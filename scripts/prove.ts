// `npm run prove -- NAME [ARGS…]`: a long proof, whose verdict is appended to docs/ledger.md with
// the commit, the seeds and the duration. `npm run prove` lists them.

import { execFileSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { root } from './sources.ts';

/**
 * What a proof module exports. It throws where the claim does not hold: a `ProofFailure`, where
 * there is something to tell of what was covered all the same.
 */
export interface Proof {
  readonly prove: (args: readonly string[]) => Promise<ProofResult> | ProofResult;
}

export interface ProofResult {
  /** What was covered, for example `seeds 1–10000, 10000 crash states`. */
  readonly covered: string;
}

/** The first line of its message is the verdict in the ledger. */
export interface ProofFailure extends Error, ProofResult {}

const PROOFS: Readonly<Record<string, { readonly file: string; readonly claim: string }>> = {
  compaction: {
    file: 'packages/log/test/prove/compaction.ts',
    claim: 'compaction of random logs is what a naive model makes, and survives every death',
  },
  'crash-states': {
    file: 'packages/log/test/prove/crash-states.ts',
    claim: 'what was durable survives random crash states: logs, compacted ones, whole nodes',
  },
  'group-chaos': {
    file: 'interop/prove/group-chaos.ts',
    claim: 'a group of many clients, its members killed and added, skips and doubles nothing',
  },
  hostile: {
    file: 'interop/prove/hostile.ts',
    claim: 'hostile clients neither stop a broker nor fill it, and the others hardly notice',
  },
  'mixed-hour': {
    file: 'interop/prove/mixed-hour.ts',
    claim: 'an hour of mixed load grows neither memory nor descriptors',
  },
  'quorum-states': {
    file: 'packages/broker/test/prove/quorum-states.ts',
    claim: 'what a quorum committed and voted survives crash states; so do replicas that move',
  },
  'sim-one-broker': {
    file: 'packages/sim/test/prove/one-broker.ts',
    claim: 'a broker with several clients under faults keeps what it promises, seed by seed',
  },
  'sim-planted': {
    file: 'packages/sim/test/prove/planted.ts',
    claim: 'every bug that is planted in the simulation is found within a minute',
  },
  'torn-tail': {
    file: 'packages/log/test/prove/torn-tail.ts',
    claim: 'a log torn at every byte of its last 64 KiB keeps every whole batch',
  },
};

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: root }).toString().trim();
}

function commit(): string {
  const head = git('rev-parse', '--short', 'HEAD');
  return git('status', '--porcelain') === '' ? head : `${head}+changes`;
}

async function main(name: string | undefined, args: readonly string[]): Promise<number> {
  const entry = name === undefined ? undefined : PROOFS[name];
  if (name === undefined || entry === undefined) {
    console.log('npm run prove -- NAME [ARGS…], where NAME is one of:');
    for (const [key, { claim }] of Object.entries(PROOFS)) console.log(`  ${key}: ${claim}`);
    return name === undefined ? 0 : 2;
  }
  // A proof module is ours; its shape is checked by the type of the tests that import it.
  const proof = (await import(pathToFileURL(join(root, entry.file)).href)) as Proof;
  const started = Date.now();
  const verdict = await runProof(proof, args);
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  const date = new Date().toISOString().slice(0, 10);
  const cells = [date, commit(), name, verdict.covered, `${seconds} s`, verdict.text];
  const row = `| ${cells.join(' | ')} |`;
  appendFileSync(join(root, 'docs/ledger.md'), `${row}\n`);
  console.log(row);
  return verdict.text === 'holds' ? 0 : 1;
}

interface Verdict extends ProofResult {
  readonly text: string;
}

async function runProof(proof: Proof, args: readonly string[]): Promise<Verdict> {
  try {
    const { covered } = await proof.prove(args);
    return { covered, text: 'holds' };
  } catch (error) {
    console.error(error);
    const hasCovered = error instanceof Error && 'covered' in error;
    const covered = hasCovered ? String(error.covered) : args.join(' ');
    return { covered, text: `FAILED: ${String(error).split('\n')[0]}` };
  }
}

process.exitCode = await main(process.argv[2], process.argv.slice(3));
