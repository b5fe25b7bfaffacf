"""A producer and a consumer on librdkafka that push their metrics (KIP-714), until standard input
ends: telemetry.py BOOTSTRAP TOPIC CODEC"""

import sys
import threading

from confluent_kafka import Consumer, Producer

bootstrap, topic, codec = sys.argv[1:4]
common = {'bootstrap.servers': bootstrap, 'enable.metrics.push': True}
producer = Producer({**common, 'client.id': 'librdkafka-producer', 'compression.type': codec})
consumer = Consumer({
    **common,
    'client.id': 'librdkafka-consumer',
    'group.id': 'telemetry',
    'auto.offset.reset': 'earliest',
})
consumer.subscribe([topic])
ended = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
while not ended.is_set():
    producer.produce(topic, b'x' * 100)
    producer.poll(0)
    consumer.poll(0.05)
producer.flush()
consumer.close()
