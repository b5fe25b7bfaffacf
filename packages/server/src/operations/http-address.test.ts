import assert from 'node:assert/strict';
import { test } from 'node:test';

import { NodeConfig } from '@ottla/metadata';
import { httpAddress } from './http-address.ts';

function addressOf(text: string) {
  const settings = { 'node.id': '1', 'process.roles': 'broker', 'controller.listener.names': 'C' };
  const all = new Map(Object.entries({ ...settings, 'ottla.http.address': text }));
  return httpAddress(NodeConfig.parse(all));
}

const TABLE = [
  ['', undefined],
  ['127.0.0.1:9644', { host: '127.0.0.1', port: 9644 }],
  ['localhost:0', { host: 'localhost', port: 0 }],
  ['[::1]:9644', { host: '::1', port: 9644 }],
  [':9644', { host: '', port: 9644 }],
] as const;

for (const [text, expected] of TABLE) {
  test(`"${text}" is understood`, () => assert.deepEqual(addressOf(text), expected));
}

for (const text of ['9644', 'localhost', 'localhost:', '::1:9644', 'a:65536', 'http://a:1']) {
  test(`"${text}" is refused, with an example`, () => {
    assert.throws(() => addressOf(text), /ottla\.http\.address.*for example 127\.0\.0\.1:9644/);
  });
}
