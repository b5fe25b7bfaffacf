// What the interop suite needs beyond npm, each installed by its own package manager when missing.

import { existsSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';

import { interopRoot } from './paths.ts';
import {
  FRANZ_GO,
  JAVA_CLASSES,
  PYTHON,
  PYTHON_PACKAGES,
  PYTHON_TELEMETRY,
} from './peers/drivers.ts';
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

/** Whether what is made from `source` is missing or older than it. */
function isStale(made: string, source: string): boolean {
  return !existsSync(made) || statSync(made).mtimeMs < statSync(source).mtimeMs;
}

async function must(command: string, args: readonly string[], cwd = interopRoot): Promise<void> {
  console.error(`${command} ${args.slice(0, 2).join(' ')} …`);
  const run = await runProgram(command, args, { cwd, timeoutMs: 600_000 });
  if (run.code !== 0) throw new Error(`${command} ${args.join(' ')}:\n${run.stdout}${run.stderr}`);
}

async function installDrivers(): Promise<void> {
  await installPython('requirements.txt', PYTHON_PACKAGES, 'kafka');
  await installPython('telemetry-requirements.txt', PYTHON_TELEMETRY, 'confluent_kafka');
  const platformatic = join(interopRoot, 'drivers', 'platformatic');
  const npmMark = join(platformatic, 'node_modules', '.package-lock.json');
  if (isStale(npmMark, join(platformatic, 'package-lock.json'))) {
    await must('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], platformatic);
  }
  const go = join(interopRoot, 'go');
  if (isStale(FRANZ_GO, join(go, 'main.go')) || isStale(FRANZ_GO, join(go, 'go.mod'))) {
    await must('go', ['build', '-o', FRANZ_GO, '.'], go);
    touch(FRANZ_GO);
  }
  for (const name of ['GroupDriver', 'KeyPartitions', 'TelemetryReceiver']) {
    const java = join(interopRoot, 'java', `${name}.java`);
    if (!isStale(join(JAVA_CLASSES, `${name}.class`), java)) continue;
    const classPath = await javaClassPath();
    await must('javac', ['-nowarn', '-cp', classPath, '-d', JAVA_CLASSES, java]);
  }
}

async function installPython(list: string, folder: string, module: string): Promise<void> {
  const requirements = join(interopRoot, 'python', list);
  const made = join(folder, module, '__init__.py');
  if (!isStale(made, requirements)) return;
  const target = ['--target', folder, '--upgrade', '-r', requirements];
  await must(PYTHON, ['-m', 'pip', 'install', '-q', '--no-deps', ...target]);
  touch(made);
}

/** Builders that find their work done leave the file as it was. */
function touch(path: string): void {
  utimesSync(path, new Date(), new Date());
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
  if (!(await isPresent(PYTHON, ['-m', 'pip', '--version']))) missing.push('python3-pip');
  if (!(await isPresent('go', ['version']))) missing.push('golang-go');
  if (missing.length > 0) await installDebian(missing);
  await javaClassPath();
  await installDrivers();
}
