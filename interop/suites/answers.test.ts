// The administration of a single broker, answer by answer: Apache Kafka's and ours are sent the
// same requests in the same order.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { type Exchange, withTextsOf } from '../answers/answer-case.ts';
import { clusterCases } from '../answers/cluster-cases.ts';
import { configCases } from '../answers/config-cases.ts';
import { exchangeWith } from '../answers/exchange.ts';
import { type ApacheKafka, startApacheKafka } from '../peers/apache-kafka.ts';
import { type BrokerProcess, startBroker } from '../peers/broker.ts';

/** Deliberate differences, by the name of the case. */
const DIFFERENT: ReadonlyMap<string, string> = new Map([
  [
    'DescribeQuorum v2: the one',
    'a node that was started without a file keeps the port of its controller closed',
  ],
]);

/** Apache Kafka applies configs some time after it has answered: then it is asked again. */
const ATTEMPTS = 30;
const RETRY_MS = 100;

let kafka: ApacheKafka;
let broker: BrokerProcess;
let theirs: Exchange;
let ours: Exchange;

before(async () => {
  kafka = await startApacheKafka();
  broker = await startBroker();
  theirs = exchangeWith(kafka.port);
  ours = exchangeWith(broker.port);
});

after(async () => {
  await broker.stop();
  await kafka.stop();
});

function elapsed(durationMs: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, durationMs);
  });
}

for (const each of [...configCases, ...clusterCases]) {
  const skip = DIFFERENT.get(each.name);
  test(each.name, skip === undefined ? {} : { skip }, async () => {
    const own = await each.ask(ours);
    let other = await each.ask(theirs);
    const isEqual = (): boolean => isDeepEqual(withTextsOf(own, other), other);
    for (let attempt = 0; attempt < ATTEMPTS && !isEqual() && isTold(each.name); attempt++) {
      await elapsed(RETRY_MS);
      other = await each.ask(theirs);
    }
    assert.deepEqual(withTextsOf(own, other), other);
  });
}

/** Only what changes nothing may be asked twice. */
function isTold(name: string): boolean {
  return name.startsWith('Describe');
}

function isDeepEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
