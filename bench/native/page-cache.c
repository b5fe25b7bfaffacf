// Fills free memory with page cache: reads a file of holes, as large as the memory, until only KEEP
// bytes are free. That is how a broker's machine looks after a day. It matters, because a virtual
// machine may give free memory back to its host, which then charges whoever touches it next seconds
// of CPU per GB; with little free, what is written meets pages that are there, for the price of
// letting clean ones go. Prints one line of JSON: bytes read and wall seconds.
//   page-cache FILE KEEP

#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/sysinfo.h>
#include <sys/time.h>
#include <unistd.h>

enum { CHUNK = 1 << 20, PAGE = 4096, PAGES = CHUNK / PAGE };

static void die(const char *what) {
  perror(what);
  exit(1);
}

static double now(void) {
  struct timeval t;
  gettimeofday(&t, NULL);
  return (double)t.tv_sec + t.tv_usec / 1e6;
}

static struct sysinfo memory(void) {
  struct sysinfo info;
  if (sysinfo(&info) != 0) die("sysinfo");
  return info;
}

static size_t free_bytes(void) {
  struct sysinfo info = memory();
  return (size_t)info.freeram * info.mem_unit;
}

static int is_cached(const char *map, size_t at) {
  unsigned char pages[PAGES];
  if (mincore((void *)(map + at), CHUNK, pages) != 0) die("mincore");
  for (int i = 0; i < PAGES; i++)
    if (!(pages[i] & 1)) return 0;
  return 1;
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  size_t keep = (size_t)atoll(argv[2]);
  struct sysinfo info = memory();
  size_t size = (size_t)info.totalram * info.mem_unit / CHUNK * CHUNK;
  int file = open(argv[1], O_RDWR | O_CREAT, 0600);
  if (file < 0) die(argv[1]);
  if (ftruncate(file, (off_t)size) != 0) die("ftruncate");
  const char *map = mmap(NULL, size, PROT_READ, MAP_SHARED, file, 0);
  if (map == MAP_FAILED) die("mmap");
  static char chunk[CHUNK];
  double start = now();
  size_t bytes = 0;
  for (size_t at = 0; at < size && free_bytes() > keep; at += CHUNK) {
    // What is there stays as old as it is.
    if (is_cached(map, at)) continue;
    if (pread(file, chunk, CHUNK, (off_t)at) != CHUNK) die("pread");
    bytes += CHUNK;
  }
  printf("{\"bytes\":%zu,\"seconds\":%.4f}\n", bytes, now() - start);
  return 0;
}
