// One command again and again on one connection, up to a window of them without an answer yet.

#ifndef OTTLA_BENCH_PIPELINE_H
#define OTTLA_BENCH_PIPELINE_H

#include "sockets.h"

/** Commands are written together: a window is filled in so many parts. */
#define PARTS 8

struct pipeline {
  int fd;
  const char *command;
  size_t length;
  long long commands, in_flight;
  /** Reads what is there, waiting for something; how many whole answers there were so far. */
  long long (*answers)(int fd);
};

/** Wall seconds until all are answered. */
static double run_pipeline(const struct pipeline *plan) {
  long long part = (plan->in_flight + PARTS - 1) / PARTS, sent = 0, answered = 0;
  char *pieces = malloc((size_t)part * plan->length);
  for (long long i = 0; i < part; i++) {
    memcpy(pieces + (size_t)i * plan->length, plan->command, plan->length);
  }
  double start = now();
  while (answered < plan->commands) {
    long long left = plan->commands - sent, count = left < part ? left : part;
    if (count > 0 && sent - answered <= part * (PARTS - 1)) {
      write_all(plan->fd, pieces, plan->length * (size_t)count);
      sent += count;
    } else {
      answered = plan->answers(plan->fd);
    }
  }
  free(pieces);
  return now() - start;
}

static void report_load(long long records, long long bytes, double seconds) {
  printf("{\"records\":%lld,\"bytes\":%lld,\"seconds\":%.4f}\n", records, bytes, seconds);
}

#endif
