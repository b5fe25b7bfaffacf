import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import type { LogLevel } from './logger.ts';
import { loggerLevels, LoggerTree } from './logger-levels.ts';

const LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

describe('what a level lets through', () => {
  const table: readonly (readonly [string, readonly LogLevel[]])[] = [
    ['TRACE', ['debug', 'info', 'warn', 'error']],
    ['DEBUG', ['debug', 'info', 'warn', 'error']],
    ['INFO', ['info', 'warn', 'error']],
    ['WARN', ['warn', 'error']],
    ['ERROR', ['error']],
    ['FATAL', []],
  ];
  for (const [level, through] of table) {
    test(level, () => {
      const tree = new LoggerTree('info');
      const log = tree.logger('log');
      tree.set('log', level);
      assert.deepEqual(LEVELS.filter((each) => log.allows(each)), through);
    });
  }

  test('all levels, sorted', () => {
    assert.deepEqual(loggerLevels, table.map(([level]) => level).toSorted());
  });
});

describe('which level holds', () => {
  function tree(): LoggerTree {
    const made = new LoggerTree('info');
    for (const name of ['', 'log', 'log.cleaner', 'log.cleaner.x', 'logs']) made.logger(name);
    return made;
  }
  const shown = (each: LoggerTree): string =>
    [...each.levels()].map(([name, level]) => `${name}=${level}`).join(' ');

  test('that of root, at first', () => {
    assert.equal(shown(tree()), 'root=INFO log=INFO log.cleaner=INFO log.cleaner.x=INFO logs=INFO');
  });

  test('that of the nearest one above', () => {
    const it = tree();
    it.set('log', 'DEBUG');
    assert.equal(shown(it), 'root=INFO log=DEBUG log.cleaner=DEBUG log.cleaner.x=DEBUG logs=INFO');
    it.set('log.cleaner', 'ERROR');
    assert.equal(shown(it), 'root=INFO log=DEBUG log.cleaner=ERROR log.cleaner.x=ERROR logs=INFO');
    it.unset('log.cleaner');
    it.set('root', 'WARN');
    assert.equal(shown(it), 'root=WARN log=DEBUG log.cleaner=DEBUG log.cleaner.x=DEBUG logs=WARN');
    it.unset('log');
    assert.equal(shown(it), 'root=WARN log=WARN log.cleaner=WARN log.cleaner.x=WARN logs=WARN');
  });

  test('a logger that comes later inherits too', () => {
    const it = tree();
    it.set('log', 'ERROR');
    assert.equal(it.logger('log.flusher').allows('warn'), false);
    assert.equal(it.logger('log.flusher').allows('error'), true);
  });

  test('one that does not exist is not made', () => {
    const it = tree();
    it.set('nobody', 'ERROR');
    it.unset('nobody');
    assert.equal(it.levels().has('nobody'), false);
  });

  test('a logger is one and the same, however often it is asked for', () => {
    const it = tree();
    assert.equal(it.logger('log'), it.logger('log'));
    assert.equal(it.logger(''), it.logger('root'));
  });
});
