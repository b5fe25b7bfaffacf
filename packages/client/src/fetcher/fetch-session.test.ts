import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { errors } from '@ottla/protocol';

import { ZERO_UUID } from '../core/cluster-metadata.ts';
import { FetchSession, type FetchPartition } from './fetch-session.ts';

const ID = 'AAAAAAAAAAAAAAAAAAAAAQ';
const NEW_ID = 'AAAAAAAAAAAAAAAAAAAAAg';

function at(partition: number, offset: number, topicId = ID): FetchPartition {
  const rest = { leaderEpoch: 0, lastFetchedEpoch: -1, bytesMax: 1000 };
  return { topic: 't', topicId, partition, offset, ...rest };
}

/** A session that the broker has taken with these partitions. */
function openWith(...partitions: readonly FetchPartition[]): FetchSession {
  const session = new FetchSession();
  session.next(partitions);
  assert.ok(session.responded(0, 77));
  return session;
}

const numbers = (partitions: readonly FetchPartition[]): number[] =>
  partitions.map(({ partition }) => partition);

test('the first request is full: session 0, epoch 0, everything named', () => {
  const { sessionId, epoch, toSend, toForget } = new FetchSession().next([at(0, 5), at(1, 6)]);
  assert.deepEqual([sessionId, epoch, numbers(toSend), toForget], [0, 0, [0, 1], []]);
});

describe('incremental requests', () => {
  test('name only what changed, and forget what is wanted no more', () => {
    const session = openWith(at(0, 5), at(1, 6), at(2, 7));
    const request = session.next([at(0, 5), at(1, 9), at(3, 0)]);
    assert.deepEqual([request.sessionId, request.epoch], [77, 1]);
    assert.deepEqual(numbers(request.toSend), [1, 3]);
    assert.deepEqual(numbers(request.toForget), [2]);
  });

  test('count epochs up, and name a changed partition once', () => {
    const session = openWith(at(0, 5));
    assert.equal(session.next([at(0, 8)]).epoch, 1);
    assert.ok(session.responded(0, 77));
    const again = session.next([at(0, 8)]);
    assert.deepEqual([again.epoch, again.toSend], [2, []]);
  });

  test('forget and name a topic that was made anew', () => {
    const session = openWith(at(0, 5));
    const request = session.next([at(0, 0, NEW_ID)]);
    assert.deepEqual(request.toSend.map(({ topicId }) => topicId), [NEW_ID]);
    assert.deepEqual(request.toForget.map(({ topicId }) => topicId), [ID]);
  });
});

describe('what an answer does', () => {
  test('no session granted: the next request is full again', () => {
    const session = new FetchSession();
    session.next([at(0, 5)]);
    assert.ok(session.responded(0, 0));
    const request = session.next([at(0, 5)]);
    assert.deepEqual([request.sessionId, request.epoch, numbers(request.toSend)], [0, 0, [0]]);
  });

  test('FETCH_SESSION_ID_NOT_FOUND: a new session', () => {
    const session = openWith(at(0, 5));
    session.next([at(0, 6)]);
    assert.equal(session.responded(errors.FETCH_SESSION_ID_NOT_FOUND.code, 0), false);
    const request = session.next([at(0, 6)]);
    assert.deepEqual([request.sessionId, request.epoch, numbers(request.toSend)], [0, 0, [0]]);
  });

  test('another error, or none at all: a full request that closes the old session', () => {
    for (const fail of [
      (session: FetchSession) => session.failed(),
      (session: FetchSession) => {
        assert.equal(session.responded(errors.INVALID_FETCH_SESSION_EPOCH.code, 77), false);
      },
    ]) {
      const session = openWith(at(0, 5));
      session.next([at(0, 6)]);
      fail(session);
      const request = session.next([at(0, 6)]);
      assert.deepEqual([request.sessionId, request.epoch, numbers(request.toSend)], [77, 0, [0]]);
    }
  });
});

test('topic ids can be used only where all are known', () => {
  const session = new FetchSession();
  assert.equal(session.next([at(0, 5)]).canUseTopicIds, true);
  assert.equal(session.next([at(0, 5), at(1, 5, ZERO_UUID)]).canUseTopicIds, false);
});
