// Adds records to a Redis stream with XADD, up to IN_FLIGHT of them without an answer yet.
// Prints one line of JSON: records, bytes and wall seconds.
//   xadd PORT STREAM RECORDS RECORD_BYTES IN_FLIGHT

#include "sockets.h"

/** Commands are written together: a window is filled in so many parts. */
#define PARTS 8

static size_t command(char *at, const char *stream, size_t size) {
  int head = sprintf(at, "*5\r\n$4\r\nXADD\r\n$%zu\r\n%s\r\n$1\r\n*\r\n$1\r\nv\r\n$%zu\r\n",
                     strlen(stream), stream, size);
  memset(at + head, 'x', size);
  memcpy(at + head + size, "\r\n", 2);
  return (size_t)head + size + 2;
}

/** Each answer is `$LENGTH\r\nID\r\n`: lines are counted, an error shows its minus. */
static long long read_lines(int fd) {
  static char answers[65536];
  ssize_t n = read(fd, answers, sizeof answers);
  if (n <= 0) fail("read");
  long long lines = 0;
  for (ssize_t i = 0; i < n; i++) {
    if (answers[i] == '\n') lines += 1;
    if (answers[i] == '\n' && i + 1 < n && answers[i + 1] == '-') fail("Redis refuses");
  }
  return lines;
}

int main(int argc, char **argv) {
  if (argc != 6) {
    fprintf(stderr, "usage: see the head of xadd.c\n");
    return 2;
  }
  long long records = atoll(argv[3]), sent = 0, lines = 0;
  size_t size = (size_t)atoll(argv[4]);
  long long part = (atoll(argv[5]) + PARTS - 1) / PARTS;
  char *pieces = malloc((size_t)part * (size + 256 + strlen(argv[2])));
  size_t length = 0;
  for (long long i = 0; i < part; i++) length += command(pieces + length, argv[2], size);
  size_t each = length / (size_t)part;
  int fd = connect_to(atoi(argv[1]));
  double start = now();
  while (lines / 2 < records) {
    long long left = records - sent, count = left < part ? left : part;
    if (count > 0 && sent - lines / 2 <= part * (PARTS - 1)) {
      write_all(fd, pieces, each * (size_t)count);
      sent += count;
    } else {
      lines += read_lines(fd);
    }
  }
  printf("{\"records\":%lld,\"bytes\":%lld,\"seconds\":%.4f}\n", records,
         records * (long long)size, now() - start);
  return 0;
}
