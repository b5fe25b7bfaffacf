// Takes BYTES of memory, touches every page and gives it back: a virtual machine may lend its guest
// memory at the first touch only, which then costs the toucher seconds per GB. After this, what is
// measured next meets pages that are there. Prints one line of JSON: wall seconds.
//   memory BYTES

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>

static double now(void) {
  struct timeval t;
  gettimeofday(&t, NULL);
  return (double)t.tv_sec + t.tv_usec / 1e6;
}

int main(int argc, char **argv) {
  size_t bytes = argc > 1 ? (size_t)atoll(argv[1]) : 1000000000UL;
  double start = now();
  char *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) {
    perror("mmap");
    return 1;
  }
  for (size_t at = 0; at < bytes; at += 4096) memory[at] = 1;
  munmap(memory, bytes);
  printf("{\"seconds\":%.4f}\n", now() - start);
  return 0;
}
