// Reads partition 0 of a topic from its start by Fetch requests on a bare socket, ROUNDS times, and
// does nothing with the bytes: no client's own work hides what the broker can send.
// Prints one line of JSON: bytes and wall seconds.
//   fetch PORT TOPIC RECORDS FETCH_BYTES ROUNDS

#include "sockets.h"

#define FETCH_API 1
#define FETCH_VERSION 4
/** Of a batch: base offset, length, leader epoch, magic, CRC, attributes, last offset's delta. */
#define BATCH_HEAD 27
#define LAST_OFFSET_DELTA 23
#define LENGTH_END 12

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

static void send_fetch(int fd, const char *topic, int64_t offset, int fetch_bytes) {
  char request[1024], *at = request + 4;
  at = put(put(at, FETCH_API, 2), FETCH_VERSION, 2);
  at = put_string(put(at, 1, 4), "bench");
  at = put(put(put(at, UINT32_MAX, 4), 100, 4), 1, 4);
  at = put(put(at, (uint64_t)fetch_bytes, 4), 0, 1);
  at = put_string(put(at, 1, 4), topic);
  at = put(put(put(at, 1, 4), 0, 4), (uint64_t)offset, 8);
  at = put(at, (uint64_t)fetch_bytes, 4);
  put(request, (uint64_t)(at - request - 4), 4);
  write_all(fd, request, (size_t)(at - request));
}

static size_t read_response(int fd, unsigned char *response, size_t limit) {
  size_t have = 0, want = 4;
  while (have < want) {
    ssize_t n = read(fd, response + have, limit - have);
    if (n <= 0) fail("read");
    have += (size_t)n;
    if (want == 4 && have >= 4) want = 4 + get(response, 4);
    if (want > limit) fail("a response larger than asked for");
  }
  return have;
}

/** The offset after the last whole batch; adds the bytes of whole batches to `bytes`. */
static int64_t offset_after(const unsigned char *response, const char *topic, int64_t offset,
                            long long *bytes) {
  // Size, correlation id, throttle time, one topic, its name, one partition, its index.
  const unsigned char *at = response + 4 + 4 + 4 + 4 + 2 + strlen(topic) + 4 + 4;
  if (get(at, 2) != 0) fail("the broker refuses");
  int32_t aborted = (int32_t)get(at + 18, 4);
  at += 22 + (aborted > 0 ? 16 * aborted : 0);
  const unsigned char *end = at + 4 + get(at, 4);
  for (at += 4; at + BATCH_HEAD <= end;) {
    const unsigned char *next = at + LENGTH_END + get(at + 8, 4);
    if (next > end) break;
    offset = (int64_t)(get(at, 8) + get(at + LAST_OFFSET_DELTA, 4) + 1);
    *bytes += next - at;
    at = next;
  }
  return offset;
}

int main(int argc, char **argv) {
  if (argc != 6) {
    fprintf(stderr, "usage: see the head of fetch.c\n");
    return 2;
  }
  const char *topic = argv[2];
  long long records = atoll(argv[3]), rounds = atoll(argv[5]), bytes = 0;
  int fetch_bytes = atoi(argv[4]);
  size_t limit = (size_t)fetch_bytes * 2 + 4096;
  unsigned char *response = malloc(limit);
  int fd = connect_to(atoi(argv[1]));
  double start = now();
  for (long long round = 0; round < rounds; round++) {
    for (int64_t offset = 0; offset < records;) {
      send_fetch(fd, topic, offset, fetch_bytes);
      read_response(fd, response, limit);
      offset = offset_after(response, topic, offset, &bytes);
    }
  }
  printf("{\"bytes\":%lld,\"seconds\":%.4f}\n", bytes, now() - start);
  return 0;
}
