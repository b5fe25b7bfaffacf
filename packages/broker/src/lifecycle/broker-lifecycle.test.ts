import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { BrokerLifecycle, type HeartbeatAnswer, type LifecycleAction } from './broker-lifecycle.ts';

const INTERVAL_MS = 2000;

/** Actions as short words: `heartbeat(fence)`, `schedule 10`, `caught-up`. Logs are left out. */
function words(actions: readonly LifecycleAction[]): string[] {
  return actions.flatMap((action) => {
    if (action.kind === 'log') return [];
    if (action.kind === 'schedule') return [`schedule ${action.delayMs}`];
    if (action.kind !== 'heartbeat') return [action.kind];
    const wants = [action.wantFence ? 'fence' : '', action.wantShutDown ? 'shut-down' : ''];
    return [`heartbeat ${wants.filter((want) => want !== '').join(' ')}`.trim()];
  });
}

function answer(partial: Partial<HeartbeatAnswer> = {}): HeartbeatAnswer {
  return { error: 'NONE', isCaughtUp: true, isFenced: true, shouldShutDown: false, ...partial };
}

function registered(): BrokerLifecycle {
  const lifecycle = new BrokerLifecycle(INTERVAL_MS);
  assert.deepEqual(words(lifecycle.start()), ['register']);
  const actions = lifecycle.registrationAnswered({ error: 'NONE', brokerEpoch: 5 });
  assert.deepEqual(words(actions), ['schedule 0']);
  return lifecycle;
}

function running(): BrokerLifecycle {
  const lifecycle = registered();
  lifecycle.communicate();
  lifecycle.heartbeatAnswered(answer());
  lifecycle.readyToUnfence();
  lifecycle.communicate();
  assert.deepEqual(words(lifecycle.heartbeatAnswered(answer({ isFenced: false }))), [
    'unfenced',
    `schedule ${INTERVAL_MS}`,
  ]);
  assert.equal(lifecycle.state, 'RUNNING');
  return lifecycle;
}

describe('from start to running', () => {
  test('asks to stay fenced until it is ready, and to be unfenced then', () => {
    const lifecycle = registered();
    assert.equal(lifecycle.brokerEpoch, 5);
    assert.deepEqual(words(lifecycle.communicate()), ['heartbeat fence']);
    assert.deepEqual(words(lifecycle.heartbeatAnswered(answer({ isCaughtUp: false }))), [
      'schedule 10',
    ]);
    assert.equal(lifecycle.state, 'STARTING');
    lifecycle.communicate();
    assert.deepEqual(words(lifecycle.heartbeatAnswered(answer())), ['caught-up', 'schedule 10']);
    assert.equal(lifecycle.state, 'RECOVERY');
    lifecycle.communicate();
    assert.deepEqual(words(lifecycle.heartbeatAnswered(answer())), [`schedule ${INTERVAL_MS}`]);
    assert.deepEqual(words(lifecycle.readyToUnfence()), ['schedule 0']);
    assert.deepEqual(words(lifecycle.communicate()), ['heartbeat']);
    assert.equal(lifecycle.state, 'RECOVERY');
    lifecycle.heartbeatAnswered(answer({ isFenced: false }));
    assert.equal(lifecycle.state, 'RUNNING');
  });

  test('ready while a heartbeat is under way: the next one follows at once', () => {
    const lifecycle = registered();
    lifecycle.communicate();
    lifecycle.readyToUnfence();
    assert.deepEqual(words(lifecycle.communicate()), []);
    assert.deepEqual(words(lifecycle.heartbeatAnswered(answer())), ['caught-up', 'schedule 0']);
  });

  test('a failed registration is tried again by the interval', () => {
    const lifecycle = new BrokerLifecycle(INTERVAL_MS);
    const refused = { error: 'DUPLICATE_BROKER_REGISTRATION', brokerEpoch: -1 };
    for (const outcome of [undefined, refused]) {
      lifecycle.start();
      const actions = lifecycle.registrationAnswered(outcome);
      assert.deepEqual(words(actions), [`schedule ${INTERVAL_MS}`]);
    }
    assert.equal(lifecycle.brokerEpoch, -1);
  });

  test('never registered in time: shuts down; registered: the timeout means nothing', () => {
    const lifecycle = new BrokerLifecycle(INTERVAL_MS);
    lifecycle.start();
    assert.deepEqual(words(lifecycle.registrationTimedOut()), ['shut-down']);
    assert.deepEqual(words(registered().registrationTimedOut()), []);
  });

  test('a failed heartbeat waits the interval, even when something wanted to be immediate', () => {
    const lifecycle = running();
    lifecycle.communicate();
    lifecycle.communicate();
    const failed = lifecycle.heartbeatAnswered(answer({ error: 'STALE_BROKER_EPOCH' }));
    assert.deepEqual(words(failed), [`schedule ${INTERVAL_MS}`]);
    lifecycle.communicate();
    assert.deepEqual(words(lifecycle.heartbeatAnswered(undefined)), [`schedule ${INTERVAL_MS}`]);
  });

  test('registers again when the controller has lost it', () => {
    const lifecycle = running();
    assert.deepEqual(words(lifecycle.registerAgain()), ['schedule 0']);
    assert.deepEqual(words(lifecycle.communicate()), ['register']);
  });
});

describe('to the end', () => {
  test('a controlled shutdown waits for the controller', () => {
    const lifecycle = running();
    assert.deepEqual(words(lifecycle.beginControlledShutdown()), ['schedule 0']);
    assert.deepEqual(words(lifecycle.communicate()), ['heartbeat shut-down']);
    assert.deepEqual(words(lifecycle.heartbeatAnswered(answer())), ['schedule 50']);
    lifecycle.communicate();
    assert.deepEqual(words(lifecycle.heartbeatAnswered(answer())), [`schedule ${INTERVAL_MS}`]);
    lifecycle.communicate();
    const approved = lifecycle.heartbeatAnswered(answer({ shouldShutDown: true }));
    assert.deepEqual(words(approved), ['shut-down']);
    assert.equal(lifecycle.state, 'SHUTTING_DOWN');
  });

  test('before it runs there is nothing to hand over', () => {
    assert.deepEqual(words(registered().beginControlledShutdown()), ['shut-down']);
  });

  test('afterwards nothing happens any more', () => {
    const lifecycle = running();
    lifecycle.communicate();
    assert.deepEqual(words(lifecycle.beginShutdown()), ['shut-down']);
    for (const late of [
      lifecycle.heartbeatAnswered(answer()),
      lifecycle.registrationAnswered({ error: 'NONE', brokerEpoch: 6 }),
      lifecycle.communicate(),
      lifecycle.readyToUnfence(),
      lifecycle.beginShutdown(),
      lifecycle.beginControlledShutdown(),
      lifecycle.registrationTimedOut(),
      lifecycle.directoriesChanged(),
    ]) {
      assert.deepEqual(words(late), []);
    }
  });
});
