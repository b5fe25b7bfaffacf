// A load of our own on librdkafka: produces records of one size to PARTITIONS partitions as fast as it
// can, or reads the last ones of partition 0 back. Prints one line of JSON: records, bytes and wall
// seconds.
//   load produce BOOTSTRAP TOPIC RECORDS RECORD_BYTES BATCH_BYTES ACKS PARTITIONS
//   load consume BOOTSTRAP TOPIC RECORDS FETCH_BYTES ROUNDS   (the last RECORDS, ROUNDS times)

#include "librdkafka.h"

static long long failures = 0;

static void delivered(rd_kafka_t *rk, const rd_kafka_message_t *message, void *opaque) {
  (void)rk;
  (void)opaque;
  if (message->err) failures += 1;
}

static void report(long long records, long long bytes, double seconds) {
  printf("{\"records\":%lld,\"bytes\":%lld,\"seconds\":%.4f}\n", records, bytes, seconds);
}

static int produce(char **argv) {
  long long records = atoll(argv[4]);
  size_t size = (size_t)atoll(argv[5]);
  rd_kafka_conf_t *conf = producer_conf(argv[2], argv[6], argv[7]);
  set(conf, "linger.ms", "20");
  rd_kafka_conf_set_dr_msg_cb(conf, delivered);
  rd_kafka_t *rk = make(RD_KAFKA_PRODUCER, conf);
  rd_kafka_topic_t *topic = rd_kafka_topic_new(rk, argv[3], NULL);
  char *value = malloc(size);
  for (size_t i = 0; i < size; i++) value[i] = (char)('a' + i % 26);
  double start = now();
  long long run = run_length(argv[6], size);
  int partitions = atoi(argv[8]);
  for (long long i = 0; i < records;) {
    int32_t to = (int32_t)(i / run % partitions);
    if (rd_kafka_produce(topic, to, RD_KAFKA_MSG_F_COPY, value, size, NULL, 0, NULL) == 0) {
      i += 1;
      if (i % 1000 == 0) rd_kafka_poll(rk, 0);
    } else {
      rd_kafka_poll(rk, 5);
    }
  }
  rd_kafka_flush(rk, 60000);
  report(records, records * (long long)size, now() - start);
  return failures == 0 && rd_kafka_outq_len(rk) == 0 ? 0 : 1;
}

static int consume(char **argv) {
  long long records = atoll(argv[4]), rounds = atoll(argv[6]);
  long long total = records * rounds, seen = 0, bytes = 0;
  rd_kafka_conf_t *conf = consumer_conf(argv[2]);
  set(conf, "fetch.message.max.bytes", argv[5]);
  // Whoever has read all goes back; a fetch that still waits at the end would hold it up.
  set(conf, "fetch.wait.max.ms", "1");
  set(conf, "queued.min.messages", "1000000");
  set(conf, "queued.max.messages.kbytes", "65536");
  rd_kafka_t *rk = make(RD_KAFKA_CONSUMER, conf);
  rd_kafka_topic_t *topic = rd_kafka_topic_new(rk, argv[3], NULL);
  int64_t first = end_offset(rk, argv[3], 0) - records;
  rd_kafka_consume_start(topic, 0, first);
  rd_kafka_message_t **messages = malloc(10000 * sizeof *messages);
  double start = 0, deadline = now() + 100;
  while (seen < total && now() < deadline) {
    ssize_t n = rd_kafka_consume_batch(topic, 0, 100, messages, 10000);
    if (start == 0 && n > 0) start = now();
    for (ssize_t i = 0; i < n; i++) {
      if (!messages[i]->err) {
        seen += 1;
        bytes += (long long)messages[i]->len;
      }
      rd_kafka_message_destroy(messages[i]);
    }
    if (n > 0 && seen < total && seen % records == 0) rd_kafka_seek(topic, 0, first, 5000);
  }
  report(seen, bytes, now() - start);
  return seen >= total ? 0 : 1;
}

int main(int argc, char **argv) {
  if (argc == 9 && strcmp(argv[1], "produce") == 0) return produce(argv);
  if (argc == 7 && strcmp(argv[1], "consume") == 0) return consume(argv);
  fprintf(stderr, "usage: see the head of load.c\n");
  return 2;
}
