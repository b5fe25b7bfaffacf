// From one producer through partition 0 to CONSUMERS that wait at its end, all on librdkafka, acks=all.
// An open loop: a record carries the time when it was due, whether or not it could be sent then, so
// that a wait counts for everybody who was kept waiting. RATE 0 sends as fast as it goes.
// Prints one line of JSON: records, bytes (of one consumer), wall seconds, how many consumers saw
// all, and milliseconds from due to received without the first fifth: p50, p99, p999, max.
//   end-to-end BOOTSTRAP TOPIC RECORDS RECORD_BYTES BATCH_BYTES RATE CONSUMERS

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

#include "librdkafka.h"

#define GIVE_UP_SECONDS 120
#define PAUSE_MICROSECONDS 200

static struct {
  const char *bootstrap, *name;
  long long records;
  size_t size;
  double rate;
} plan;
static atomic_int ready = 0;
static atomic_int complete = 0;
static atomic_int waits = 1;
static double *latencies;
static long long latency_count = 0;

struct head {
  double due;
  long long index;
};

struct reader {
  int notes;
  long long seen;
};

/** The first consumer notes how long each record took. */
static void receive(rd_kafka_message_t *message, void *opaque) {
  struct reader *reader = opaque;
  if (message->err) return;
  reader->seen += 1;
  if (!reader->notes) return;
  struct head head;
  memcpy(&head, message->payload, sizeof head);
  if (head.index >= plan.records / 5) latencies[latency_count++] = now() - head.due;
}

/** Reads until it saw all, each record as soon as it is there. */
static void *consume(void *argument) {
  struct reader reader = {.notes = argument != NULL};
  rd_kafka_conf_t *conf = consumer_conf(plan.bootstrap);
  set(conf, "fetch.wait.max.ms", "100");
  set(conf, "queued.max.messages.kbytes", reader.notes ? "65536" : "4096");
  rd_kafka_t *rk = make(RD_KAFKA_CONSUMER, conf);
  rd_kafka_topic_t *topic = rd_kafka_topic_new(rk, plan.name, NULL);
  rd_kafka_consume_start(topic, 0, end_offset(rk, plan.name));
  // A second without records: the fetches of this consumer wait at the end.
  rd_kafka_consume_callback(topic, 0, 1000, receive, &reader);
  atomic_fetch_add(&ready, 1);
  while (reader.seen < plan.records && atomic_load(&waits)) {
    rd_kafka_consume_callback(topic, 0, 100, receive, &reader);
  }
  if (reader.seen >= plan.records) atomic_fetch_add(&complete, 1);
  return NULL;
}

static void produce(const char *batch) {
  rd_kafka_conf_t *conf = producer_conf(plan.bootstrap, batch, "all");
  set(conf, "linger.ms", plan.rate > 0 ? "1" : "20");
  set(conf, "socket.nagle.disable", "true");
  rd_kafka_t *rk = make(RD_KAFKA_PRODUCER, conf);
  rd_kafka_topic_t *topic = rd_kafka_topic_new(rk, plan.name, NULL);
  char *value = malloc(plan.size);
  memset(value, 'x', plan.size);
  double start = now();
  for (long long i = 0; i < plan.records;) {
    double due = plan.rate > 0 ? start + (double)i / plan.rate : now();
    if (due > now()) {
      rd_kafka_poll(rk, 0);
      usleep(PAUSE_MICROSECONDS);
      continue;
    }
    struct head head = {due, i};
    memcpy(value, &head, sizeof head);
    int failed = rd_kafka_produce(topic, 0, RD_KAFKA_MSG_F_COPY, value, plan.size, NULL, 0, NULL);
    if (!failed) i += 1;
    if (failed || i % 1000 == 0) rd_kafka_poll(rk, failed ? 1 : 0);
  }
  rd_kafka_flush(rk, 60000);
}

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

static double milliseconds_at(double share) {
  if (latency_count == 0) return -1;
  return latencies[(long long)(share * (double)(latency_count - 1))] * 1e3;
}

static void report(double seconds) {
  qsort(latencies, (size_t)latency_count, sizeof *latencies, ascending);
  printf("{\"records\":%lld,\"bytes\":%lld,\"seconds\":%.4f,\"complete\":%d,", plan.records,
         plan.records * (long long)plan.size, seconds, atomic_load(&complete));
  printf("\"p50\":%.3f,\"p99\":%.3f,\"p999\":%.3f,\"max\":%.3f}\n", milliseconds_at(0.5),
         milliseconds_at(0.99), milliseconds_at(0.999), milliseconds_at(1));
}

int main(int argc, char **argv) {
  if (argc != 8 || (size_t)atoll(argv[4]) < sizeof(struct head)) {
    fprintf(stderr, "usage: see the head of end-to-end.c\n");
    return 2;
  }
  plan.bootstrap = argv[1];
  plan.name = argv[2];
  plan.records = atoll(argv[3]);
  plan.size = (size_t)atoll(argv[4]);
  plan.rate = atof(argv[6]);
  int consumers = atoi(argv[7]);
  latencies = malloc((size_t)plan.records * sizeof *latencies);
  pthread_t threads[consumers];
  for (int i = 0; i < consumers; i++) {
    pthread_create(&threads[i], NULL, consume, i == 0 ? &plan : NULL);
  }
  double deadline = now() + GIVE_UP_SECONDS;
  while (atomic_load(&ready) < consumers && now() < deadline) usleep(1000);
  double start = now();
  produce(argv[5]);
  while (atomic_load(&complete) < consumers && now() < deadline) usleep(1000);
  double seconds = now() - start;
  atomic_store(&waits, 0);
  for (int i = 0; i < consumers; i++) pthread_join(threads[i], NULL);
  report(seconds);
  return atomic_load(&complete) == consumers ? 0 : 1;
}
