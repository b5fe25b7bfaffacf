// Bundles with rolldown: the command line as ES modules that load when their tool is called, and
// libraries of one file. What npm chooses by platform stays outside.

import { basename, dirname, join } from 'node:path';

import { type InputOptions, type OutputOptions, type Plugin, rolldown } from 'rolldown';

import { root } from '../sources.ts';

/** A job for a worker thread names the module that exports its function. */
const JOB = /\bmodule: import\.meta\.url\b/g;
/** The file of a worker thread, beside the module that starts it. */
const WORKER = /new URL\('\.\/([\w-]+)\.ts', import\.meta\.url\)/g;

/** Native add-ons: a package for each platform, found at run time. */
const ADD_ONS = /^@node-rs\//;

/** Names stay readable in stack traces; blanks and comments cost start time. */
const SMALL = { compress: true, mangle: false, codegen: { removeWhitespace: true } } as const;
/** Test runners show the lines of a library around an error: they must be short. */
const IN_LINES = { compress: true, mangle: false, codegen: { removeWhitespace: false } } as const;

export interface BundledFile {
  /** Files of the bundle and modules outside it: loaded with this file. */
  readonly imports: readonly string[];
  /** The same, loaded when asked for. */
  readonly dynamicImports: readonly string[];
}

export type Bundle = ReadonlyMap<string, BundledFile>;

/**
 * What a thread loads by its URL must be a file of its own, with its exports: each such module
 * becomes an entry of the bundle, and the URL names that.
 */
function threadEntries(): Plugin {
  return {
    name: 'thread-entries',
    transform(code, id) {
      if (!id.endsWith('.ts')) return null;
      let isChanged = false;
      const entry = (path: string): string => {
        isChanged = true;
        const name = basename(path, '.ts');
        this.emitFile({ type: 'chunk', id: path, name, fileName: `${name}.js` });
        return `new URL('./${name}.js', import.meta.url)`;
      };
      const text = code
        .replace(WORKER, (_, name: string) => entry(join(dirname(id), `${name}.ts`)))
        .replace(JOB, () => `module: ${entry(id)}.href`);
      return isChanged ? text : null;
    },
  };
}

async function write(input: InputOptions, output: OutputOptions): Promise<Bundle> {
  const bundle = await rolldown({ platform: 'node', external: [ADD_ONS], cwd: root, ...input });
  try {
    const { output: chunks } = await bundle.write(output);
    return new Map(
      chunks.map((chunk) => {
        const nothing: BundledFile = { imports: [], dynamicImports: [] };
        return [chunk.fileName, chunk.type === 'chunk' ? chunk : nothing];
      }),
    );
  } finally {
    await bundle.close();
  }
}

/** `directory/ottla.js` and what it loads when asked. */
export function bundleCommandLine(directory: string): Promise<Bundle> {
  return write(
    {
      input: { ottla: join(root, 'packages', 'ottla', 'src', 'main.ts') },
      plugins: [threadEntries()],
    },
    {
      dir: directory,
      format: 'esm',
      entryFileNames: '[name].js',
      chunkFileNames: '[name]-[hash].js',
      minify: SMALL,
    },
  );
}

export interface LibraryBundle {
  readonly folder: string;
  readonly directory: string;
  readonly format: 'esm' | 'cjs';
  /** Packages that stay packages. */
  readonly apart: readonly string[];
}

/** One package with all that it stands on, as `directory/index.js`. */
export function bundleLibrary({
  folder,
  directory,
  format,
  apart,
}: LibraryBundle): Promise<Bundle> {
  return write(
    {
      input: { index: join(root, 'packages', folder, 'src', 'index.ts') },
      external: [ADD_ONS, ...apart],
      plugins: [threadEntries()],
    },
    {
      dir: directory,
      format,
      exports: 'named',
      entryFileNames: '[name].js',
      chunkFileNames: '[name]-[hash].js',
      minify: IN_LINES,
    },
  );
}
