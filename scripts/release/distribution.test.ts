// What of packaging/ is in the archive, which itself is tried by interop/suites/release.test.ts.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { root } from '../sources.ts';
import { PACKAGED } from './distribution.ts';

test('every folder of packaging/ is in the archive', () => {
  const entries = readdirSync(join(root, 'packaging'), { withFileTypes: true });
  const folders = entries.filter((each) => each.isDirectory()).map(({ name }) => name);
  assert.deepEqual(PACKAGED.toSorted(), folders.toSorted());
});
