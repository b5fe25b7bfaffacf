#!/usr/bin/env node
// Starts the bundled command line. Plain JavaScript that old releases of Node read too: they are
// told what is missing, in a line.

import module from 'node:module';

const MAJOR_MIN = 24;
const { emitWarning } = process;

// node:sqlite, which holds the lock on a directory, calls itself experimental on every start.
process.emitWarning = (warning, ...rest) => {
  const kind = typeof rest[0] === 'object' ? rest[0]?.type : rest[0];
  if (kind !== 'ExperimentalWarning') emitWarning.call(process, warning, ...rest);
};

if (Number(process.versions.node.split('.')[0]) < MAJOR_MIN) {
  process.stderr.write(
    `Ottla needs Node ${MAJOR_MIN} or newer, this is ${process.version}: https://nodejs.org\n`,
  );
  process.exit(1);
}
// What V8 made of the code is kept for the next start; NODE_COMPILE_CACHE names another place.
module.enableCompileCache?.();
await import('../dist/ottla.js');
