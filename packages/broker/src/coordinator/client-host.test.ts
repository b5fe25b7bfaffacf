import assert from 'node:assert/strict';
import { test } from 'node:test';

import { clientHost } from './client-host.ts';

/** As Java's InetAddress shows them. */
const SHOWN: readonly (readonly [string, string])[] = [
  ['127.0.0.1', '/127.0.0.1'],
  ['::ffff:10.0.0.7', '/10.0.0.7'],
  ['::1', '/0:0:0:0:0:0:0:1'],
  ['::', '/0:0:0:0:0:0:0:0'],
  ['2001:0db8::8a2e:0370:7334', '/2001:db8:0:0:0:8a2e:370:7334'],
  ['1:2:3:4:5:6:7:8', '/1:2:3:4:5:6:7:8'],
  ['fe80::1%eth0', '/fe80:0:0:0:0:0:0:1%eth0'],
  ['broker', '/broker'],
];

test('addresses are shown as Java shows them', () => {
  for (const [address, shown] of SHOWN) assert.equal(clientHost(address), shown);
});
