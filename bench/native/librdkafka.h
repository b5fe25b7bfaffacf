// What the loads on librdkafka share: a clock, and making a client or saying why not.

#ifndef OTTLA_BENCH_LIBRDKAFKA_H
#define OTTLA_BENCH_LIBRDKAFKA_H

#include <librdkafka/rdkafka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>

/** At least what a record without key and headers takes in a batch beside its value. */
#define RECORD_OVERHEAD_BYTES 20

static double now(void) {
  struct timeval t;
  gettimeofday(&t, NULL);
  return (double)t.tv_sec + t.tv_usec / 1e6;
}

static void set(rd_kafka_conf_t *conf, const char *name, const char *value) {
  char error[256];
  if (rd_kafka_conf_set(conf, name, value, error, sizeof error) != RD_KAFKA_CONF_OK) {
    fprintf(stderr, "%s\n", error);
    exit(2);
  }
}

static rd_kafka_t *make(rd_kafka_type_t type, rd_kafka_conf_t *conf) {
  char error[256];
  rd_kafka_t *rk = rd_kafka_new(type, conf, error, sizeof error);
  if (rk == NULL) {
    fprintf(stderr, "%s\n", error);
    exit(1);
  }
  return rk;
}

static rd_kafka_conf_t *producer_conf(const char *bootstrap, const char *batch, const char *acks) {
  rd_kafka_conf_t *conf = rd_kafka_conf_new();
  set(conf, "bootstrap.servers", bootstrap);
  set(conf, "batch.size", batch);
  set(conf, "batch.num.messages", "1000000");
  set(conf, "acks", acks);
  set(conf, "queue.buffering.max.messages", "500000");
  set(conf, "queue.buffering.max.kbytes", "262144");
  return conf;
}

static rd_kafka_conf_t *consumer_conf(const char *bootstrap) {
  rd_kafka_conf_t *conf = rd_kafka_conf_new();
  set(conf, "bootstrap.servers", bootstrap);
  set(conf, "group.id", "unused");
  set(conf, "enable.auto.commit", "false");
  set(conf, "check.crcs", "false");
  return conf;
}

/**
 * Records go to one partition after the other, a batch to each, as with a sticky partitioner: so
 * many in a row.
 */
static long long run_length(const char *batch, size_t record_bytes) {
  long long fit = atoll(batch) / (long long)(record_bytes + RECORD_OVERHEAD_BYTES);
  return fit > 0 ? fit : 1;
}

/** The end of a partition; waits for a topic that is just being made. */
static int64_t end_offset(rd_kafka_t *rk, const char *topic, int32_t partition) {
  int64_t low = 0, high = 0;
  double deadline = now() + 20;
  while (rd_kafka_query_watermark_offsets(rk, topic, partition, &low, &high, 5000) !=
         RD_KAFKA_RESP_ERR_NO_ERROR) {
    if (now() > deadline) {
      fprintf(stderr, "%s has no end\n", topic);
      exit(1);
    }
  }
  return high;
}

#endif
