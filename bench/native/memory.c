// Holds memory of the machine, and gives it back piece by piece while something else uses it up, so
// that whoever is measured meets pages that are there and lie together: as on a machine whose
// memory has been in use for long. Why: a virtual machine may give free memory back to its host,
// which then charges whoever touches it next seconds of CPU per GB; and where none is free, the
// kernel moves pages about to make room, at the expense of whoever asks.
//
// Reads lines on standard input. Each asks for the holding to be filled up: to HOLD bytes at least,
// and so far that no more than FREE bytes are free. Answers each with a line of JSON: bytes held,
// and wall seconds. Ends with its input.
//   memory HOLD FREE

#define _GNU_SOURCE
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/sysinfo.h>
#include <sys/time.h>
#include <unistd.h>

enum { HUGE_PAGE = 2 << 20, PIECE = 16 << 20, PAGE = 4096, PIECES_MAX = 1 << 16, TICK_MS = 1 };

static char *pieces[PIECES_MAX];
static size_t count = 0;

static void die(const char *what) {
  perror(what);
  exit(1);
}

static double now(void) {
  struct timeval t;
  gettimeofday(&t, NULL);
  return (double)t.tv_sec + t.tv_usec / 1e6;
}

static size_t free_bytes(void) {
  struct sysinfo info;
  if (sysinfo(&info) != 0) die("sysinfo");
  return (size_t)info.freeram * info.mem_unit;
}

static void take(void) {
  if (count == PIECES_MAX) die("too many pieces");
  char *piece = aligned_alloc(HUGE_PAGE, PIECE);
  if (piece == NULL) die("aligned_alloc");
  madvise(piece, PIECE, MADV_HUGEPAGE);
  for (size_t at = 0; at < PIECE; at += PAGE) piece[at] = 1;
  pieces[count++] = piece;
}

static void fill(size_t hold, size_t free) {
  double start = now();
  while (count * PIECE < hold || free_bytes() > free + PIECE) take();
  printf("{\"bytes\":%zu,\"seconds\":%.4f}\n", count * PIECE, now() - start);
  fflush(stdout);
}

int main(int argc, char **argv) {
  if (argc != 3) {
    fprintf(stderr, "usage: see the head of memory.c\n");
    return 2;
  }
  size_t hold = (size_t)atoll(argv[1]), free_wanted = (size_t)atoll(argv[2]);
  struct pollfd input = {.fd = 0, .events = POLLIN};
  for (;;) {
    if (poll(&input, 1, TICK_MS) > 0) {
      char lines[256];
      ssize_t n = read(0, lines, sizeof lines);
      if (n <= 0) return 0;
      for (ssize_t i = 0; i < n; i++)
        if (lines[i] == '\n') fill(hold, free_wanted);
    }
    while (count > 0 && free_bytes() < free_wanted) free(pieces[--count]);
  }
}
