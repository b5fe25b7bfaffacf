// What the interop suite needs beyond npm, each installed by its own package manager when missing.

import { javaClassPath } from './peers/java.ts';
import { runProgram } from './peers/process.ts';

async function isPresent(command: string, args: readonly string[]): Promise<boolean> {
  try {
    return (await runProgram(command, args, { timeoutMs: 60_000 })).code === 0;
  } catch {
    return false;
  }
}

async function installDebian(packages: readonly string[]): Promise<void> {
  console.error(`installing ${packages.join(' ')} …`);
  await runProgram('apt-get', ['update'], { timeoutMs: 300_000 });
  const args = ['install', '-y', '--no-install-recommends', ...packages];
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const run = await runProgram('apt-get', args, { timeoutMs: 600_000, env });
  if (run.code !== 0) throw new Error(`apt-get install ${packages.join(' ')}:\n${run.stderr}`);
}

export async function installPeers(): Promise<void> {
  const missing: string[] = [];
  if (!(await isPresent('kcat', ['-V']))) missing.push('kcat');
  if (!(await isPresent('/usr/bin/python3', ['-c', 'import confluent_kafka']))) {
    missing.push('python3-confluent-kafka');
  }
  // The compiler too: programs of interop/java run from source.
  if (!(await isPresent('javac', ['-version']))) missing.push('default-jdk-headless');
  if (!(await isPresent('mvn', ['-version']))) missing.push('maven');
  if (missing.length > 0) await installDebian(missing);
  await javaClassPath();
}
