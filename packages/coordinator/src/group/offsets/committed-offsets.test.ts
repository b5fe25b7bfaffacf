import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TimelineRegistry } from '@ottla/base';
import { zeroUuid } from '@ottla/protocol';
import type { CommittedOffset } from './committed-offset.ts';
import { CommittedOffsets } from './committed-offsets.ts';

const KEY = { group: 'g', topic: 't', partition: 0 };

/** An offset equal to where its record stands. */
function at(recordOffset: number): CommittedOffset {
  return {
    offset: recordOffset,
    leaderEpoch: -1,
    metadata: '',
    commitTimestampMs: 0,
    expireTimestampMs: undefined,
    topicId: zeroUuid,
    recordOffset,
  };
}

function fresh(): { timeline: TimelineRegistry; offsets: CommittedOffsets } {
  const timeline = new TimelineRegistry();
  return { timeline, offsets: new CommittedOffsets(timeline) };
}

function look(offsets: CommittedOffsets): string {
  const { offset = 'none' } = offsets.get(KEY) ?? {};
  const open = offsets.isUnstable(KEY) ? ' unstable' : '';
  return `${offset}${open}${offsets.hasOpenTransactions('g') ? ' open' : ''}`;
}

describe('committed offsets', () => {
  it('of a transaction count when its marker says so', () => {
    const { offsets } = fresh();
    offsets.commit(KEY, at(1));
    offsets.commitInTransaction(7, KEY, at(2));
    assert.equal(look(offsets), '1 unstable open');
    offsets.endTransaction(8, true);
    assert.equal(look(offsets), '1 unstable open');
    offsets.endTransaction(7, true);
    assert.equal(look(offsets), '2');
  });

  it('of a transaction that is aborted are gone', () => {
    const { offsets } = fresh();
    offsets.commitInTransaction(7, KEY, at(2));
    assert.equal(look(offsets), 'none unstable open');
    offsets.endTransaction(7, false);
    assert.equal(look(offsets), 'none');
    assert.deepEqual(offsets.keysOf('g'), []);
  });

  it('are the later one where a plain commit came between commit and marker', () => {
    const { offsets } = fresh();
    offsets.commitInTransaction(7, KEY, at(2));
    offsets.commit(KEY, at(3));
    offsets.endTransaction(7, true);
    assert.equal(look(offsets), '3');
  });

  it('stay unstable while one of several transactions is open', () => {
    const { offsets } = fresh();
    offsets.commitInTransaction(7, KEY, at(1));
    offsets.commitInTransaction(8, KEY, at(2));
    offsets.endTransaction(8, true);
    assert.equal(look(offsets), '2 unstable open');
    offsets.endTransaction(7, true);
    assert.equal(look(offsets), '2');
  });

  it('are removed with what is pending of them', () => {
    const { offsets } = fresh();
    offsets.commit(KEY, at(1));
    offsets.commitInTransaction(7, KEY, at(2));
    offsets.commitInTransaction(7, { ...KEY, partition: 1 }, at(3));
    assert.deepEqual(offsets.keysOf('g').map(({ partition }) => partition), [0, 1]);
    offsets.remove(KEY);
    offsets.endTransaction(7, true);
    assert.equal(look(offsets), 'none');
    assert.deepEqual(offsets.keysOf('g').map(({ partition }) => partition), [1]);
  });

  it('are found by topic, pending ones too', () => {
    const { offsets } = fresh();
    offsets.commit(KEY, at(1));
    offsets.commit({ ...KEY, topic: 'u' }, at(2));
    offsets.commitInTransaction(7, { ...KEY, group: 'h' }, at(3));
    const found = [...offsets.entriesOfTopic('t')];
    assert.deepEqual(
      found.map(([{ group }, { offset }]) => [group, offset]),
      [['g', 1], ['h', 3]],
    );
  });

  it('can be read as of a snapshot, and go back to it', () => {
    const { timeline, offsets } = fresh();
    offsets.commit(KEY, at(1));
    timeline.snapshot(1);
    offsets.commit(KEY, at(2));
    offsets.remove({ ...KEY });
    offsets.commitInTransaction(7, KEY, at(3));
    assert.equal(offsets.topicsOf('g', 1)?.get('t', 1)?.get(0, 1)?.offset, 1);
    timeline.revertTo(1);
    assert.equal(look(offsets), '1');
    offsets.endTransaction(7, true);
    assert.equal(look(offsets), '1', 'a transaction that was undone has nothing to commit');
  });
});
