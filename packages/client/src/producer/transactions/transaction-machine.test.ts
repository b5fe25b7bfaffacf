// The table at the head of transaction-machine.ts, row by row, and what else it decides.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { errors } from '@ottla/protocol';

import { KafkaError, TimeoutError } from '../../errors.ts';
import {
  ApplicationRecoverableError,
  TransactionAbortableError,
  TransactionAbortedError,
  TransactionFatalError,
  TransactionStateError,
} from './transaction-errors.ts';
import {
  TransactionMachine,
  type TransactionProtocol,
  type TransactionState,
} from './transaction-machine.ts';

const abortable = new TransactionAbortableError('the test says so');
const fatal = new TransactionFatalError('the test says so');

type Event = (machine: TransactionMachine) => void;

const identified =
  (protocol: TransactionProtocol = 'v1', canBump = true): Event =>
  (machine) =>
    machine.identified({ canBump, protocol });
const ended =
  (protocol: TransactionProtocol = 'v1', isBumped = false): Event =>
  (machine) =>
    machine.ended({ protocol, isBumped });

const EVENTS = {
  initTransactions: (machine) => machine.initialize(),
  identified: identified(),
  refused: (machine) => machine.refused(),
  beginTransaction: (machine) => machine.begin(),
  commitTransaction: (machine) => machine.commit(),
  abortTransaction: (machine) => machine.abort(),
  ended: ended(),
  'ended, with an epoch': ended('v2', true),
  'ended, and upgraded': ended('v2'),
  'record failed': (machine) => machine.recordFailed(new TimeoutError('too late')),
  'abortable error': (machine) => machine.abortable(abortable),
  'fatal error': (machine) => machine.fail(fatal),
} as const satisfies Record<string, Event>;

type EventName = keyof typeof EVENTS;

/** What leads from the start to each state. */
const WAYS: Readonly<Record<TransactionState, readonly EventName[]>> = {
  uninitialized: [],
  initializing: ['initTransactions'],
  ready: ['initTransactions', 'identified'],
  inTransaction: ['initTransactions', 'identified', 'beginTransaction'],
  committing: ['initTransactions', 'identified', 'beginTransaction', 'commitTransaction'],
  aborting: ['initTransactions', 'identified', 'beginTransaction', 'abortTransaction'],
  abortableError: ['initTransactions', 'identified', 'beginTransaction', 'abortable error'],
  fatalError: ['fatal error'],
};

function machineIn(state: TransactionState): TransactionMachine {
  const machine = new TransactionMachine('id');
  for (const event of WAYS[state]) EVENTS[event](machine);
  assert.equal(machine.state, state);
  return machine;
}

const REFUSED = 'TransactionStateError';
const SAME_ERROR = 'the error that came before';

/** By state: where each event leads, or what it throws. What is left out changes nothing. */
const TABLE: Readonly<Record<TransactionState, Partial<Record<EventName, string>>>> = {
  uninitialized: {
    initTransactions: 'initializing',
    beginTransaction: REFUSED,
    commitTransaction: REFUSED,
    abortTransaction: REFUSED,
    'fatal error': 'fatalError',
  },
  initializing: {
    initTransactions: REFUSED,
    identified: 'ready',
    refused: 'uninitialized',
    beginTransaction: REFUSED,
    commitTransaction: REFUSED,
    abortTransaction: REFUSED,
    'record failed': 'uninitialized',
    'abortable error': 'uninitialized',
    'fatal error': 'fatalError',
  },
  ready: {
    initTransactions: REFUSED,
    beginTransaction: 'inTransaction',
    commitTransaction: REFUSED,
    abortTransaction: REFUSED,
    'fatal error': 'fatalError',
  },
  inTransaction: {
    initTransactions: REFUSED,
    beginTransaction: REFUSED,
    commitTransaction: 'committing',
    abortTransaction: 'aborting',
    'record failed': 'abortableError',
    'abortable error': 'abortableError',
    'fatal error': 'fatalError',
  },
  committing: {
    initTransactions: REFUSED,
    beginTransaction: REFUSED,
    commitTransaction: REFUSED,
    abortTransaction: REFUSED,
    ended: 'ready',
    'ended, with an epoch': 'ready',
    'ended, and upgraded': 'initializing',
    'record failed': 'abortableError',
    'abortable error': 'abortableError',
    'fatal error': 'fatalError',
  },
  aborting: {
    initTransactions: REFUSED,
    beginTransaction: REFUSED,
    commitTransaction: REFUSED,
    abortTransaction: REFUSED,
    ended: 'ready',
    'ended, with an epoch': 'ready',
    'ended, and upgraded': 'initializing',
    'fatal error': 'fatalError',
  },
  abortableError: {
    initTransactions: SAME_ERROR,
    beginTransaction: SAME_ERROR,
    commitTransaction: SAME_ERROR,
    abortTransaction: 'aborting',
    'fatal error': 'fatalError',
  },
  fatalError: {
    initTransactions: SAME_ERROR,
    beginTransaction: SAME_ERROR,
    commitTransaction: SAME_ERROR,
    abortTransaction: SAME_ERROR,
  },
};

describe('every event in every state', () => {
  for (const [state, row] of Object.entries(TABLE) as [TransactionState, typeof TABLE.ready][]) {
    for (const event of Object.keys(EVENTS) as EventName[]) {
      const expected = row[event] ?? state;
      test(`${state}, ${event}: ${expected}`, () => {
        const machine = machineIn(state);
        const before = machine.error;
        const perform = (): void => EVENTS[event](machine);
        if (expected === REFUSED) assert.throws(perform, TransactionStateError);
        else if (expected === SAME_ERROR) assert.throws(perform, (error) => error === before);
        else perform();
        const isRefusal = expected === REFUSED || expected === SAME_ERROR;
        assert.equal(machine.state, isRefusal ? state : expected);
      });
    }
  }
});

describe('a new epoch', () => {
  test('is asked for after a record that failed, where the coordinator gives one (v1)', () => {
    for (const [canBump, next] of [[true, 'initializing'], [false, 'ready']] as const) {
      const machine = machineIn('initializing');
      identified('v1', canBump)(machine);
      machine.begin();
      machine.recordFailed(new TimeoutError('too late'));
      machine.abort();
      ended()(machine);
      assert.equal(machine.state, next);
    }
  });

  test('comes with the end of each transaction (v2)', () => {
    const machine = machineIn('initializing');
    identified('v2')(machine);
    machine.begin();
    machine.recordFailed(new TimeoutError('too late'));
    machine.abort();
    ended('v2', true)(machine);
    assert.equal(machine.state, 'ready');
  });

  test('is not asked for where nothing failed, nor where the cluster has gone back to v1', () => {
    const machine = machineIn('committing');
    ended()(machine);
    assert.equal(machine.state, 'ready');
    const downgraded = machineIn('initializing');
    identified('v2')(downgraded);
    downgraded.begin();
    downgraded.commit();
    ended('v1', true)(downgraded);
    assert.deepEqual([downgraded.state, downgraded.protocol], ['ready', 'v1']);
  });

  test('that cannot be had makes lost sequences fatal', () => {
    for (const [canBump, state] of [[true, 'abortableError'], [false, 'fatalError']] as const) {
      const machine = machineIn('initializing');
      identified('v1', canBump)(machine);
      machine.begin();
      machine.sequencesLost();
      assert.equal(machine.state, state);
    }
  });
});

describe('partitions', () => {
  const p0 = { topic: 't', partition: 0 };
  const p1 = { topic: 't', partition: 1 };

  test('v1: wanted first, drained when they were added, started then', () => {
    const machine = machineIn('inTransaction');
    assert.equal(machine.enlist(p0), true);
    assert.equal(machine.enlist(p1), true);
    assert.deepEqual([machine.wanted, machine.mayDrain(p0)], [[p0, p1], false]);
    assert.equal(machine.isStarted, false);
    machine.enlisted([p0]);
    assert.deepEqual(machine.wanted, [p1]);
    assert.deepEqual([machine.mayDrain(p0), machine.mayDrain(p1)], [true, false]);
    assert.equal(machine.enlist(p0), false);
    assert.equal(machine.isStarted, true);
  });

  test('v2: drained and started at once', () => {
    const machine = machineIn('initializing');
    identified('v2')(machine);
    machine.begin();
    assert.equal(machine.enlist(p0), false);
    assert.deepEqual([machine.mayDrain(p0), machine.isStarted], [true, true]);
  });

  test('are those of one transaction only', () => {
    const machine = machineIn('inTransaction');
    machine.enlisted([p0]);
    machine.commit();
    ended()(machine);
    machine.begin();
    assert.deepEqual([machine.mayDrain(p0), machine.isStarted], [false, false]);
  });

  test('that are wanted are forgotten by an abort; those that were added are drained empty', () => {
    const machine = machineIn('inTransaction');
    machine.enlist(p0);
    machine.enlisted([p0]);
    machine.enlist(p1);
    machine.abort();
    assert.deepEqual([machine.wanted, machine.mayDrain(p0)], [[], true]);
  });

  test('are none after a fatal error', () => {
    const machine = machineIn('inTransaction');
    machine.enlisted([p0]);
    machine.fail(fatal);
    assert.equal(machine.mayDrain(p0), false);
  });
});

describe('what belongs to a transaction', () => {
  test('is taken until it is aborted, or fails, but not into the next one', () => {
    const machine = machineIn('inTransaction');
    const { serial } = machine;
    assert.equal(machine.enter('send'), serial);
    assert.equal(machine.isOpen(serial), true);
    machine.commit();
    assert.equal(machine.isOpen(serial), true);
    assert.throws(() => machine.enter('send'), /send does not fit: .* is committing/);
    ended()(machine);
    machine.begin();
    assert.equal(machine.isOpen(serial), false);
    assert.ok(machine.closedError() instanceof TransactionAbortedError);
  });

  test('fails with what the transaction failed with', () => {
    const machine = machineIn('abortableError');
    assert.equal(machine.dropsUnsent, abortable);
    assert.equal(machine.closedError(), abortable);
    assert.throws(() => machine.enter('send'), (error) => error === abortable);
    machine.abort();
    assert.ok(machine.dropsUnsent instanceof TransactionAbortedError);
    assert.equal(machine.dropsAll, undefined);
    machine.fail(fatal);
    assert.equal(machine.dropsAll, fatal);
  });

  test('late failures of an earlier transaction are not held against the next', () => {
    const machine = machineIn('inTransaction');
    const { serial } = machine;
    machine.abort();
    ended()(machine);
    machine.begin();
    machine.recordFailed(new TimeoutError('late'), serial);
    assert.equal(machine.state, 'inTransaction');
  });

  test('the first error is kept', () => {
    const machine = machineIn('abortableError');
    machine.abortable(new TransactionAbortableError('another'));
    assert.equal(machine.error, abortable);
  });
});

describe('a record that was refused', () => {
  const table = [
    [errors.MESSAGE_TOO_LARGE, TransactionAbortableError],
    [errors.INVALID_PRODUCER_EPOCH, TransactionAbortableError],
    [errors.INVALID_TXN_STATE, TransactionAbortableError],
    [errors.TOPIC_AUTHORIZATION_FAILED, TransactionAbortableError],
    [errors.TRANSACTIONAL_ID_AUTHORIZATION_FAILED, TransactionFatalError],
    [errors.CLUSTER_AUTHORIZATION_FAILED, TransactionFatalError],
    [errors.INVALID_PRODUCER_ID_MAPPING, ApplicationRecoverableError],
  ] as const;
  for (const [error, type] of table) {
    test(`${error.name}: ${type.name}`, () => {
      const machine = machineIn('inTransaction');
      machine.recordFailed(new KafkaError(error));
      assert.ok(machine.error instanceof type, String(machine.error));
      assert.equal((machine.error.cause as KafkaError).name, error.name);
    });
  }
});
