"""Commits of many groups that have no members, and what groups have committed, by librdkafka:
commits.py BOOTSTRAP TOPIC PARTITIONS, with JSON on standard input: {"commits": [[group, offset], …],
"groups": [group, …]}. Each commit is of all partitions. Prints for each of the groups a JSON line:
[group, [offset of partition 0, …]], -1001 for none."""

import json
import sys

from confluent_kafka import Consumer, TopicPartition

bootstrap, topic, partitions = sys.argv[1:4]
task = json.load(sys.stdin)
indexes = range(int(partitions))
consumers = {}


def consumerOf(group):
    if group not in consumers:
        settings = {"bootstrap.servers": bootstrap, "group.id": group, "enable.auto.commit": False}
        consumers[group] = Consumer(settings)
    return consumers[group]


for group, offset in task["commits"]:
    offsets = [TopicPartition(topic, index, offset) for index in indexes]
    for done in consumerOf(group).commit(offsets=offsets, asynchronous=False):
        if done.error is not None:
            sys.exit(str(done.error))
for group in task["groups"]:
    found = consumerOf(group).committed([TopicPartition(topic, index) for index in indexes], 30)
    print(json.dumps([group, [each.offset for each in found]]))
for consumer in consumers.values():
    consumer.close()
