// What the machine's loopback can do between two plain C programs, measured like a broker: a sender
// writes BYTES in pieces of 256 KB, a receiver reads them into one buffer. Prints one line of JSON:
// wall seconds, and CPU seconds (user and system) of each side.
//   loopback BYTES

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#define PIECE (256 * 1024)

static double seconds(struct timeval t) { return (double)t.tv_sec + t.tv_usec / 1e6; }

static double cpu_of(const struct rusage *usage) {
  return seconds(usage->ru_utime) + seconds(usage->ru_stime);
}

static double now(void) {
  struct timeval t;
  gettimeofday(&t, NULL);
  return seconds(t);
}

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static void receive(int listener) {
  int fd = accept(listener, NULL, NULL);
  if (fd < 0) fail("accept");
  char *buffer = malloc(PIECE);
  while (read(fd, buffer, PIECE) > 0) {
  }
  exit(0);
}

static void send_bytes(struct sockaddr_in address, long long bytes) {
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (connect(fd, (struct sockaddr *)&address, sizeof address) != 0) fail("connect");
  char *buffer = malloc(PIECE);
  memset(buffer, 'x', PIECE);
  while (bytes > 0) {
    ssize_t n = write(fd, buffer, bytes < PIECE ? (size_t)bytes : PIECE);
    if (n < 0) fail("write");
    bytes -= n;
  }
  close(fd);
  exit(0);
}

int main(int argc, char **argv) {
  long long bytes = argc > 1 ? atoll(argv[1]) : 1000000000LL;
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  struct sockaddr_in address = {.sin_family = AF_INET};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0) fail("bind");
  if (listen(listener, 1) != 0) fail("listen");
  if (getsockname(listener, (struct sockaddr *)&address, &length) != 0) fail("getsockname");
  double start = now();
  pid_t receiver = fork();
  if (receiver == 0) receive(listener);
  pid_t sender = fork();
  if (sender == 0) send_bytes(address, bytes);
  struct rusage sent, received;
  int status;
  if (wait4(sender, &status, 0, &sent) < 0 || status != 0) fail("sender");
  if (wait4(receiver, &status, 0, &received) < 0 || status != 0) fail("receiver");
  printf("{\"seconds\":%.4f,\"senderCpu\":%.4f,\"receiverCpu\":%.4f}\n", now() - start,
         cpu_of(&sent), cpu_of(&received));
  return 0;
}
