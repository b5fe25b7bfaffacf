import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import type { LogLevel } from '@ottla/base';
import { createProcessLogger, type ProcessLogger } from './process-logger.ts';

const TIME_MS = Date.UTC(2026, 10, 21, 10, 55, 20, 123);

class Written {
  text = '';
  readonly logger: ProcessLogger;
  #wrote: (() => void) | undefined;

  constructor(level: LogLevel, isText: boolean) {
    this.logger = createProcessLogger({
      level,
      isText,
      wallMs: () => TIME_MS,
      write: (text) => {
        this.text += text;
        this.#wrote?.();
      },
    });
  }

  get lines(): string[] {
    return this.text.split('\n').filter((line) => line !== '');
  }

  /** Resolves once so many lines are there. */
  async until(count: number): Promise<void> {
    while (this.lines.length < count) {
      await new Promise<void>((resolve) => {
        this.#wrote = resolve;
      });
    }
  }
}

describe('for people', () => {
  test('lines in the manner of Kafka', () => {
    const written = new Written('info', true);
    const { logger } = written;
    logger.warn('a topic is odd', { topic: 't', count: 3, missing: undefined });
    logger.child('log').child('cleaner').error('no');
    assert.deepEqual(written.lines, [
      '[2026-11-21 10:55:20,123] WARN a topic is odd topic=t count=3',
      '[2026-11-21 10:55:20,123] ERROR no (log.cleaner)',
    ]);
  });

  const levels: [LogLevel, string[]][] = [
    ['debug', ['DEBUG', 'INFO', 'WARN', 'ERROR']],
    ['info', ['INFO', 'WARN', 'ERROR']],
    ['warn', ['WARN', 'ERROR']],
    ['error', ['ERROR']],
  ];
  for (const [level, expected] of levels) {
    test(`from level ${level} on`, () => {
      const written = new Written(level, true);
      const { logger } = written;
      logger.debug('x');
      logger.info('x');
      logger.warn('x');
      logger.error('x');
      assert.deepEqual(written.lines.map((line) => line.split(' ')[2]), expected);
    });
  }
});

test('the level of one logger changes while it runs', () => {
  const written = new Written('info', true);
  const { logger } = written;
  const log = logger.child('log');
  const cleaner = log.child('cleaner');
  logger.levels.set('log', 'DEBUG');
  logger.debug('no');
  cleaner.debug('yes');
  logger.levels.set('log.cleaner', 'ERROR');
  log.warn('yes');
  cleaner.warn('no');
  assert.deepEqual(
    written.lines.map((line) => line.split(' ').slice(2).join(' ')),
    ['DEBUG yes (log.cleaner)', 'WARN yes (log)'],
  );
  assert.deepEqual(
    [...logger.levels.levels()],
    [
      ['root', 'INFO'],
      ['log', 'DEBUG'],
      ['log.cleaner', 'ERROR'],
    ],
  );
});

describe('for machines', () => {
  const first = { level: 40, time: TIME_MS, topic: 't', msg: 'odd' };
  const second = { level: 30, time: TIME_MS, name: 'log', msg: 'fine' };

  const log = ({ logger }: Written): void => {
    logger.warn('odd', { topic: 't' });
    logger.child('log').info('fine');
    logger.debug('never');
  };

  test('a JSON object for each line, in order', async () => {
    const written = new Written('info', false);
    log(written);
    await written.until(2);
    assert.deepEqual(written.lines.map((line) => JSON.parse(line)), [first, second]);
    log(written);
    assert.deepEqual(written.lines.slice(2).map((line) => JSON.parse(line)), [first, second]);
  });

  test('at the end nothing is lost, and nothing is written twice', async () => {
    const written = new Written('info', false);
    log(written);
    written.logger.flush();
    assert.deepEqual(written.lines.map((line) => JSON.parse(line)), [first, second]);
    await import('pino');
    await Promise.resolve();
    written.logger.error('later');
    await written.until(3);
    assert.equal(written.lines.length, 3);
  });
});
