// The TypeScript in a document as one module that the compiler can check: its fences in their
// order, each in a block of its own, with all imports at the head. What a document takes for
// granted (`signal`, a handler, the consumer of an earlier fence) is declared by who checks it.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { runCommand } from '../release/run-command.ts';
import { root } from '../sources.ts';

const FENCE = /^```ts\n(.*?)^```$/gms;
/** From the start of a line to its end: what must not stand in a block. */
const IMPORT = /^import [^;]*;\n/gm;

/** The text of each TypeScript fence. */
export function fencesOf(markdown: string): string[] {
  return [...markdown.matchAll(FENCE)].map(([, text = '']) => text);
}

/** A module of them all. A fence may declare again what is granted. */
export function moduleOf(fences: readonly string[], granted: string): string {
  const imports = fences.flatMap((fence) => fence.match(IMPORT) ?? []);
  const blocks = fences.map((fence) => `{\n${fence.replaceAll(IMPORT, '')}}\n`);
  return [...imports, granted, ...blocks].join('\n');
}

/**
 * Has the compiler check modules, by file name, against the packages' sources; they are written
 * into `directory`. Throws what it says.
 */
export function checkModules(directory: string, modules: ReadonlyMap<string, string>): void {
  for (const [file, text] of modules) writeFileSync(join(directory, file), text);
  const config = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: {
      // A snippet shows what there is, and uses little of it.
      noUnusedLocals: false,
      noUnusedParameters: false,
      typeRoots: [join(root, 'node_modules', '@types')],
      paths: { '@ottla/*': [join(root, 'packages', '*', 'src', 'index.ts')] },
    },
    files: [...modules.keys()],
    include: [],
  };
  writeFileSync(join(directory, 'tsconfig.json'), JSON.stringify(config));
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  runCommand(process.execPath, [tsc, '-p', directory], { cwd: directory });
}
