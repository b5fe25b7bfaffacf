# kafka-python behind the drivers' protocol; see drivers/README.md.

import json
import os
import select
import sys
import time

from kafka import ConsumerRebalanceListener, KafkaConsumer, KafkaProducer
from kafka import OffsetAndMetadata, TopicPartition
from kafka.coordinator.assignors.range import RangePartitionAssignor


def say(kind, **values):
    sys.stdout.write(json.dumps({"kind": kind, **values}, separators=(",", ":")) + "\n")
    sys.stdout.flush()


def text(value):
    return None if value is None else value.decode()


def pairs(partitions):
    return [[p.topic, p.partition] for p in partitions]


def commands(rest=[b""]):
    """Lines of standard input that are there already."""
    found = []
    while select.select([0], [], [], 0)[0]:
        data = os.read(0, 65536)
        if not data:
            return found + [["stop"]]
        *lines, rest[0] = (rest[0] + data).split(b"\n")
        found += [line.decode().split() for line in lines]
    return found


def produce(settings):
    codec = settings.get("codec", "none")
    producer = KafkaProducer(
        bootstrap_servers=settings["bootstrap"], client_id=settings.get("clientId", "kafka-python"),
        compression_type=None if codec == "none" else codec, linger_ms=5, acks="all")
    sent = []
    for line in sys.stdin:
        record = json.loads(line)
        headers = [(name, value.encode()) for name, value in record.get("headers", {}).items()]
        sent.append((record["key"], producer.send(
            settings["topic"], record["value"].encode(), record["key"].encode(), headers=headers,
            partition=record.get("partition"), timestamp_ms=record.get("timestamp"))))
    producer.flush(120)
    for key, future in sent:
        done = future.get(60)
        say("acked", topic=done.topic, partition=done.partition, offset=done.offset, key=key)


class Member(ConsumerRebalanceListener):
    def __init__(self, settings):
        self.settings = settings
        self.dirty = {}
        self.consumer = KafkaConsumer(
            bootstrap_servers=settings["bootstrap"],
            client_id=settings.get("clientId", "kafka-python"), group_id=settings["group"],
            group_instance_id=settings.get("instanceId"), enable_auto_commit=False,
            auto_offset_reset="earliest",
            session_timeout_ms=settings.get("sessionTimeoutMs", 6000),
            heartbeat_interval_ms=settings.get("heartbeatMs", 1000),
            max_poll_interval_ms=30000, metadata_max_age_ms=5000,
            partition_assignment_strategy=[RangePartitionAssignor])

    def on_partitions_assigned(self, assigned):
        say("assigned", partitions=pairs(assigned))

    def on_partitions_revoked(self, revoked):
        self.commit()
        say("revoked", partitions=pairs(revoked))

    def on_partitions_lost(self, lost):
        self.dirty.clear()
        say("lost", partitions=pairs(lost))

    def commit(self):
        if not self.dirty:
            return
        offsets = {p: OffsetAndMetadata(offset, "", -1) for p, offset in self.dirty.items()}
        self.dirty.clear()
        try:
            self.consumer.commit(offsets)
            say("committed", offsets=[[p.topic, p.partition, o.offset] for p, o in offsets.items()])
        except Exception as error:
            say("commit-failed", error=repr(error))

    def obey(self, command):
        if command[0] == "seek":
            partition = TopicPartition(command[1], int(command[2]))
            self.consumer.seek(partition, int(command[3]))
            say("sought", partitions=pairs([partition]))
        elif command[0] == "seek-time":
            mine = {p: int(command[1]) for p in self.consumer.assignment()}
            ends = self.consumer.end_offsets(list(mine))
            for partition, found in self.consumer.offsets_for_times(mine).items():
                self.consumer.seek(partition, ends[partition] if found is None else found.offset)
            say("sought", partitions=pairs(mine))

    def run(self):
        self.consumer.subscribe(self.settings["topics"], listener=self)
        interval = self.settings.get("commitMs", 200) / 1000
        next_commit = time.monotonic() + interval
        while True:
            for command in commands():
                if command[0] == "stop":
                    self.commit()
                    self.consumer.close(autocommit=False)
                    say("closed")
                    return
                self.obey(command)
            for partition, records in self.consumer.poll(100, max_records=500).items():
                for record in records:
                    self.see(partition, record)
            if time.monotonic() >= next_commit:
                self.commit()
                next_commit = time.monotonic() + interval

    def see(self, partition, record):
        values = {"topic": record.topic, "partition": record.partition, "offset": record.offset,
                  "key": text(record.key)}
        if self.settings.get("whole"):
            values["value"] = text(record.value)
            values["timestamp"] = record.timestamp
            values["headers"] = {name: text(value) for name, value in record.headers}
        say("record", **values)
        self.dirty[partition] = record.offset + 1


if sys.argv[1] == "produce":
    produce(json.loads(sys.argv[2]))
else:
    Member(json.loads(sys.argv[2])).run()
