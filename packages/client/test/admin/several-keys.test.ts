// Calls on several topics or configs of which some fail: what became of the others is told, who
// looks at no result learns of the failure all the same, and only what may pass is tried again.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  alterConfigsApi,
  createPartitionsApi,
  createTopicsApi,
  deleteTopicsApi,
  describeConfigsApi,
  describeTopicPartitionsApi,
  errors,
  incrementalAlterConfigsApi,
  metadataApi,
} from '@ottla/protocol';

import {
  ClosedError,
  KafkaError,
  MixedFailureError,
  outcomesOf,
  TimeoutError,
  valueOf,
  ZERO_UUID,
  type Admin,
  type AdminOptions,
} from '../../src/index.ts';
import { brief, countOf, failureOf, startAdmin } from '../scripted/scripted-admin.ts';
import type { ScriptedCluster } from '../scripted/scripted-cluster.ts';

interface Answer {
  readonly name: string;
  readonly errorCode: number;
  readonly errorMessage: string | null;
}

/** What a broker says of each key, and which keys came in which request. */
class Script {
  readonly rounds: string[][] = [];
  readonly #codeOf: (name: string, round: number) => number;

  constructor(codeOf: (name: string, round: number) => number) {
    this.#codeOf = codeOf;
  }

  answers(names: readonly (string | null)[]): Answer[] {
    const asked = names.map((name) => name ?? '');
    this.rounds.push(asked);
    return asked.map((name) => {
      const errorCode = this.#codeOf(name, this.rounds.length);
      return { name, errorCode, errorMessage: errorCode === 0 ? null : `${name} is refused` };
    });
  }
}

interface Row {
  readonly name: string;
  readonly serve: (cluster: ScriptedCluster, script: Script) => void;
  /** On a, b and c. */
  readonly call: (admin: Admin, options?: AdminOptions) => Promise<Map<string, unknown>>;
  /** The key of b in the result. */
  readonly keyOfB: string;
  /** After which a key is asked for again. */
  readonly passing: { readonly code: number };
  /** Of an error of b, where the answer has no words of the broker's own. */
  readonly words?: RegExp;
}

const NAMES = ['a', 'b', 'c'] as const;
const TOPICS = NAMES.map((name) => ({ type: 'topic' as const, name }));
const { code: REFUSED } = errors.TOPIC_AUTHORIZATION_FAILED;

const idOf = (name: string): string => Buffer.from(name.padEnd(16, '.')).toString('base64url');
const nameOfId = (id: string): string => Buffer.from(id, 'base64url').toString().slice(0, 1);

/** Answers of DescribeConfigs and AlterConfigs are about resources: here all are topics. */
function ofResources(script: Script, resources: readonly { readonly resourceName: string }[]) {
  const answers = script.answers(resources.map(({ resourceName }) => resourceName));
  return answers.map(({ name, ...rest }) => ({ resourceType: 2, resourceName: name, ...rest }));
}

function serveIds(cluster: ScriptedCluster, script: Script): void {
  cluster.broker(1).on(metadataApi, ({ request, version }, respond) => {
    const isById = request.topics?.[0]?.name === null;
    const ids = isById ? (request.topics ?? []).map(({ topicId }) => topicId) : [];
    const answers = isById ? script.answers(ids.map(nameOfId)) : [];
    const topics = answers.map(({ name, errorCode }) => ({
      name: errorCode === 0 ? name : null,
      topicId: idOf(name),
      errorCode,
    }));
    respond({ ...cluster.metadataFor([], version), topics });
  });
}

const rows: readonly Row[] = [
  {
    name: 'createTopics',
    serve: (cluster, script) => {
      cluster.broker(1).on(createTopicsApi, ({ request }, respond) => {
        respond({ topics: script.answers(request.topics.map(({ name }) => name)) });
      });
    },
    call: (admin, options) => admin.createTopics(NAMES.map((name) => ({ name })), options),
    keyOfB: 'b',
    passing: errors.THROTTLING_QUOTA_EXCEEDED,
  },
  {
    name: 'deleteTopics',
    serve: (cluster, script) => {
      cluster.broker(1).on(deleteTopicsApi, ({ request }, respond) => {
        respond({ responses: script.answers(request.topics.map(({ name }) => name)) });
      });
    },
    call: (admin, options) => admin.deleteTopics(NAMES, options),
    keyOfB: 'b',
    passing: errors.THROTTLING_QUOTA_EXCEEDED,
  },
  {
    name: 'deleteTopicIds',
    serve: (cluster, script) => {
      cluster.broker(1).on(deleteTopicsApi, ({ request }, respond) => {
        const answers = script.answers(request.topics.map(({ topicId }) => nameOfId(topicId)));
        const responses = answers.map((each) => ({ ...each, topicId: idOf(each.name) }));
        respond({ responses });
      });
    },
    call: (admin, options) => admin.deleteTopicIds(NAMES.map(idOf), options),
    keyOfB: idOf('b'),
    passing: errors.NOT_CONTROLLER,
  },
  {
    name: 'createPartitions',
    serve: (cluster, script) => {
      cluster.broker(1).on(createPartitionsApi, ({ request }, respond) => {
        respond({ results: script.answers(request.topics.map(({ name }) => name)) });
      });
    },
    call: (admin, options) =>
      admin.createPartitions(NAMES.map((topic) => ({ topic, totalCount: 2 })), options),
    keyOfB: 'b',
    passing: errors.THROTTLING_QUOTA_EXCEEDED,
  },
  {
    name: 'describeTopics',
    serve: (cluster, script) => {
      cluster.broker(1).on(describeTopicPartitionsApi, ({ request }, respond) => {
        const answers = script.answers(request.topics.map(({ name }) => name));
        respond({ topics: answers.map(({ name, errorCode }) => ({ name, errorCode })) });
      });
    },
    call: (admin, options) => admin.describeTopics(NAMES, options),
    keyOfB: 'b',
    passing: errors.LEADER_NOT_AVAILABLE,
    words: /^topic b: ./,
  },
  {
    name: 'describeTopics of a broker that has only Metadata',
    serve: (cluster, script) => {
      cluster.broker(1).on(metadataApi, ({ request, version }, respond) => {
        const names = (request.topics ?? []).map(({ name }) => name);
        const answers = names.length === 0 ? [] : script.answers(names);
        const topics = answers.map(({ name, errorCode }) => ({ name, errorCode }));
        respond({ ...cluster.metadataFor([], version), topics });
      });
    },
    call: (admin, options) => admin.describeTopics(NAMES, options),
    keyOfB: 'b',
    passing: errors.LEADER_NOT_AVAILABLE,
    words: /^topic b: ./,
  },
  {
    name: 'describeTopicIds',
    serve: serveIds,
    call: (admin, options) => admin.describeTopicIds(NAMES.map(idOf), options),
    keyOfB: idOf('b'),
    passing: errors.LEADER_NOT_AVAILABLE,
    words: /^topic id \S+: ./,
  },
  {
    name: 'describeConfigs',
    serve: (cluster, script) => {
      cluster.broker(1).on(describeConfigsApi, ({ request }, respond) => {
        respond({ results: ofResources(script, request.resources) });
      });
    },
    call: (admin, options) => admin.describeConfigs(TOPICS, options),
    keyOfB: 'topic:b',
    passing: errors.REQUEST_TIMED_OUT,
  },
  {
    name: 'alterConfigs',
    serve: (cluster, script) => {
      cluster.broker(1).on(alterConfigsApi, ({ request }, respond) => {
        respond({ responses: ofResources(script, request.resources) });
      });
    },
    call: (admin, options) =>
      admin.alterConfigs(TOPICS.map((each) => ({ ...each, configs: {} })), options),
    keyOfB: 'topic:b',
    passing: errors.NOT_CONTROLLER,
  },
  {
    name: 'incrementalAlterConfigs',
    serve: (cluster, script) => {
      cluster.broker(1).on(incrementalAlterConfigsApi, ({ request }, respond) => {
        respond({ responses: ofResources(script, request.resources) });
      });
    },
    call: (admin, options) =>
      admin.incrementalAlterConfigs(TOPICS.map((each) => ({ ...each, changes: [] })), options),
    keyOfB: 'topic:b',
    passing: errors.NOT_CONTROLLER,
  },
];

for (const { name, serve, call, keyOfB, passing, words = /^b is refused$/ } of rows) {
  describe(name, () => {
    test('tells what became of each key, where one fails', async () => {
      const { cluster, admin, run } = await startAdmin();
      serve(cluster, new Script((key) => (key === 'b' ? REFUSED : 0)));
      const outcomes = await run(outcomesOf(call(admin)));
      const [a, b, c] = outcomes.values();
      assert.equal([...outcomes.keys()][1], keyOfB);
      assert.ok(a !== undefined && !(a instanceof Error));
      assert.ok(c !== undefined && !(c instanceof Error));
      assert.ok(b instanceof KafkaError);
      assert.deepEqual([b.name, b.code], ['TOPIC_AUTHORIZATION_FAILED', REFUSED]);
      assert.match(b.message, words);
      await admin.close();
    });

    test('rejects with the error of the one that fails, and what became of all', async () => {
      const { cluster, admin, run } = await startAdmin();
      serve(cluster, new Script((key) => (key === 'b' ? REFUSED : 0)));
      const error = await failureOf(run(call(admin)));
      assert.deepEqual([error.name, error.code], ['TOPIC_AUTHORIZATION_FAILED', REFUSED]);
      assert.match(error.message, words);
      const isFailed = [...(error.outcomes?.values() ?? [])].map((each) => each instanceof Error);
      assert.deepEqual(isFailed, [false, true, false]);
      await admin.close();
    });

    test('asks again for what may pass, and for nothing else', async () => {
      const { cluster, admin, run } = await startAdmin();
      const script = new Script((key, round) => (key === 'b' && round === 1 ? passing.code : 0));
      serve(cluster, script);
      const values = await run(call(admin));
      assert.equal([...values.keys()][1], keyOfB);
      assert.equal(values.size, 3);
      assert.deepEqual(script.rounds, [['a', 'b', 'c'], ['b']]);
      await admin.close();
    });

    test('gives up one that does not pass in time; the others have their values', async () => {
      const { cluster, admin, run } = await startAdmin();
      const script = new Script((key) => (key === 'b' ? passing.code : 0));
      serve(cluster, script);
      const outcomes = await run(outcomesOf(call(admin, { timeoutMs: 2_000 })));
      const [a, b, c] = outcomes.values();
      assert.ok(!(a instanceof Error) && !(c instanceof Error));
      assert.ok(b instanceof TimeoutError);
      assert.ok(b.cause instanceof KafkaError && b.cause.code === passing.code);
      const [first, ...later] = script.rounds;
      assert.deepEqual(first, ['a', 'b', 'c']);
      assert.ok(later.length > 1 && later.every((round) => round.join() === 'b'));
      await admin.close();
    });
  });
}

/** Creates a, b and c, which the broker answers with these codes. */
async function createWith(codes: Readonly<Record<string, number>>): Promise<unknown> {
  const { cluster, admin, run } = await startAdmin();
  const script = new Script((name) => codes[name] ?? 0);
  cluster.broker(1).on(createTopicsApi, ({ request }, respond) => {
    respond({ topics: script.answers(request.topics.map(({ name }) => name)) });
  });
  const error = await run(admin.createTopics(NAMES.map((name) => ({ name })))).then(
    () => assert.fail('it did not fail'),
    (reason: unknown) => reason,
  );
  await admin.close();
  return error;
}

describe('several keys that fail', () => {
  test('alike: the code is theirs, and the message names them', async () => {
    const { code } = errors.TOPIC_ALREADY_EXISTS;
    const error = await createWith({ a: code, c: code });
    assert.ok(error instanceof KafkaError);
    assert.deepEqual([error.name, error.code], ['TOPIC_ALREADY_EXISTS', code]);
    assert.equal(error.message, '2 of 3 failed: a: a is refused; c: c is refused');
    assert.ok(error.outcomes instanceof Map);
    const kept = [...error.outcomes].filter(([, value]) => !(value instanceof Error));
    assert.deepEqual([error.outcomes.size, ...kept.map(([key]) => key)], [3, 'b']);
  });

  test('each in its own way: no code may hide another one', async () => {
    const error = await createWith({ a: errors.TOPIC_ALREADY_EXISTS.code, b: REFUSED });
    assert.ok(error instanceof MixedFailureError && !(error instanceof KafkaError));
    assert.deepEqual(
      error.errors.map(({ name }) => name),
      ['TOPIC_ALREADY_EXISTS', 'TOPIC_AUTHORIZATION_FAILED'],
    );
    assert.equal(
      error.message,
      '2 of 3 failed: a: TOPIC_ALREADY_EXISTS: a is refused; ' +
        'b: TOPIC_AUTHORIZATION_FAILED: b is refused',
    );
    assert.equal(error.retriable, false);
  });
});

describe('what no request can name', () => {
  test('fails for itself, and nobody is asked for it', async () => {
    const { cluster, admin, run } = await startAdmin();
    const script = new Script(() => 0);
    cluster.broker(1).on(createTopicsApi, ({ request }, respond) => {
      respond({ topics: script.answers(request.topics.map(({ name }) => name)) });
    });
    const outcomes = await run(outcomesOf(admin.createTopics([{ name: '' }, { name: 'a' }])));
    assert.deepEqual([...outcomes.keys()], ['', 'a']);
    assert.equal(brief(outcomes.get('')), 'INVALID_TOPIC_EXCEPTION');
    assert.equal(valueOf(outcomes.get('a') ?? assert.fail('not told')).name, 'a');
    assert.deepEqual(script.rounds, [['a']]);
    await admin.close();
  });

  const calls: readonly (readonly [string, (admin: Admin) => Promise<unknown>])[] = [
    ['deleteTopics', (admin) => admin.deleteTopics([''])],
    ['deleteTopicIds', (admin) => admin.deleteTopicIds([ZERO_UUID])],
    ['describeTopics', (admin) => admin.describeTopics([''])],
    ['describeTopicIds', (admin) => admin.describeTopicIds([ZERO_UUID])],
  ];
  for (const [name, call] of calls) {
    test(`${name} asks nobody`, async () => {
      const { cluster, admin, run } = await startAdmin();
      const error = await failureOf(run(call(admin)));
      assert.equal(error.name, 'INVALID_TOPIC_EXCEPTION');
      assert.match(error.message, /^The given topic (name|id) '\S*' cannot be represented/);
      assert.deepEqual(cluster.broker(1).log, []);
      await admin.close();
    });
  }
});

describe('describing topics page by page', () => {
  const partition = (partitionIndex: number) => ({ partitionIndex, leaderId: 1 });

  test('one that fails on the way takes no other with it', async () => {
    const { cluster, admin, run } = await startAdmin();
    const asked: unknown[] = [];
    cluster.broker(1).on(describeTopicPartitionsApi, ({ request }, respond) => {
      const { topics, cursor } = request;
      asked.push([topics.map(({ name }) => name).join(), cursor?.partitionIndex ?? null]);
      if (cursor !== null) {
        respond({ topics: [{ name: 'c', partitions: [partition(2)] }, { name: 'd' }] });
        return;
      }
      respond({
        topics: [
          { name: 'a', partitions: [partition(0)] },
          { name: 'b', errorCode: errors.UNKNOWN_TOPIC_OR_PARTITION.code },
          { name: 'c', partitions: [partition(1), partition(0)] },
        ],
        nextCursor: { topicName: 'c', partitionIndex: 2 },
      });
    });
    const outcomes = await run(outcomesOf(admin.describeTopics(['d', 'c', 'b', 'a'])));
    assert.deepEqual([...outcomes.keys()], ['d', 'c', 'b', 'a']);
    assert.equal(brief(outcomes.get('b')), 'UNKNOWN_TOPIC_OR_PARTITION');
    const { partitions } = valueOf(outcomes.get('c') ?? assert.fail('not told'));
    assert.deepEqual(partitions.map((each) => each.partition), [0, 1, 2]);
    assert.deepEqual(asked, [['a,b,c,d', null], ['c,d', 2]]);
    await admin.close();
  });

  test('an answer that goes on where it began is not followed for ever', async () => {
    const { cluster, admin, run } = await startAdmin();
    cluster.broker(1).on(describeTopicPartitionsApi, (_incoming, respond) => {
      respond({ topics: [], nextCursor: { topicName: 'a', partitionIndex: 0 } });
    });
    await assert.rejects(run(admin.describeTopics(['a'])), /says nothing of topic a/);
    assert.equal(countOf(cluster, 1, 'DescribeTopicPartitions'), 1);
    await admin.close();
  });
});

test('outcomesOf rejects with what is about no key', async () => {
  const { cluster, admin, run } = await startAdmin();
  cluster.broker(1).on(createTopicsApi, () => {});
  cluster.client.timers.after(200, () => void admin.close());
  await assert.rejects(run(outcomesOf(admin.createTopics([{ name: 'a' }]))), ClosedError);
});
