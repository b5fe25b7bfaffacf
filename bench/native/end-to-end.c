// From one producer through PARTITIONS partitions to CONSUMERS that wait at their end, all on
// librdkafka, acks=all. An open loop (latency.h) by RATE; 0 sends as fast as it goes.
// Prints one line of JSON: records, bytes (of one consumer), wall seconds, how many consumers saw
// all, and milliseconds from due to received without the first fifth: p50, p99, p999, max.
// CODEC is what the producer compresses with, or none.
//   end-to-end BOOTSTRAP TOPIC RECORDS RECORD_BYTES BATCH_BYTES RATE CONSUMERS LINGER_MS PARTITIONS
//              CODEC

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

#include "librdkafka.h"

#include "latency.h"

#define GIVE_UP_SECONDS 120
/** Between two looks at what was delivered. */
#define PAUSE_SECONDS 1e-3

static struct {
  const char *bootstrap, *name;
  long long records;
  size_t size;
  double rate;
  const char *batch, *linger, *codec;
  int partitions;
} plan;
static atomic_int ready = 0;
static atomic_int complete = 0;
static atomic_int waits = 1;

struct reader {
  int notes;
  long long seen;
};

/** The first consumer notes how long each record took. */
static void receive(rd_kafka_message_t *message, void *opaque) {
  struct reader *reader = opaque;
  if (message->err) return;
  reader->seen += 1;
  if (reader->notes) note_latency(message->payload);
}

/** Reads until it saw all, each record as soon as it is there. */
static void *consume(void *argument) {
  struct reader reader = {.notes = argument != NULL};
  rd_kafka_conf_t *conf = consumer_conf(plan.bootstrap);
  set(conf, "fetch.wait.max.ms", "100");
  set(conf, "queued.max.messages.kbytes", reader.notes ? "65536" : "4096");
  rd_kafka_t *rk = make(RD_KAFKA_CONSUMER, conf);
  rd_kafka_topic_t *topic = rd_kafka_topic_new(rk, plan.name, NULL);
  rd_kafka_queue_t *queue = rd_kafka_queue_new(rk);
  // All ends first: behind a fetch that waits, each question would wait as long.
  int64_t ends[plan.partitions];
  for (int i = 0; i < plan.partitions; i++) ends[i] = end_offset(rk, plan.name, i);
  for (int i = 0; i < plan.partitions; i++) rd_kafka_consume_start_queue(topic, i, ends[i], queue);
  // A second without records: the fetches of this consumer wait at the end.
  for (double settled = now() + 1; now() < settled;) {
    rd_kafka_consume_callback_queue(queue, 100, receive, &reader);
  }
  atomic_fetch_add(&ready, 1);
  while (reader.seen < plan.records && atomic_load(&waits)) {
    rd_kafka_consume_callback_queue(queue, 100, receive, &reader);
  }
  if (reader.seen >= plan.records) atomic_fetch_add(&complete, 1);
  return NULL;
}

static void produce(void) {
  rd_kafka_conf_t *conf = producer_conf(plan.bootstrap, plan.batch, "all");
  set(conf, "linger.ms", plan.linger);
  set(conf, "compression.codec", plan.codec);
  set(conf, "socket.nagle.disable", "true");
  rd_kafka_t *rk = make(RD_KAFKA_PRODUCER, conf);
  rd_kafka_topic_t *topic = rd_kafka_topic_new(rk, plan.name, NULL);
  long long run = run_length(plan.batch, plan.size);
  char *value = malloc(plan.size);
  memset(value, 'x', plan.size);
  double start = now();
  for (long long i = 0; i < plan.records;) {
    double due = plan.rate > 0 ? start + (double)i / plan.rate : now();
    if (due > now()) {
      rd_kafka_poll(rk, 0);
      pause_until(due, PAUSE_SECONDS);
      continue;
    }
    struct head head = {due, i};
    memcpy(value, &head, sizeof head);
    int32_t to = (int32_t)(i / run % plan.partitions);
    int failed = rd_kafka_produce(topic, to, RD_KAFKA_MSG_F_COPY, value, plan.size, NULL, 0, NULL);
    if (!failed) i += 1;
    if (failed || i % 1000 == 0) rd_kafka_poll(rk, failed ? 1 : 0);
  }
  rd_kafka_flush(rk, 60000);
}

static void report(double seconds) {
  printf("{\"records\":%lld,\"bytes\":%lld,\"seconds\":%.4f,\"complete\":%d,", plan.records,
         plan.records * (long long)plan.size, seconds, atomic_load(&complete));
  report_latencies();
}

int main(int argc, char **argv) {
  if (argc != 11 || (size_t)atoll(argv[4]) < sizeof(struct head)) {
    fprintf(stderr, "usage: see the head of end-to-end.c\n");
    return 2;
  }
  plan.bootstrap = argv[1];
  plan.name = argv[2];
  plan.records = atoll(argv[3]);
  plan.size = (size_t)atoll(argv[4]);
  plan.batch = argv[5];
  plan.rate = atof(argv[6]);
  plan.linger = argv[8];
  plan.partitions = atoi(argv[9]);
  plan.codec = argv[10];
  int consumers = atoi(argv[7]);
  expect_latencies(plan.records);
  pthread_t threads[consumers];
  for (int i = 0; i < consumers; i++) {
    pthread_create(&threads[i], NULL, consume, i == 0 ? &plan : NULL);
  }
  double deadline = now() + GIVE_UP_SECONDS;
  while (atomic_load(&ready) < consumers && now() < deadline) usleep(1000);
  double start = now();
  produce();
  while (atomic_load(&complete) < consumers && now() < deadline) usleep(1000);
  double seconds = now() - start;
  atomic_store(&waits, 0);
  for (int i = 0; i < consumers; i++) pthread_join(threads[i], NULL);
  report(seconds);
  return atomic_load(&complete) == consumers ? 0 : 1;
}
