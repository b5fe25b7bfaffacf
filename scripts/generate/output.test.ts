import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import { root } from '../sources.ts';
import { findStale, generateFiles } from './output.ts';

const protocol = join(root, 'packages', 'protocol');

describe('the generated codecs', () => {
  it('are what the schemas say', async () => {
    const files = await generateFiles(join(protocol, 'schema'));
    assert.deepEqual(findStale(join(protocol, 'src', 'generated'), files), []);
  });

  it('that are missing, changed or left over are found', (context) => {
    const folder = mkdtempSync(join(tmpdir(), 'ottla-generated-'));
    context.after(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'same.ts'), 'a');
    writeFileSync(join(folder, 'changed.ts'), 'b');
    writeFileSync(join(folder, 'left.ts'), 'c');
    const files = new Map([
      ['same.ts', 'a'],
      ['changed.ts', 'new'],
      ['missing.ts', 'd'],
    ]);
    assert.deepEqual(findStale(folder, files), ['changed.ts', 'missing.ts', 'left.ts']);
  });
});
