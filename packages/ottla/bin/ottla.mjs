#!/usr/bin/env node
// `npx ottla`: starts the command line on the Node that the project brings (or on this one, from 24 on).

import { runProgram } from '../../../scripts/run.mjs';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
process.exitCode = await runProgram([main, ...process.argv.slice(2)], { cwd: process.cwd() });
