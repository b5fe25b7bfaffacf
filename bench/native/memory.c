// Takes free memory, touching every page, until KEEP bytes are left, and holds it until its standard
// input ends. A virtual machine may give free memory back to its host, which then charges whoever
// touches it next seconds of CPU per GB; with little left free, what is measured meets pages that
// are there. Prints one line of JSON when it holds: bytes and wall seconds.
//   memory KEEP

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/sysinfo.h>
#include <sys/time.h>
#include <unistd.h>

static double now(void) {
  struct timeval t;
  gettimeofday(&t, NULL);
  return (double)t.tv_sec + t.tv_usec / 1e6;
}

static size_t free_bytes(void) {
  struct sysinfo info;
  if (sysinfo(&info) != 0) {
    perror("sysinfo");
    exit(1);
  }
  return (size_t)info.freeram * info.mem_unit;
}

static void hold(size_t bytes) {
  if (bytes == 0) return;
  char *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) {
    perror("mmap");
    exit(1);
  }
  madvise(memory, bytes, MADV_HUGEPAGE);
  for (size_t at = 0; at < bytes; at += 4096) memory[at] = 1;
}

int main(int argc, char **argv) {
  size_t keep = argc > 1 ? (size_t)atoll(argv[1]) : 4000000000UL;
  double start = now();
  size_t available = free_bytes();
  size_t bytes = available > keep ? available - keep : 0;
  hold(bytes);
  printf("{\"bytes\":%zu,\"seconds\":%.4f}\n", bytes, now() - start);
  fflush(stdout);
  char byte;
  while (read(0, &byte, 1) > 0) {
  }
  return 0;
}
