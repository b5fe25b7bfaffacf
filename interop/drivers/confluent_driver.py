# confluent_kafka (librdkafka) behind the drivers' protocol; see drivers/README.md.

import json
import os
import select
import sys
import time

from confluent_kafka import Consumer, Producer, TopicPartition


def say(kind, **values):
    sys.stdout.write(json.dumps({"kind": kind, **values}, separators=(",", ":")) + "\n")
    sys.stdout.flush()


def text(value):
    return None if value is None else value.decode()


def pairs(partitions):
    return [[p.topic, p.partition] for p in partitions]


class Commands:
    """Lines of standard input, without waiting for them."""

    def __init__(self):
        self.rest = b""

    def __iter__(self):
        while select.select([0], [], [], 0)[0]:
            data = os.read(0, 65536)
            if not data:
                yield ["stop"]
                return
            self.rest += data
        *lines, self.rest = self.rest.split(b"\n")
        for line in lines:
            yield line.decode().split()


def produce(settings):
    producer = Producer({
        "bootstrap.servers": settings["bootstrap"],
        "client.id": settings.get("clientId", "confluent"),
        "compression.codec": settings.get("codec", "none"),
        "enable.idempotence": True,
        "linger.ms": 5,
    })
    failed = []

    def delivered(error, message):
        if error is not None:
            failed.append(str(error))
        else:
            say("acked", topic=message.topic(), partition=message.partition(),
                offset=message.offset(), key=text(message.key()))

    for line in sys.stdin:
        record = json.loads(line)
        headers = record.get("headers")
        options = {"timestamp": record["timestamp"]} if "timestamp" in record else {}
        if "partition" in record:
            options["partition"] = record["partition"]
        while True:
            try:
                producer.produce(settings["topic"], record["value"], record["key"],
                                 headers=list(headers.items()) if headers else None,
                                 on_delivery=delivered, **options)
                break
            except BufferError:
                producer.poll(0.05)
        producer.poll(0)
    left = producer.flush(120)
    if failed or left:
        sys.exit(f"{len(failed)} failed, {left} left, first: {failed[:1]}")


class Member:
    def __init__(self, settings):
        self.settings = settings
        self.dirty = {}
        options = {
            "bootstrap.servers": settings["bootstrap"],
            "client.id": settings.get("clientId", "confluent"),
            "group.id": settings["group"],
            "enable.auto.commit": False,
            "enable.auto.offset.store": False,
            "auto.offset.reset": "earliest",
            "session.timeout.ms": settings.get("sessionTimeoutMs", 6000),
            "heartbeat.interval.ms": settings.get("heartbeatMs", 1000),
            "partition.assignment.strategy": settings.get("assignor", "range"),
            "topic.metadata.refresh.interval.ms": 5000,
        }
        if "instanceId" in settings:
            options["group.instance.id"] = settings["instanceId"]
        self.consumer = Consumer(options)

    def on_assign(self, consumer, partitions):
        say("assigned", partitions=pairs(partitions))

    def on_revoke(self, consumer, partitions):
        self.commit()
        say("revoked", partitions=pairs(partitions))

    def on_lost(self, consumer, partitions):
        self.dirty.clear()
        say("lost", partitions=pairs(partitions))

    def commit(self):
        if not self.dirty:
            return
        offsets = [TopicPartition(t, p, offset) for (t, p), offset in self.dirty.items()]
        self.dirty.clear()
        try:
            done = self.consumer.commit(offsets=offsets, asynchronous=False)
            failed = [str(each.error) for each in done if each.error is not None]
            if failed:
                say("commit-failed", error=failed[0])
            else:
                say("committed", offsets=[[o.topic, o.partition, o.offset] for o in offsets])
        except Exception as error:
            say("commit-failed", error=str(error))

    def obey(self, command):
        if command[0] == "seek":
            topic, partition, offset = command[1], int(command[2]), int(command[3])
            self.consumer.seek(TopicPartition(topic, partition, offset))
            say("sought", partitions=[[topic, partition]])
        elif command[0] == "seek-time":
            mine = [TopicPartition(p.topic, p.partition, int(command[1]))
                    for p in self.consumer.assignment()]
            for found in self.consumer.offsets_for_times(mine, 30):
                self.consumer.seek(found)
            say("sought", partitions=pairs(mine))

    def run(self):
        self.consumer.subscribe(self.settings["topics"], on_assign=self.on_assign,
                                on_revoke=self.on_revoke, on_lost=self.on_lost)
        commands = Commands()
        interval = self.settings.get("commitMs", 200) / 1000
        next_commit = time.monotonic() + interval
        while True:
            for command in commands:
                if command[0] == "stop":
                    self.commit()
                    self.consumer.close()
                    say("closed")
                    return
                self.obey(command)
            for message in self.some():
                self.see(message)
            if time.monotonic() >= next_commit:
                self.commit()
                next_commit = time.monotonic() + interval

    def some(self):
        # librdkafka 2.0 drops what it has collected for a batch when a cooperative rebalance comes,
        # also of partitions that stay: one record of each would never be seen.
        if not self.settings.get("assignor", "").startswith("cooperative"):
            return self.consumer.consume(500, 0.1)
        message = self.consumer.poll(0.1)
        return [] if message is None else [message]

    def see(self, message):
        if message.error():
            say("error", error=str(message.error()))
            return
        topic, partition, offset = message.topic(), message.partition(), message.offset()
        record = {"topic": topic, "partition": partition, "offset": offset,
                  "key": text(message.key())}
        if self.settings.get("whole"):
            headers = message.headers()
            record["value"] = text(message.value())
            record["timestamp"] = message.timestamp()[1]
            record["headers"] = {name: text(value) for name, value in headers or []}
        say("record", **record)
        self.dirty[(topic, partition)] = offset + 1


if sys.argv[1] == "produce":
    produce(json.loads(sys.argv[2]))
else:
    Member(json.loads(sys.argv[2])).run()
