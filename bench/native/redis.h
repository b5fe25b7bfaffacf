// Redis' commands and answers as far as the loads need them.

#ifndef OTTLA_BENCH_REDIS_H
#define OTTLA_BENCH_REDIS_H

#include "sockets.h"

struct xadd {
  char *bytes;
  size_t length;
  /** Where in the command the record stands; the caller fills it. */
  char *value;
};

/** XADD of one record of `size` bytes with an id of Redis' choice. */
static struct xadd make_xadd(const char *stream, size_t size) {
  struct xadd add = {.bytes = malloc(size + strlen(stream) + 256)};
  int head = sprintf(add.bytes, "*5\r\n$4\r\nXADD\r\n$%zu\r\n%s\r\n$1\r\n*\r\n$1\r\nv\r\n$%zu\r\n",
                     strlen(stream), stream, size);
  add.value = add.bytes + head;
  memcpy(add.value + size, "\r\n", 2);
  add.length = (size_t)head + size + 2;
  return add;
}

#endif
