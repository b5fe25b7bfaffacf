// A bug inside the product's own code, which only a process of the simulation can have: the text
// of one source file is changed while it is loaded. The product knows nothing of it, and a mutant
// whose place has gone says so.

import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { PlantedBug } from '../../src/index.ts';

export interface Mutant extends Pick<PlantedBug, 'name' | 'pretends' | 'foundBy' | 'needs'> {
  /** From `packages/`. */
  readonly file: string;
  /** Stands in it once. */
  readonly original: string;
  readonly mutated: string;
}

export const PACKAGES = join(import.meta.dirname, '..', '..', '..');

/** Throws where the text does not stand in the source once. */
export function mutate(source: string, { file, original, mutated }: Mutant): string {
  const pieces = source.split(original);
  if (pieces.length === 2) return pieces.join(mutated);
  throw new Error(`${file} has ${pieces.length - 1} places to mutate, not one: ${original}`);
}

/** For this process, before the file is loaded. Returns whether it was, and mutated. */
export function plant(mutant: Mutant): () => boolean {
  const target = pathToFileURL(join(PACKAGES, mutant.file)).href;
  let isPlanted = false;
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      if (url !== target) return loaded;
      const { source } = loaded;
      const text = typeof source === 'string' ? source : new TextDecoder().decode(source);
      isPlanted = true;
      return { ...loaded, source: mutate(text, mutant) };
    },
  });
  return () => isPlanted;
}
