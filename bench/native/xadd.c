// Adds records to a Redis stream with XADD, up to IN_FLIGHT of them without an answer yet.
// Prints one line of JSON: records, bytes and wall seconds.
//   xadd PORT STREAM RECORDS RECORD_BYTES IN_FLIGHT

#include "pipeline.h"
#include "redis.h"

/** Each answer is `$LENGTH\r\nID\r\n`: lines are counted, an error shows its minus. */
static long long answers(int fd) {
  static char bytes[65536];
  static long long lines = 0;
  static int begins_line = 1;
  ssize_t n = read(fd, bytes, sizeof bytes);
  if (n <= 0) fail("read");
  for (ssize_t i = 0; i < n; i++) {
    if (begins_line && bytes[i] == '-') fail("Redis refuses");
    begins_line = bytes[i] == '\n';
    lines += begins_line;
  }
  return lines / 2;
}

int main(int argc, char **argv) {
  if (argc != 6) {
    fprintf(stderr, "usage: see the head of xadd.c\n");
    return 2;
  }
  long long records = atoll(argv[3]);
  size_t size = (size_t)atoll(argv[4]);
  struct xadd add = make_xadd(argv[2], size);
  memset(add.value, 'x', size);
  struct pipeline plan = {
      .fd = connect_to(atoi(argv[1])), .command = add.bytes, .length = add.length,
      .commands = records, .in_flight = atoll(argv[5]), .answers = answers};
  report_load(records, records * (long long)size, run_pipeline(&plan));
  return 0;
}
