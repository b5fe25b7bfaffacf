import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { consumerProtocolSubscription, encodeVersioned } from '@ottla/protocol';
import { subscribedTopics } from './subscribed-topics.ts';

function subscription(topics: readonly string[], version: number): Uint8Array {
  return encodeVersioned(consumerProtocolSubscription, { topics }, version);
}

describe('subscribed topics', () => {
  it('are those of all members, of every version of the protocol', () => {
    const topics = subscribedTopics([subscription(['a', 'b'], 0), subscription(['b', 'c'], 3)]);
    assert.deepEqual([...(topics ?? [])], ['a', 'b', 'c']);
  });

  it('are read of versions to come, and of what is broken behind the topics', () => {
    const later = subscription(['a'], 1);
    later[1] = 99;
    assert.deepEqual([...(subscribedTopics([later]) ?? [])], ['a']);
    const cut = subscription(['a'], 3).subarray(0, 13);
    assert.deepEqual([...(subscribedTopics([cut]) ?? [])], ['a']);
  });

  it('are none of a group without members, and unknown where one cannot be read', () => {
    assert.deepEqual([...(subscribedTopics([]) ?? [])], []);
    assert.equal(subscribedTopics([subscription(['a'], 0), Buffer.from('no')]), undefined);
    assert.equal(subscribedTopics([new Uint8Array(0)]), undefined);
    const tooMany = Array.from({ length: 100_001 }, () => '');
    assert.equal(subscribedTopics([subscription(tooMany, 0)]), undefined);
  });
});
