// Produces records to partition 0 by Produce requests of one record each on a bare socket, acks=1, up
// to IN_FLIGHT of them without an answer yet: what a request costs where nothing is batched.
// Prints one line of JSON: records, bytes and wall seconds.
//   produce PORT TOPIC RECORDS RECORD_BYTES IN_FLIGHT

#include "kafka.h"
#include "pipeline.h"

#define PRODUCE_API 0
#define PRODUCE_VERSION 7
#define TIMEOUT_MS 30000
/** Of a batch: what stands before the CRC, and the CRC itself. */
#define CRC_AT 17
#define CRC_END 21
#define LENGTH_END 12
/** Of a response from its start: size, correlation id, one topic. Its name, one partition, index. */
#define BEFORE_NAME 12
#define AFTER_NAME 8
/** Error code, base offset, append time, log start offset; then the throttle time. */
#define RESULT_BYTES 30

static size_t answer_bytes;
static size_t error_at;

static uint32_t crc32c(const unsigned char *bytes, size_t length) {
  uint32_t crc = UINT32_MAX;
  for (size_t i = 0; i < length; i++) {
    crc ^= bytes[i];
    for (int bit = 0; bit < 8; bit++) crc = crc >> 1 ^ (crc & 1 ? 0x82f63b78 : 0);
  }
  return ~crc;
}

/** Zigzag, as all numbers within a record. */
static char *put_varint(char *at, int64_t value) {
  uint64_t left = (uint64_t)value << 1 ^ (uint64_t)(value >> 63);
  for (; left > 127; left >>= 7) *at++ = (char)(left | 128);
  *at++ = (char)left;
  return at;
}

static char *put_record(char *at, size_t size) {
  char body[16], *end = body;
  *end++ = 0;
  // No time and no offset beyond the batch's, no key.
  end = put_varint(put_varint(put_varint(end, 0), 0), -1);
  end = put_varint(end, (int64_t)size);
  size_t head = (size_t)(end - body);
  at = put_varint(at, (int64_t)(head + size + 1));
  memcpy(at, body, head);
  memset(at + head, 'x', size);
  return put_varint(at + head + size, 0);
}

static char *put_batch(char *batch, size_t size) {
  uint64_t time = (uint64_t)(now() * 1e3);
  char *at = put(put(batch + LENGTH_END, UINT32_MAX, 4), 2, 1);
  at = put(put(at + (CRC_END - CRC_AT), 0, 2), 0, 4);
  // Times of the first record and of the last one; neither producer id, epoch nor sequence.
  at = put(put(at, time, 8), time, 8);
  at = put(put(put(at, UINT64_MAX, 8), UINT64_MAX, 2), UINT64_MAX, 4);
  at = put_record(put(at, 1, 4), size);
  put(put(batch, 0, 8), (uint64_t)(at - batch - LENGTH_END), 4);
  unsigned char *summed = (unsigned char *)batch + CRC_END;
  put(batch + CRC_AT, crc32c(summed, (size_t)(at - batch - CRC_END)), 4);
  return at;
}

static size_t put_request(char *request, const char *topic, size_t size) {
  char *at = begin_request(request, PRODUCE_API, PRODUCE_VERSION);
  // No transactional id, acks=1.
  at = put(put(put(at, UINT64_MAX, 2), 1, 2), TIMEOUT_MS, 4);
  at = put_string(put(at, 1, 4), topic);
  at = put(put(at, 1, 4), 0, 4);
  char *end = put_batch(at + 4, size);
  put(at, (uint64_t)(end - at - 4), 4);
  return end_request(request, end);
}

/** All answers are of one size. */
static long long answers(int fd) {
  static unsigned char bytes[65536];
  static size_t have = 0;
  static long long count = 0;
  ssize_t n = read(fd, bytes + have, sizeof bytes - have);
  if (n <= 0) fail("read");
  have += (size_t)n;
  size_t at = 0;
  for (; have - at >= answer_bytes; at += answer_bytes, count++) {
    if (get(bytes + at, 4) + 4 != answer_bytes || get(bytes + at + error_at, 2) != 0) {
      fail("the broker refuses");
    }
  }
  memmove(bytes, bytes + at, have - at);
  have -= at;
  return count;
}

int main(int argc, char **argv) {
  if (argc != 6) {
    fprintf(stderr, "usage: see the head of produce.c\n");
    return 2;
  }
  long long records = atoll(argv[3]);
  size_t size = (size_t)atoll(argv[4]);
  error_at = BEFORE_NAME + 2 + strlen(argv[2]) + AFTER_NAME;
  answer_bytes = error_at + RESULT_BYTES;
  char *request = malloc(size + strlen(argv[2]) + 256);
  struct pipeline plan = {
      .fd = connect_to(atoi(argv[1])), .command = request,
      .length = put_request(request, argv[2], size),
      .commands = records, .in_flight = atoll(argv[5]), .answers = answers};
  report_load(records, records * (long long)size, run_pipeline(&plan));
  return 0;
}
