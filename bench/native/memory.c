// Makes the machine's free memory present, and keeps it so, while this runs. Why: a virtual machine
// may give free memory back to its host, which then charges whoever touches it next 2 to 12 s of CPU
// per GB: the kernel's page cache and socket buffers as well as programs. What goes back are whole
// huge pages. So each free one is taken, which touches all of it, and given back but for one page in
// its middle: what is free then lies in pieces of up to a megabyte, and stays.
//
// Meanwhile the kernel must not do the opposite on its own account: it moves pages about when memory
// lies in too small pieces (proactive compaction), which gives huge pages back as fast as they are
// taken and is work beside what is measured. Where this may, it switches that off until it ends.
//
// Reads lines on standard input. Each asks for that to be done where huge pages have become free
// since, and is answered with a line of JSON: bytes taken, and wall seconds. Ends with its input.

#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <unistd.h>

#define PAGE ((size_t)4096)
#define HUGE_ORDER 9
#define HUGE_PAGE (PAGE << HUGE_ORDER)
#define CHUNK ((size_t)256 << 20)
#define LEFT_MAX ((size_t)32 << 20)
#define IDLE_ROUNDS_MAX 3

#define PROACTIVENESS "/proc/sys/vm/compaction_proactiveness"

static int usual_proactiveness = -1;

static void set_proactiveness(int value) {
  FILE *file = fopen(PROACTIVENESS, "w");
  if (file == NULL) return;
  fprintf(file, "%d\n", value);
  fclose(file);
}

static void keep_still(void) {
  FILE *file = fopen(PROACTIVENESS, "r");
  if (file == NULL) return;
  if (fscanf(file, "%d", &usual_proactiveness) != 1) usual_proactiveness = -1;
  fclose(file);
  set_proactiveness(0);
}

static void end(int status) {
  if (usual_proactiveness >= 0) set_proactiveness(usual_proactiveness);
  _exit(status);
}

static void ended(int number) { end(128 + number); }

static double now(void) {
  struct timeval t;
  gettimeofday(&t, NULL);
  return (double)t.tv_sec + t.tv_usec / 1e6;
}

/** Free memory that lies in huge pages; 0 where the kernel does not tell. */
static size_t huge_free_bytes(void) {
  FILE *file = fopen("/proc/buddyinfo", "r");
  if (file == NULL) return 0;
  size_t bytes = 0, blocks;
  // Node 0, zone   Normal   1961    804 …: free blocks of 1, 2, 4 … pages.
  while (fscanf(file, "Node %*d, zone %*s") != EOF)
    for (int order = 0; fscanf(file, " %zu", &blocks) == 1; order++)
      if (order >= HUGE_ORDER) bytes += (blocks * PAGE) << order;
  fclose(file);
  return bytes;
}

/** Takes that much in huge pages, and gives all but a page of each back. False where none is left. */
static int thin_out(size_t bytes) {
  int flags = MAP_PRIVATE | MAP_ANONYMOUS;
  char *chunk = mmap(NULL, bytes + HUGE_PAGE, PROT_READ | PROT_WRITE, flags, -1, 0);
  if (chunk == MAP_FAILED) return 0;
  chunk += HUGE_PAGE - (size_t)chunk % HUGE_PAGE;
  madvise(chunk, bytes, MADV_HUGEPAGE);
  for (size_t at = 0; at < bytes; at += HUGE_PAGE) chunk[at + HUGE_PAGE / 2] = 1;
  for (size_t at = 0; at < bytes; at += HUGE_PAGE) {
    char *middle = chunk + at + HUGE_PAGE / 2, *end = chunk + at + HUGE_PAGE;
    // The first call splits the huge page, the second gives its pages back at once.
    for (int advice = 0; advice < 2; advice++) {
      int how = advice == 0 ? MADV_FREE : MADV_DONTNEED;
      madvise(chunk + at, HUGE_PAGE / 2, how);
      madvise(middle + PAGE, (size_t)(end - middle) - PAGE, how);
    }
  }
  return 1;
}

static size_t settle(void) {
  size_t taken = 0, left = huge_free_bytes();
  // Some of what is taken comes out of lists that are not counted, or others free as much. Where
  // huge pages are not to be had, the kernel would go on moving pages about to make some.
  for (int idle = 0; left >= LEFT_MAX && idle < IDLE_ROUNDS_MAX;) {
    size_t bytes = left < CHUNK ? left / HUGE_PAGE * HUGE_PAGE : CHUNK, before = left;
    if (!thin_out(bytes)) break;
    taken += bytes;
    left = huge_free_bytes();
    idle = left + bytes / 4 < before ? 0 : idle + 1;
  }
  return taken;
}

int main(void) {
  signal(SIGTERM, ended);
  signal(SIGINT, ended);
  keep_still();
  for (int c; (c = getchar()) != EOF;) {
    if (c != '\n') continue;
    double start = now();
    size_t taken = settle();
    printf("{\"bytes\":%zu,\"seconds\":%.4f}\n", taken, now() - start);
    fflush(stdout);
  }
  end(0);
}
