// Who may connect, as a table of comings and goings.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { SocketServerConfig } from './connection-host.ts';
import { ConnectionLimits } from './connection-limits.ts';

function limits(config: Partial<SocketServerConfig>): ConnectionLimits {
  return new ConnectionLimits({
    requestBytesMax: 1,
    requestItemsMax: 100_000,
    queuedRequestsMax: 1,
    receiveBytesMax: 1,
    responseBytesMax: 1,
    slabBytesMax: 201_326_592,
    inFlightRequestsMax: 1000,
    inFlightBytesMax: 1,
    unsentBytesMax: 1,
    requestReceiveMs: 120_000,
    pressureMs: 10_000,
    connectionsMax: 100,
    connectionRateMax: 2_147_483_647,
    rateWindows: { count: 11, sizeMs: 1000 },
    listeners: new Map(),
    interBrokerListener: undefined,
    connectionsPerIpMax: 100,
    connectionsPerIpOverrides: new Map(),
    connectionsIdleMs: 1,
    listenBacklog: 1,
    ...config,
  });
}

/** `+a` comes from a to a listener, `-a` leaves it. */
function play(subject: ConnectionLimits, moves: string, listener = 'PLAINTEXT'): string[] {
  return moves.split(' ').map((move) => {
    const host = move.slice(1);
    if (move.startsWith('-')) {
      subject.left(listener, host);
      return `${subject.count}`;
    }
    return subject.hasSlot(listener) ? subject.admit(listener, host) : 'wait';
  });
}

test('in all', () => {
  const subject = limits({ connectionsMax: 2 });
  const told = play(subject, '+a +b +c -a +c +d');
  assert.deepEqual(told, ['accept', 'accept', 'wait', '1', 'accept', 'wait']);
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

test('a listener may have a limit of its own, under the one in all', () => {
  const listeners = new Map([['INTERNAL', { connectionsMax: 1 }]]);
  const subject = limits({ connectionsMax: 3, listeners });
  assert.deepEqual(play(subject, '+a +a', 'INTERNAL'), ['accept', 'wait']);
  assert.deepEqual(play(subject, '+a +a +a'), ['accept', 'accept', 'wait']);
  assert.deepEqual(play(subject, '-a +a', 'INTERNAL'), ['2', 'accept']);
});

test('brokers among themselves come in where clients wait, and clients are then too many', () => {
  const subject = limits({ connectionsMax: 2, interBrokerListener: 'REPLICATION' });
  subject.addListener('REPLICATION');
  subject.addListener('PLAINTEXT');
  assert.deepEqual(play(subject, '+a +a +a'), ['accept', 'accept', 'wait']);
  assert.deepEqual(play(subject, '+b', 'REPLICATION'), ['accept']);
  assert.equal(subject.isExceeded, true);
  assert.deepEqual(play(subject, '-a'), ['2']);
  assert.equal(subject.isExceeded, false);
  // Unless the listener itself has too many: what holds in all is its limit too.
  assert.deepEqual(play(subject, '+b +b', 'REPLICATION'), ['accept', 'wait']);
});

test('the only listener is not protected', () => {
  const subject = limits({ connectionsMax: 1, interBrokerListener: 'PLAINTEXT' });
  assert.deepEqual(play(subject, '+a +b'), ['accept', 'wait']);
});

test('rates: in all, by listener, and not in all for brokers among themselves', () => {
  const listeners = new Map([['SLOW', { connectionRateMax: 1 }]]);
  const config = { connectionRateMax: 10, listeners, interBrokerListener: 'REPLICATION' };
  const throttled = (subject: ConnectionLimits, listener: string, count: number): number => {
    const waits = Array.from({ length: count }, () => subject.throttleMs(listener, 0));
    return waits.findIndex((each) => each > 0);
  };
  const subject = (): ConnectionLimits => {
    const made = limits(config);
    for (const name of ['SLOW', 'REPLICATION', 'PLAINTEXT']) made.addListener(name);
    return made;
  };
  assert.equal(throttled(subject(), 'PLAINTEXT', 200), 100);
  assert.equal(throttled(subject(), 'SLOW', 200), 10);
  const both = subject();
  assert.equal(throttled(both, 'REPLICATION', 100), -1);
  assert.equal(throttled(both, 'PLAINTEXT', 200), 100, 'those of brokers do not count');
});
