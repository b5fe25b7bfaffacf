// From one connection that adds records to a Redis stream (XADD) to another one that waits for them
// (XREAD BLOCK). An open loop (latency.h) by RATE.
// Prints one line of JSON: records, bytes, wall seconds, and milliseconds from due to received
// without the first fifth: p50, p99, p999, max.
//   redis-end-to-end PORT STREAM RECORDS RECORD_BYTES RATE

#include <pthread.h>

#include "sockets.h"

#include "latency.h"
#include "redis.h"

#define ANSWER_BYTES (1 << 20)
#define LINE_BYTES 64
#define PAUSE_SECONDS_MAX 0.5
/** In the answer to XREAD: streams, a stream, its entries, an entry, id and fields, a field. */
#define ID_DEPTH 4
#define FIELD_DEPTH 5

static struct {
  int port;
  const char *stream;
  long long records;
  size_t size;
  double rate;
} plan;

static struct {
  int fd;
  char bytes[ANSWER_BYTES];
  size_t at, have;
  char last_id[LINE_BYTES];
  long long seen;
} reader = {.last_id = "0"};

/** The next `length` bytes; they stay where they are until the next answer. */
static char *take(size_t length) {
  while (reader.have - reader.at < length) {
    if (reader.at + length > sizeof reader.bytes) fail("an answer is too large");
    ssize_t n = read(reader.fd, reader.bytes + reader.have, sizeof reader.bytes - reader.have);
    if (n <= 0) fail("read");
    reader.have += (size_t)n;
  }
  reader.at += length;
  return reader.bytes + reader.at - length;
}

static char *take_line(void) {
  char *line = reader.bytes + reader.at;
  while (*take(1) != '\n') continue;
  return line;
}

/** Reads an answer with all that is in it: notes each record, and the last id. */
static void visit(int depth) {
  char *line = take_line();
  if (line[0] == '*') {
    for (long long left = atoll(line + 1); left > 0; left--) visit(depth + 1);
    return;
  }
  if (line[0] != '$') fail("Redis refuses");
  size_t length = (size_t)atoll(line + 1);
  char *bytes = take(length + 2);
  if (depth == ID_DEPTH && length < LINE_BYTES) {
    memcpy(reader.last_id, bytes, length);
    reader.last_id[length] = 0;
  }
  if (depth == FIELD_DEPTH && length == plan.size) {
    note_latency(bytes);
    reader.seen += 1;
  }
}

static void *consume(void *unused) {
  (void)unused;
  reader.fd = connect_to(plan.port);
  while (reader.seen < plan.records) {
    char command[512];
    reader.at = reader.have = 0;
    int length = sprintf(
        command,
        "*6\r\n$5\r\nXREAD\r\n$5\r\nBLOCK\r\n$1\r\n0\r\n$7\r\nSTREAMS\r\n$%zu\r\n%s\r\n$%zu\r\n%s\r\n",
        strlen(plan.stream), plan.stream, strlen(reader.last_id), reader.last_id);
    write_all(reader.fd, command, (size_t)length);
    visit(0);
  }
  return NULL;
}

/** Answers to XADD are two lines each; `flags` says whether to wait for some. */
static long long lines_there(int fd, int flags) {
  static char answers[65536];
  long long lines = 0;
  ssize_t n = recv(fd, answers, sizeof answers, flags);
  if (n == 0 || (n < 0 && flags == 0)) fail("no answer");
  for (ssize_t i = 0; i < n; i++) lines += answers[i] == '\n';
  return lines;
}

static void produce(void) {
  int fd = connect_to(plan.port);
  struct xadd add = make_xadd(plan.stream, plan.size);
  memset(add.value, 'x', plan.size);
  long long lines = 0;
  double start = now();
  for (long long i = 0; i < plan.records; i++) {
    double due = start + (double)i / plan.rate;
    while (due > now()) pause_until(due, PAUSE_SECONDS_MAX);
    struct head head = {due, i};
    memcpy(add.value, &head, sizeof head);
    write_all(fd, add.bytes, add.length);
    lines += lines_there(fd, MSG_DONTWAIT);
  }
  while (lines < plan.records * 2) lines += lines_there(fd, 0);
}

int main(int argc, char **argv) {
  if (argc != 6 || (size_t)atoll(argv[4]) < sizeof(struct head)) {
    fprintf(stderr, "usage: see the head of redis-end-to-end.c\n");
    return 2;
  }
  plan.port = atoi(argv[1]);
  plan.stream = argv[2];
  plan.records = atoll(argv[3]);
  plan.size = (size_t)atoll(argv[4]);
  plan.rate = atof(argv[5]);
  expect_latencies(plan.records);
  pthread_t thread;
  double start = now();
  pthread_create(&thread, NULL, consume, NULL);
  produce();
  pthread_join(thread, NULL);
  printf("{\"records\":%lld,\"bytes\":%lld,\"seconds\":%.4f,", plan.records,
         plan.records * (long long)plan.size, now() - start);
  report_latencies();
  return 0;
}
