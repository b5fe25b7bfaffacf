// Sources of the libraries → JavaScript and declarations, by TypeScript's own compiler: types are
// stripped, nothing is lowered, comments stay.

import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

import { root } from '../sources.ts';
import { runCommand } from './run-command.ts';

/** A thread's file is named in a URL, of which the compiler knows nothing. */
const WORKER = /(new URL\('\.\/[\w-]+)\.ts(', import\.meta\.url\))/g;
/** What a declaration speaks of: `from 'x'`, `import('x')`, `import 'x'`. */
const SPECIFIER = /(\bfrom\s+|\bimport\s*\(?\s*)(['"])(\.{1,2}\/[^'"]+|@ottla\/[\w-]+)\2/g;

/** Writes `directory/<package>/src/…` for all libraries. */
export function compileLibraries(directory: string): void {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const project = join(root, 'scripts', 'release', 'tsconfig.json');
  runCommand(process.execPath, [tsc, '-p', project, '--outDir', directory], { cwd: root });
  for (const path of globSync('**/*.js', { cwd: directory })) {
    const file = join(directory, path);
    const text = readFileSync(file, 'utf8');
    const built = withBuiltWorkers(text);
    if (built !== text) writeFileSync(file, built);
  }
}

export function withBuiltWorkers(text: string): string {
  return text.replace(WORKER, '$1.js$2');
}

export interface CommonJsTypes {
  readonly compiled: string;
  readonly folder: string;
  readonly directory: string;
  /** Packages that have such declarations themselves. */
  readonly apart: readonly string[];
}

/**
 * Declarations for `require`. They may not lean on those of ES modules, so that they are a tree of
 * their own: `index.d.ts` of a library, and all that it speaks of, of other libraries too.
 */
export function writeCommonJsTypes({ compiled, folder, directory, apart }: CommonJsTypes): void {
  const entry = join(compiled, folder, 'src', 'index.d.ts');
  const place = (path: string): string => {
    if (path === entry) return join(directory, 'index.d.ts');
    const [name, , ...inside] = relative(compiled, path).split('/');
    return join(directory, name ?? '', ...inside);
  };
  const waiting = [entry];
  const seen = new Set(waiting);
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const from = path;
    const text = readFileSync(from, 'utf8').replace(
      SPECIFIER,
      (whole, how: string, quote: string, specifier: string) => {
        if (apart.includes(specifier)) return whole;
        const target = declarationOf(compiled, from, specifier);
        if (!seen.has(target)) waiting.push(target);
        seen.add(target);
        return `${how}${quote}${relativeName(place(from), place(target))}${quote}`;
      },
    );
    mkdirSync(dirname(place(from)), { recursive: true });
    writeFileSync(place(from), text);
  }
}

function declarationOf(compiled: string, from: string, specifier: string): string {
  const name = /^@ottla\/(.+)$/.exec(specifier)?.[1];
  if (name !== undefined) return join(compiled, name, 'src', 'index.d.ts');
  return join(dirname(from), specifier).replace(/\.[jt]s$/, '.d.ts');
}

function relativeName(from: string, to: string): string {
  const path = relative(dirname(from), to).replace(/\.d\.ts$/, '.js');
  return path.startsWith('.') ? path : `./${path}`;
}
