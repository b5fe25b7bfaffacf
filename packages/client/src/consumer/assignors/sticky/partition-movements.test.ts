import assert from 'node:assert/strict';
import { test } from 'node:test';

import { PartitionMovements } from './partition-movements.ts';

const at = (partition: number, topic = 't') => ({ topic, partition });

test('with one of the topic that came the other way, that one goes back instead', () => {
  const movements = new PartitionMovements();
  movements.moved(at(0), 'a', 'b');
  assert.deepEqual(movements.instead(at(1), 'b', 'a'), at(0));
});

test('otherwise it is the partition itself', () => {
  const movements = new PartitionMovements();
  assert.deepEqual(movements.instead(at(1), 'b', 'a'), at(1));
  movements.moved(at(0), 'a', 'b');
  assert.deepEqual(movements.instead(at(1), 'a', 'b'), at(1));
  assert.deepEqual(movements.instead(at(1), 'b', 'c'), at(1));
  assert.deepEqual(movements.instead(at(1, 'u'), 'b', 'a'), at(1, 'u'));
});

test('what moved on counts from where it came first', () => {
  const movements = new PartitionMovements();
  movements.moved(at(0), 'a', 'b');
  movements.moved(at(0), 'b', 'c');
  assert.deepEqual(movements.instead(at(1), 'b', 'a'), at(1));
  assert.deepEqual(movements.instead(at(1), 'c', 'a'), at(0));
});

test('what is back where it came from has not moved', () => {
  const movements = new PartitionMovements();
  movements.moved(at(0), 'a', 'b');
  movements.moved(at(0), 'b', 'a');
  assert.deepEqual(movements.instead(at(1), 'b', 'a'), at(1));
});

test('one that moved is asked for by where it was at first', () => {
  const movements = new PartitionMovements();
  movements.moved(at(0), 'a', 'b');
  movements.moved(at(1), 'c', 'a');
  // Partition 0 would go from b to c; of a to c none has come back.
  assert.deepEqual(movements.instead(at(0), 'b', 'c'), at(1));
});
