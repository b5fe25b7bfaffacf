// Makes packages/client/test/vectors/assignors anew from Apache Kafka's own assignors:
//   node interop/assignors/run.ts
// Needs Java 17 and Maven.

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { houseRoot, interopRoot } from '../paths.ts';
import { javaClassPath } from '../peers/java.ts';
import { runProgram } from '../peers/process.ts';

const program = join(interopRoot, 'assignors', 'AssignorVectors.java');
const vectors = join(houseRoot, 'packages', 'client', 'test', 'vectors');
const target = join(vectors, 'assignors-4.3.1.jsonl.gz');

const run = await runProgram('java', ['-cp', await javaClassPath(), program]);
if (run.code !== 0) throw new Error(`java ended with ${run.code}:\n${run.stderr}`);
// The assignors log what they find strange, between the vectors.
const lines = run.stdout.split('\n').filter((line) => line.startsWith('{'));
mkdirSync(dirname(target), { recursive: true });
writeFileSync(target, gzipSync(`${lines.join('\n')}\n`, { level: 9 }));
console.log(`${lines.length} vectors in ${target}`);
