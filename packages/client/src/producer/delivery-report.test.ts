import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { DeliveryReport } from './delivery-report.ts';

const delivered = (baseOffset: number) => ({
  kind: 'delivered' as const,
  baseOffset,
  logAppendTimeMs: -1,
});

describe('what becomes of a batch', () => {
  test('every record has its offset', async () => {
    const report = new DeliveryReport();
    const { settled } = report;
    report.close(3);
    assert.equal(report.isSettled, false);
    report.settle(0, 3, delivered(100));
    await settled;
    const offsets = [0, 1, 2].map((index) => {
      const outcome = report.outcomeOf(index);
      return outcome instanceof Error ? outcome : outcome.offset;
    });
    assert.deepEqual(offsets, [100, 101, 102]);
    assert.equal(report.errorAmong(0, 2), undefined);
  });

  test('an unknown offset stays unknown', () => {
    const report = new DeliveryReport();
    report.close(2);
    report.settle(0, 2, delivered(-1));
    assert.deepEqual(report.outcomeOf(1), { offset: -1, logAppendTimeMs: -1 });
  });

  test('one that was split is settled with its last part, each part by itself', async () => {
    const report = new DeliveryReport();
    report.close(5);
    report.settle(2, 3, { kind: 'failed', errorOf: (index) => new Error(`part record ${index}`) });
    assert.equal(report.isSettled, false);
    report.settle(0, 2, delivered(7));
    await report.settled;
    assert.deepEqual(report.outcomeOf(1), { offset: 8, logAppendTimeMs: -1 });
    assert.match(String(report.outcomeOf(4)), /part record 2/);
    assert.match(String(report.errorAmong(0, 4)), /part record 0/);
    assert.equal(report.errorAmong(0, 1), undefined);
    assert.match(String(report.errorAmong(4, 4)), /part record 2/);
  });

  test('the first error is that of the first record, whichever part failed first', () => {
    const report = new DeliveryReport();
    report.close(4);
    report.settle(2, 2, { kind: 'failed', errorOf: (index) => new Error(`late ${index}`) });
    report.settle(0, 2, { kind: 'failed', errorOf: (index) => new Error(`early ${index}`) });
    assert.match(String(report.errorAmong(0, 3)), /early 0/);
    assert.match(String(report.errorAmong(1, 3)), /early 1/);
    assert.match(String(report.errorAmong(2, 3)), /late 0/);
  });

  test('the promise never rejects, and may be asked for after the fact', async () => {
    const report = new DeliveryReport();
    report.close(1);
    report.settle(0, 1, { kind: 'failed', errorOf: () => new Error('no') });
    await report.settled;
    assert.ok(report.outcomeOf(0) instanceof Error);
  });
});
