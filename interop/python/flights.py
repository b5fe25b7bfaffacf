# confluent_kafka (librdkafka) as producer or consumer of flights.
#   flights.py produce BOOTSTRAP TOPIC [key=value…]   reads KEY<tab>JSON lines
#   flights.py consume BOOTSTRAP TOPIC                prints PARTITION<tab>OFFSET<tab>KEY<tab>JSON
# The producer prints ACKED<tab>PARTITION<tab>OFFSET<tab>ROW for every acknowledged event on request.

import json
import sys

from confluent_kafka import Consumer, Producer, TopicPartition, OFFSET_BEGINNING


def produce(bootstrap, topic, settings):
    report = settings.pop("report", "no") == "yes"
    producer = Producer({"bootstrap.servers": bootstrap, "linger.ms": 5, **settings})
    failed = []

    def delivered(error, message):
        if error is not None:
            failed.append(str(error))
        elif report:
            row = json.loads(message.value())["row"]
            sys.stdout.write(f"ACKED\t{message.partition()}\t{message.offset()}\t{row}\n")

    for line in sys.stdin:
        key, value = line.rstrip("\n").split("\t", 1)
        while True:
            try:
                producer.produce(topic, value, key, on_delivery=delivered)
                break
            except BufferError:
                producer.poll(0.05)
        producer.poll(0)
    left = producer.flush(120)
    sys.stdout.flush()
    if failed or left:
        sys.exit(f"{len(failed)} failed, {left} left, first: {failed[:1]}")


def consume(bootstrap, topic):
    consumer = Consumer({"bootstrap.servers": bootstrap, "group.id": "unused",
                         "enable.auto.commit": False, "auto.offset.reset": "earliest"})
    partitions = consumer.list_topics(topic, 30).topics[topic].partitions
    count = 0
    for p in partitions:
        low, high = consumer.get_watermark_offsets(TopicPartition(topic, p), 30)
        count += high - low
    consumer.assign([TopicPartition(topic, p, OFFSET_BEGINNING) for p in partitions])
    seen = 0
    while seen < count:
        messages = consumer.consume(10000, 20)
        if not messages:
            sys.exit(f"nothing more after {seen} of {count}")
        for message in messages:
            if message.error():
                sys.exit(str(message.error()))
            seen += 1
            sys.stdout.write(f"{message.partition()}\t{message.offset()}\t"
                             f"{message.key().decode()}\t{message.value().decode()}\n")
    consumer.close()


if sys.argv[1] == "produce":
    produce(sys.argv[2], sys.argv[3], dict(pair.split("=", 1) for pair in sys.argv[4:]))
else:
    consume(sys.argv[2], sys.argv[3])
