// Who may connect, as a table of comings and goings.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { SocketServerConfig } from './connection-host.ts';
import { ConnectionLimits } from './connection-limits.ts';

function limits(config: Partial<SocketServerConfig>): ConnectionLimits {
  return new ConnectionLimits({
    requestBytesMax: 1,
    queuedRequestsMax: 1,
    receiveBytesMax: 1,
    responseBytesMax: 1,
    inFlightRequestsMax: 1000,
    inFlightBytesMax: 1,
    unsentBytesMax: 1,
    requestReceiveMs: 120_000,
    pressureMs: 10_000,
    connectionsMax: 100,
    connectionsPerIpMax: 100,
    connectionsPerIpOverrides: new Map(),
    connectionsIdleMs: 1,
    listenBacklog: 1,
    ...config,
  });
}

/** `+a` comes from a, `-a` leaves. */
function play(subject: ConnectionLimits, moves: string): string[] {
  return moves.split(' ').map((move) => {
    const host = move.slice(1);
    if (move.startsWith('+')) return subject.admit(host);
    subject.left(host);
    return `${subject.count}`;
  });
}

test('in all', () => {
  const subject = limits({ connectionsMax: 2 });
  const told = play(subject, '+a +b +c -a +c +d');
  assert.deepEqual(told, ['accept', 'accept', 'wait', '1', 'accept', 'wait']);
  assert.equal(subject.hasRoom, false);
});

test('from one address', () => {
  const told = play(limits({ connectionsPerIpMax: 2 }), '+a +a +a +b -a +a +a');
  assert.deepEqual(told, ['accept', 'accept', 'refuse', 'accept', '2', 'accept', 'refuse']);
});

test('an address may have a limit of its own, also none at all', () => {
  const connectionsPerIpOverrides = new Map([
    ['a', 0],
    ['b', 2],
  ]);
  const subject = limits({ connectionsPerIpMax: 1, connectionsPerIpOverrides });
  const told = play(subject, '+a +b +b +b +c +c');
  assert.deepEqual(told, ['refuse', 'accept', 'accept', 'refuse', 'accept', 'refuse']);
});
