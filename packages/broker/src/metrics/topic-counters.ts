// What came and went, by topic: Kafka's BrokerTopicMetrics. The counters are plain numbers that
// the data path adds to, reached without a search: a partition holds its topic's.

export class TopicCounters {
  messagesIn = 0;
  bytesIn = 0;
  bytesOut = 0;
  replicationBytesOut = 0;
  bytesRejected = 0;
  produceRequests = 0;
  fetchRequests = 0;
  failedProduceRequests = 0;
  failedFetchRequests = 0;
}

type Count = keyof TopicCounters;

export class BrokerTopicCounters {
  readonly #byTopic = new Map<string, TopicCounters>();
  /** Of topics that are gone: the sums over all must not fall. */
  readonly #gone = new TopicCounters();

  /** The counters of a topic that this broker has a replica of. */
  of(topic: string): TopicCounters {
    const known = this.#byTopic.get(topic);
    if (known !== undefined) return known;
    const counters = new TopicCounters();
    this.#byTopic.set(topic, counters);
    return counters;
  }

  /** This broker has nothing of the topic any more. */
  forget(topic: string): void {
    const counters = this.#byTopic.get(topic);
    if (counters === undefined) return;
    this.#byTopic.delete(topic);
    addTo(this.#gone, counters);
  }

  get byTopic(): ReadonlyMap<string, TopicCounters> {
    return this.#byTopic;
  }

  /** Over all topics, those that are gone included. */
  total(): TopicCounters {
    const sum = new TopicCounters();
    addTo(sum, this.#gone);
    for (const counters of this.#byTopic.values()) addTo(sum, counters);
    return sum;
  }
}

function addTo(sum: TopicCounters, counters: TopicCounters): void {
  // The names are the class's own fields.
  for (const name of Object.keys(counters) as Count[]) sum[name] += counters[name];
}
