// Stands in front of the functions of the C library that change files.
//
// The dynamic linker prefers an executable's own symbols, so that SQLite and Foundation call these
// as well (ld.so(8), symbol lookup in breadth-first order).

#define _GNU_SOURCE
#include "write_faults.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_bool armed;
static atomic_long counted;
static long deadly;
static int tears;

void write_faults_arm(long nth, int torn) {
  deadly = nth;
  tears = torn;
  atomic_store(&counted, 0);
  atomic_store(&armed, 1);
}

long write_faults_count(void) { return atomic_load(&counted); }

#if defined(__linux__)

// The calls of the library itself, each looked up once.
#define REAL(name) \
  static __typeof__(name) *real; \
  if (!real) real = (__typeof__(real))dlsym(RTLD_NEXT, #name)

static int strikes(void) {
  return atomic_load(&armed) && atomic_fetch_add(&counted, 1) + 1 == deadly;
}

static void end(void) {
  raise(SIGKILL);
  // Another thread may run a moment longer; this one must not go on.
  for (;;) pause();
}

ssize_t write(int descriptor, const void *bytes, size_t count) {
  REAL(write);
  if (strikes()) {
    if (tears && count > 1) real(descriptor, bytes, count / 2);
    end();
  }
  return real(descriptor, bytes, count);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off64_t offset) {
  REAL(pwrite64);
  if (strikes()) {
    if (tears && count > 1) real(descriptor, bytes, count / 2, offset);
    end();
  }
  return real(descriptor, bytes, count, offset);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
  return pwrite64(descriptor, bytes, count, offset);
}

int ftruncate64(int descriptor, off64_t size) {
  REAL(ftruncate64);
  if (strikes()) end();
  return real(descriptor, size);
}

int ftruncate(int descriptor, off_t size) { return ftruncate64(descriptor, size); }

int fsync(int descriptor) {
  REAL(fsync);
  if (strikes()) end();
  return real(descriptor);
}

int fdatasync(int descriptor) {
  REAL(fdatasync);
  if (strikes()) end();
  return real(descriptor);
}

int rename(const char *from, const char *to) {
  REAL(rename);
  if (strikes()) end();
  return real(from, to);
}

int unlink(const char *path) {
  REAL(unlink);
  if (strikes()) end();
  return real(path);
}

int unlinkat(int folder, const char *path, int flags) {
  REAL(unlinkat);
  if (strikes()) end();
  return real(folder, path, flags);
}

int rmdir(const char *path) {
  REAL(rmdir);
  if (strikes()) end();
  return real(path);
}

int mkdir(const char *path, mode_t mode) {
  REAL(mkdir);
  if (strikes()) end();
  return real(path, mode);
}

void write_faults_report(int descriptor, const char *bytes, size_t count) {
  REAL(write);
  while (count > 0) {
    ssize_t written = real(descriptor, bytes, count);
    if (written < 0) return;
    bytes += written;
    count -= (size_t)written;
  }
}

#else

void write_faults_report(int descriptor, const char *bytes, size_t count) {
  (void)write(descriptor, bytes, count);
}

#endif
