// Produces RECORDS records with keys to partition 0 of a topic: each of KEYS keys once in as many
// records, in an order that mixes them. Prints one line of JSON: records, bytes and wall seconds.
//   keyed BOOTSTRAP TOPIC FIRST RECORDS VALUE_BYTES KEYS BATCH_BYTES   (FIRST: where an earlier run ended)

#include "librdkafka.h"

/** A prime: its multiples go through all keys. */
#define STEP 2654435761ULL
#define KEY_BYTES 16

static long long failures = 0;

static void delivered(rd_kafka_t *rk, const rd_kafka_message_t *message, void *opaque) {
  (void)rk;
  (void)opaque;
  if (message->err) failures += 1;
}

int main(int argc, char **argv) {
  if (argc != 8) {
    fprintf(stderr, "usage: see the head of keyed.c\n");
    return 2;
  }
  long long first = atoll(argv[3]), records = atoll(argv[4]);
  size_t size = (size_t)atoll(argv[5]);
  unsigned long long keys = strtoull(argv[6], NULL, 10);
  rd_kafka_conf_t *conf = producer_conf(argv[1], argv[7], "1");
  set(conf, "linger.ms", "20");
  rd_kafka_conf_set_dr_msg_cb(conf, delivered);
  rd_kafka_t *rk = make(RD_KAFKA_PRODUCER, conf);
  rd_kafka_topic_t *topic = rd_kafka_topic_new(rk, argv[2], NULL);
  char *value = malloc(size);
  for (size_t i = 0; i < size; i++) value[i] = (char)('a' + i % 26);
  double start = now();
  for (long long i = 0; i < records;) {
    char key[KEY_BYTES + 1];
    unsigned long long at = (unsigned long long)(first + i) % keys;
    snprintf(key, sizeof key, "%016llx", at * STEP % keys);
    if (rd_kafka_produce(topic, 0, RD_KAFKA_MSG_F_COPY, value, size, key, KEY_BYTES, NULL) == 0) {
      i += 1;
      if (i % 1000 == 0) rd_kafka_poll(rk, 0);
    } else {
      rd_kafka_poll(rk, 5);
    }
  }
  rd_kafka_flush(rk, 60000);
  double seconds = now() - start;
  printf("{\"records\":%lld,\"bytes\":%lld,\"seconds\":%.4f}\n", records,
         records * (long long)(size + KEY_BYTES), seconds);
  return failures == 0 && rd_kafka_outq_len(rk) == 0 ? 0 : 1;
}
