// kafka.server:type=BrokerTopicMetrics: what came and went, over all topics and by topic.

import type { Exposition } from '../exposition.ts';
import { counter, type MetricFamily } from '../metric-family.ts';
import type { BrokerTopicCounters, TopicCounters } from '../topic-counters.ts';
import { exposeRedpandaBytes } from './redpanda.ts';

/**
 * Topics that have series of their own. Each has nine; a scrape is one turn of the event loop.
 */
export const TOPIC_SERIES_MAX = 1000;

const PREFIX = 'kafka_server_brokertopicmetrics_';

function family(name: string, help: string): MetricFamily {
  return counter(`${PREFIX}${name}_total`, `${help}, by topic; without topic: of all.`, 'topic');
}

export const brokerTopicFamilies = {
  messagesIn: family('messagesin', 'Records appended'),
  bytesIn: family('bytesin', 'Bytes of record batches appended'),
  bytesOut: family('bytesout', 'Bytes of record batches sent to consumers'),
  replicationBytesOut: family('replicationbytesout', 'Bytes of record batches sent to followers'),
  bytesRejected: family('bytesrejected', 'Bytes of record batches over max.message.bytes'),
  produceRequests: family('totalproducerequests', 'Appends asked for, one for each partition'),
  fetchRequests: family('totalfetchrequests', 'Reads asked for, one for each partition'),
  failedProduceRequests: family('failedproducerequests', 'Appends refused for what was in them'),
  failedFetchRequests: family('failedfetchrequests', 'Reads that failed by a fault of the broker'),
} as const satisfies Readonly<Record<keyof TopicCounters, MetricFamily>>;

// The names are the table's own.
const NAMES = Object.keys(brokerTopicFamilies) as (keyof TopicCounters)[];

/** After so many topics there may be a rest. */
const TOPICS_PER_STEP = 32;

/** Returns how many topics are left out. */
export function* exposeBrokerTopics(
  out: Exposition,
  counters: BrokerTopicCounters,
): Generator<void, number> {
  const total = counters.total();
  for (const name of NAMES) out.addPlain(brokerTopicFamilies[name], total[name]);
  let left = 0;
  let served = 0;
  for (const [topic, each] of counters.byTopic) {
    if (served === TOPIC_SERIES_MAX) left += 1;
    else {
      served += 1;
      for (const name of NAMES) out.add(brokerTopicFamilies[name], each[name], topic);
      exposeRedpandaBytes(out, topic, each);
      if (served % TOPICS_PER_STEP === 0) yield;
    }
  }
  return left;
}
