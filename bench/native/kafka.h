// What the loads that speak Kafka's protocol on bare sockets share: big-endian numbers and strings,
// and the head of a request.

#ifndef OTTLA_BENCH_KAFKA_H
#define OTTLA_BENCH_KAFKA_H

#include "sockets.h"

static char *put(char *at, uint64_t value, int bytes) {
  for (int i = bytes - 1; i >= 0; i--) *at++ = (char)(value >> (8 * i));
  return at;
}

static char *put_string(char *at, const char *text) {
  size_t length = strlen(text);
  at = put(at, length, 2);
  memcpy(at, text, length);
  return at + length;
}

static uint64_t get(const unsigned char *at, int bytes) {
  uint64_t value = 0;
  for (int i = 0; i < bytes; i++) value = value << 8 | at[i];
  return value;
}

/** Begins a request at `request`; its size is written by `end_request`. */
static char *begin_request(char *request, int api, int version) {
  char *at = put(put(request + 4, (uint64_t)api, 2), (uint64_t)version, 2);
  return put_string(put(at, 1, 4), "bench");
}

/** The bytes of the whole request. */
static size_t end_request(char *request, const char *end) {
  size_t length = (size_t)(end - request);
  put(request, length - 4, 4);
  return length;
}

#endif
