// Makes packages/protocol/test/vectors anew from Apache Kafka's own message classes:
//   node interop/vectors/run.ts                    writes the vectors
//   node interop/vectors/run.ts NAME [VERSION]     prints the values as Kafka sees them
// Needs Java 17 and Maven.

import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(here));
const cache = join(root, 'node_modules', '.cache', 'ottla-vectors');
const target = join(root, 'packages', 'protocol', 'test', 'vectors', 'kafka-4.3.1.txt.gz');
const outputBytesMax = 64 * 1024 * 1024;

function classPath(): string {
  mkdirSync(cache, { recursive: true });
  const file = join(cache, 'classpath.txt');
  const goal = ['dependency:build-classpath', `-Dmdep.outputFile=${file}`];
  execFileSync('mvn', ['-q', '-B', '-f', join(here, 'pom.xml'), ...goal], { stdio: 'inherit' });
  return readFileSync(file, 'utf8').trim();
}

function vectors(args: readonly string[]): Buffer {
  const program = join(here, 'Vectors.java');
  return execFileSync('java', ['-cp', classPath(), program, ...args], {
    maxBuffer: outputBytesMax,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

const args = process.argv.slice(2);
const lines = vectors(args);
if (args.length > 0) {
  process.stdout.write(lines);
} else {
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, gzipSync(lines, { level: 9 }));
  console.log(`${lines.toString().trim().split('\n').length} vectors in ${target}`);
}
