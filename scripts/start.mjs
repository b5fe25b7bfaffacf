// `npm start [-- ARGS]`: a broker on localhost:9092, as `npx ottla start` would start it.

import { runProgram } from './run.mjs';

process.exitCode = await runProgram(['packages/ottla/src/main.ts', 'start', ...process.argv.slice(2)]);
