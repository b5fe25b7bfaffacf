import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { findTool } from '../../packages/ottla/src/tools.ts';
import { root } from '../sources.ts';
import { KAFKA_SCRIPTS, OLDER_SCRIPTS, scripts } from './kafka-scripts.ts';

const made = new Map(
  scripts((name) => findTool(name) !== undefined, '9.9.9').map(({ path, text }) => [path, text]),
);
const lastLine = (path: string): string | undefined => made.get(path)?.trimEnd().split('\n').at(-1);

describe('scripts for Unix', () => {
  test('each name of Kafka has one', () => {
    assert.equal(KAFKA_SCRIPTS.length, 43);
    for (const name of [...KAFKA_SCRIPTS, ...OLDER_SCRIPTS]) {
      assert.match(made.get(`bin/${name}.sh`) ?? '', /^#!\/bin\/sh\n/, name);
    }
  });

  test('a tool is called by the name of its script', () => {
    assert.equal(
      made.get('bin/kafka-topics.sh'),
      '#!/bin/sh\nexec "$(dirname "$0")/ottla" kafka-topics "$@"\n',
    );
  });

  test('a name without a tool says so', () => {
    assert.equal(
      made.get('bin/trogdor.sh'),
      '#!/bin/sh\n' +
        'echo "trogdor.sh is not part of Ottla 9.9.9. ottla --help lists what is." >&2\n' +
        'exit 1\n',
    );
  });

  test('all that the clone has is in a distribution too', () => {
    for (const name of readdirSync(join(root, 'bin'))) {
      assert.match(lastLine(`bin/${name}`) ?? '', /^exec /, `${name} calls its tool`);
    }
  });
});

test('Node starts with its young generation bounded, on both', () => {
  for (const path of ['bin/ottla', 'bin/windows/ottla.bat']) {
    assert.match(lastLine(path) ?? '', /"? --max-semi-space-size=\d+ ".*ottla\.mjs"/, path);
  }
});

describe('scripts for Windows', () => {
  test('end their lines as Windows does', () => {
    const batch = [...made].filter(([path]) => path.endsWith('.bat'));
    assert.equal(batch.length, 39);
    for (const [path, text] of batch) assert.doesNotMatch(text, /[^\r]\n/, path);
  });

  test('a tool, and a name without one', () => {
    assert.equal(
      made.get('bin/windows/kafka-topics.bat'),
      '@echo off\r\n"%~dp0ottla.bat" kafka-topics %*\r\n',
    );
    assert.match(
      made.get('bin/windows/kafka-jmx.bat') ?? '',
      /^@echo off\r\necho kafka-jmx.bat is not part .*1>&2\r\nexit \/b 1\r\n$/,
    );
  });

  test('what Kafka has for Unix only', () => {
    assert.equal(made.has('bin/windows/trogdor.bat'), false);
    assert.equal(made.has('bin/windows/kafka-verifiable-producer.bat'), false);
  });
});
