"""librdkafka's writer of keyed records, some of them in transactions, some of those aborted, of two
producers in turn: transactions.py BOOTSTRAP TOPIC, with a JSON description of the rounds on standard
input: {"transactional": bool, "rounds": [{"records": [[producer, key, value|null], …],
"aborts": [producer, …]}]}. Prints a JSON line for each record: [offset, key, value, aborted]."""

import json
import sys

from confluent_kafka import Producer

bootstrap, topic = sys.argv[1:3]
task = json.load(sys.stdin)
isTransactional = task["transactional"]
NAMES = ("a", "b")


def producerNamed(name):
    settings = {"bootstrap.servers": bootstrap, "linger.ms": 2, "enable.idempotence": True}
    if isTransactional:
        settings["transactional.id"] = f"ledger-{name}"
    producer = Producer(settings)
    if isTransactional:
        producer.init_transactions(60)
    return producer


def writeRound(producers, one):
    delivered = []
    aborts = one["aborts"] if isTransactional else []
    if isTransactional:
        for producer in producers.values():
            producer.begin_transaction()
    for name, key, value in one["records"]:
        def done(error, message, name=name, key=key, value=value):
            if error is not None:
                sys.exit(str(error))
            delivered.append([message.offset(), key, value, name in aborts])
        producers[name].produce(topic, value, key, partition=0, on_delivery=done)
        producers[name].poll(0)
    for name, producer in producers.items():
        if producer.flush(60) > 0:
            sys.exit("not all was delivered")
        if isTransactional:
            if name in aborts:
                producer.abort_transaction(60)
            else:
                producer.commit_transaction(60)
    for line in delivered:
        print(json.dumps(line))


producers = {name: producerNamed(name) for name in NAMES}
for one in task["rounds"]:
    writeRound(producers, one)
