// What the loads of an open loop share: a record's head says when it was due, whether or not it could
// be sent then, so that a wait counts for everybody who was kept waiting. Needs a `now` beside it.

#ifndef OTTLA_BENCH_LATENCY_H
#define OTTLA_BENCH_LATENCY_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct head {
  double due;
  long long index;
};

static struct {
  double *seconds;
  long long count, first;
} latencies;

/** The first fifth of the records is not counted. */
static void expect_latencies(long long records) {
  latencies.seconds = malloc((size_t)records * sizeof *latencies.seconds);
  latencies.first = records / 5;
}

static void note_latency(const void *record) {
  struct head head;
  memcpy(&head, record, sizeof head);
  if (head.index >= latencies.first) latencies.seconds[latencies.count++] = now() - head.due;
}

/** Sleeps until `due`, at most `limit` seconds. */
static void pause_until(double due, double limit) {
  double left = due - now();
  if (left <= 0) return;
  struct timespec pause = {.tv_nsec = (long)((left < limit ? left : limit) * 1e9)};
  nanosleep(&pause, NULL);
}

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

static double milliseconds_at(double share) {
  if (latencies.count == 0) return -1;
  return latencies.seconds[(long long)(share * (double)(latencies.count - 1))] * 1e3;
}

/** Ends the line of JSON that the caller has begun. */
static void report_latencies(void) {
  qsort(latencies.seconds, (size_t)latencies.count, sizeof *latencies.seconds, ascending);
  printf("\"p50\":%.3f,\"p99\":%.3f,\"p999\":%.3f,\"max\":%.3f}\n", milliseconds_at(0.5),
         milliseconds_at(0.99), milliseconds_at(0.999), milliseconds_at(1));
}

#endif
