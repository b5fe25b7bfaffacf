// All sets of arguments: whatever the modules of `cases/` export as arrays.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { interopRoot } from '../paths.ts';
import type { ToolCase } from './tool-case.ts';

export async function allCases(): Promise<readonly ToolCase[]> {
  const folder = join(interopRoot, 'tools', 'cases');
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts')).sort();
  const cases: ToolCase[] = [];
  for (const file of files) {
    const module: Record<string, unknown> = await import(pathToFileURL(join(folder, file)).href);
    // Modules of `cases/` export nothing but arrays of cases.
    for (const value of Object.values(module)) cases.push(...(value as readonly ToolCase[]));
  }
  const names = new Set<string>();
  for (const { name } of cases) {
    if (names.has(name)) throw new Error(`two cases are named "${name}"`);
    names.add(name);
  }
  return cases;
}
