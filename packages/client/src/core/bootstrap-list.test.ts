import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { ConfigError } from '../errors.ts';
import { parseBootstrapList } from './bootstrap-list.ts';

describe('bootstrap.servers', () => {
  const good: readonly (readonly [string | readonly string[], [string, number][]])[] = [
    ['localhost:9092', [['localhost', 9092]]],
    ['a:1, b:2 ,c:65535', [['a', 1], ['b', 2], ['c', 65535]]],
    [['a:1', 'b:2'], [['a', 1], ['b', 2]]],
    ['[::1]:9092', [['::1', 9092]]],
    ['PLAINTEXT://host.example:9092', [['host.example', 9092]]],
    ['a:1,', [['a', 1]]],
  ];
  for (const [given, expected] of good) {
    test(JSON.stringify(given), () => {
      const parsed = parseBootstrapList(given);
      assert.deepEqual(parsed.map(({ host, port }) => [host, port]), expected);
    });
  }

  const bad: readonly (readonly [string, RegExp])[] = [
    ['', /bootstrap.servers is empty/],
    [' , ', /bootstrap.servers is empty/],
    ['localhost', /Invalid url in bootstrap.servers: localhost/],
    ['localhost:', /Invalid url in bootstrap.servers: localhost:/],
    ['localhost:x', /Invalid url/],
    ['localhost:0', /Invalid url/],
    ['localhost:65536', /Invalid url/],
    ['ok:1,no port', /Invalid url in bootstrap.servers: no port/],
    [':9092', /Invalid url/],
  ];
  for (const [given, message] of bad) {
    test(`refused: ${JSON.stringify(given)}`, () => {
      assert.throws(() => parseBootstrapList(given), (error) => {
        assert.ok(error instanceof ConfigError);
        assert.match(error.message, message);
        return true;
      });
    });
  }
});
