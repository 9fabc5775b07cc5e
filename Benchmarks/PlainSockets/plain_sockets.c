#define _GNU_SOURCE
#include "plain_sockets.h"

#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

static double clock_seconds(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return (double)time.tv_sec + time.tv_nsec / 1e9;
}

double plain_thread_seconds(void) { return clock_seconds(CLOCK_THREAD_CPUTIME_ID); }

double plain_process_seconds(void) { return clock_seconds(CLOCK_PROCESS_CPUTIME_ID); }

void plain_raise_file_limit(void) {
  struct rlimit limit;
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

void plain_write_lines_at_once(void) { setvbuf(stdout, NULL, _IOLBF, 0); }

#if defined(__linux__)

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { READ_BYTES = 64 << 10, EVENTS_AT_ONCE = 256, CONNECTS_IN_A_ROW = 64 };

static int connected(uint16_t port) {
  int one = 1;
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (fd < 0) return -1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  if (connect(fd, (struct sockaddr *)&address, sizeof address) != 0) {
    close(fd);
    return -1;
  }
  return fd;
}

static int send_all(int fd, const char *bytes, size_t count) {
  while (count > 0) {
    ssize_t sent = send(fd, bytes, count, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return -1;
    bytes += sent;
    count -= (size_t)sent;
  }
  return 0;
}

// Where the body of an answer begins, and how long the answer is in all; 0 while it is not known.
static size_t answer_length(char *bytes, size_t count) {
  bytes[count] = 0;
  char *end = strstr(bytes, "\r\n\r\n");
  char *length = strcasestr(bytes, "\r\ncontent-length:");
  if (!end || !length || length > end || strncmp(bytes, "HTTP/1.1 200", 12) != 0) return 0;
  return (size_t)(end - bytes) + 4 + (size_t)atoll(length + 17);
}

// The length of the first answer, by which all the others are counted.
static size_t first_answer(uint16_t port, const char *request) {
  char buffer[READ_BYTES + 1];
  size_t have = 0, length = 0;
  int fd = connected(port);
  if (fd < 0 || send_all(fd, request, strlen(request)) != 0) return 0;
  while (length == 0 || have < length) {
    ssize_t got = read(fd, buffer + have, READ_BYTES - have);
    if (got <= 0) return 0;
    have += (size_t)got;
    length = answer_length(buffer, have);
  }
  close(fd);
  return length;
}

long long plain_requests(
    uint16_t port, const char *request, size_t count, size_t connections) {
  size_t length = first_answer(port, request), size = strlen(request);
  if (length == 0 || connections > 4096) return -1;
  struct { int fd; size_t have; } links[connections];
  struct epoll_event events[EVENTS_AT_ONCE];
  char buffer[READ_BYTES];
  int queue = epoll_create1(EPOLL_CLOEXEC);
  size_t to_send = count, done = 0;
  long long total = 0;
  for (size_t i = 0; i < connections; i++) {
    links[i].fd = connected(port);
    links[i].have = 0;
    struct epoll_event event = {.events = EPOLLIN, .data.u64 = i};
    if (links[i].fd < 0 || epoll_ctl(queue, EPOLL_CTL_ADD, links[i].fd, &event) != 0) return -1;
    if (to_send > 0 && (to_send--, send_all(links[i].fd, request, size)) != 0) return -1;
  }
  while (done < count && total >= 0) {
    int ready = epoll_wait(queue, events, EVENTS_AT_ONCE, 30000);
    if (ready == 0) return -1;
    for (int e = 0; e < ready; e++) {
      size_t i = events[e].data.u64;
      ssize_t got = read(links[i].fd, buffer, sizeof buffer);
      if (got <= 0) return -1;
      total += got;
      links[i].have += (size_t)got;
      if (links[i].have < length) continue;
      if (links[i].have > length) return -1;
      links[i].have = 0;
      done++;
      if (to_send > 0 && (to_send--, send_all(links[i].fd, request, size)) != 0) return -1;
    }
  }
  for (size_t i = 0; i < connections; i++) close(links[i].fd);
  close(queue);
  return total;
}

struct streams {
  int queue, *fds;
  double *lateness;
  size_t capacity, seen, *broken;
};

// Reads what has come on one stream and counts its events.
static void take_events(struct streams *streams, size_t i, int counts) {
  static const char mark[] = "\"timestamp\":";
  static char buffer[READ_BYTES + 1];
  ssize_t got = read(streams->fds[i], buffer, READ_BYTES);
  double now = clock_seconds(CLOCK_REALTIME);
  if (got <= 0) {
    epoll_ctl(streams->queue, EPOLL_CTL_DEL, streams->fds[i], NULL);
    (*streams->broken)++;
    return;
  }
  if (!counts) return;
  buffer[got] = 0;
  for (char *at = strstr(buffer, mark); at; at = strstr(at + 1, mark)) {
    if (streams->seen < streams->capacity)
      streams->lateness[streams->seen] = now - atof(at + sizeof mark - 1);
    streams->seen++;
  }
}

static void read_streams(struct streams *streams, int timeout, int counts) {
  struct epoll_event events[EVENTS_AT_ONCE];
  int ready = epoll_wait(streams->queue, events, EVENTS_AT_ONCE, timeout);
  for (int e = 0; e < ready; e++) take_events(streams, events[e].data.u64, counts);
}

long long plain_streams(
    uint16_t port, const char *request_start, const char *request_end, size_t count,
    double seconds, double *lateness, size_t capacity, size_t *broken, double *opening) {
  struct streams streams = {
      .queue = epoll_create1(EPOLL_CLOEXEC), .fds = calloc(count, sizeof(int)),
      .lateness = lateness, .capacity = capacity, .broken = broken};
  double start = clock_seconds(CLOCK_MONOTONIC);
  *broken = 0;
  for (size_t i = 0; i < count; i++) {
    char request[4096];
    int size = snprintf(request, sizeof request, "%s%zu%s", request_start, i, request_end);
    struct epoll_event event = {.events = EPOLLIN, .data.u64 = i};
    streams.fds[i] = connected(port);
    if (streams.fds[i] < 0 || send_all(streams.fds[i], request, (size_t)size) != 0) return -1;
    if (epoll_ctl(streams.queue, EPOLL_CTL_ADD, streams.fds[i], &event) != 0) return -1;
    if (i % CONNECTS_IN_A_ROW == 0) read_streams(&streams, 1, 0);
  }
  double settled = clock_seconds(CLOCK_MONOTONIC) + 3;
  *opening = settled - 3 - start;
  while (clock_seconds(CLOCK_MONOTONIC) < settled) read_streams(&streams, 20, 0);
  while (clock_seconds(CLOCK_MONOTONIC) < settled + seconds) read_streams(&streams, 20, 1);
  for (size_t i = 0; i < count; i++) close(streams.fds[i]);
  close(streams.queue);
  free(streams.fds);
  return (long long)streams.seen;
}

int plain_upload(
    uint16_t port, const char *head, const char *start, size_t size, const char *end) {
  static char zeros[READ_BYTES];
  char answer[READ_BYTES + 1];
  int fd = connected(port), status = -1;
  if (fd < 0 || send_all(fd, head, strlen(head)) != 0) return -1;
  if (send_all(fd, start, strlen(start)) != 0) return -1;
  for (size_t sent = 0; sent < size; sent += sizeof zeros) {
    size_t piece = size - sent < sizeof zeros ? size - sent : sizeof zeros;
    if (send_all(fd, zeros, piece) != 0) return -1;
  }
  if (send_all(fd, end, strlen(end)) != 0) return -1;
  ssize_t got = read(fd, answer, READ_BYTES);
  if (got > 0) {
    answer[got] = 0;
    sscanf(answer, "HTTP/1.1 %d", &status);
  }
  close(fd);
  return status;
}

#else

long long plain_requests(
    uint16_t port, const char *request, size_t count, size_t connections) {
  return -1;
}
long long plain_streams(
    uint16_t port, const char *request_start, const char *request_end, size_t count,
    double seconds, double *lateness, size_t capacity, size_t *broken, double *opening) {
  return -1;
}
int plain_upload(
    uint16_t port, const char *head, const char *start, size_t size, const char *end) {
  return -1;
}

#endif
