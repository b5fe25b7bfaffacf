// Reads partition 0 of a topic from its start by Fetch requests on a bare socket, ROUNDS times, and
// does nothing with the bytes: no client's own work hides what the broker can send.
// Prints one line of JSON: bytes and wall seconds.
//   fetch PORT TOPIC RECORDS FETCH_BYTES ROUNDS

#include "kafka.h"

#define FETCH_API 1
#define FETCH_VERSION 4
/** Of a batch: base offset, length, leader epoch, magic, CRC, attributes, last offset's delta. */
#define BATCH_HEAD 27
#define LAST_OFFSET_DELTA 23
#define LENGTH_END 12

static void send_fetch(int fd, const char *topic, int64_t offset, int fetch_bytes) {
  char request[1024], *at = begin_request(request, FETCH_API, FETCH_VERSION);
  at = put(put(put(at, UINT32_MAX, 4), 100, 4), 1, 4);
  at = put(put(at, (uint64_t)fetch_bytes, 4), 0, 1);
  at = put_string(put(at, 1, 4), topic);
  at = put(put(put(at, 1, 4), 0, 4), (uint64_t)offset, 8);
  at = put(at, (uint64_t)fetch_bytes, 4);
  write_all(fd, request, end_request(request, at));
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
