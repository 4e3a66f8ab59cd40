// A disk that fails: preloaded into a process, it lets one system call on a path under FAULT_UNDER fail.
//
//   FAULT_UNDER   part of the path that counts, for example /checkpoints
//   FAULT_AT      number of the call that fails, from 1; 0 for none
//   FAULT_KIND    an errno as a number, or "short": that write takes half, and the disk is full from then on
//   FAULT_LOG     file that gets one line per counted call: its number and name
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static atomic_int calls;

static const char *setting(const char *name) {
  const char *value = getenv(name);
  return value ? value : "";
}

static int counts(const char *path) {
  const char *under = setting("FAULT_UNDER");
  return *under && path && strstr(path, under);
}

static int counts_fd(int fd) {
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return counts(path);
}

// 0 for a call that goes through, 1 for one that fails, 2 for a write that takes half.
static int fails(const char *name, int writes) {
  int number = ++calls, at = atoi(setting("FAULT_AT"));
  const char *kind = setting("FAULT_KIND"), *log = setting("FAULT_LOG");
  if (*log) {
    int (*real_open)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
    ssize_t (*real_write)(int, const void *, size_t) = dlsym(RTLD_NEXT, "write");
    char line[128];
    int fd = real_open(log, O_WRONLY | O_CREAT | O_APPEND, 0644);
    int length = snprintf(line, sizeof line, "%d %s\n", number, name);
    if (fd >= 0) {
      if (real_write(fd, line, (size_t)length) < 0) abort();
      close(fd);
    }
  }
  if (at == 0 || number < at) return 0;
  if (strcmp(kind, "short") == 0) {
    errno = ENOSPC;
    return number == at && writes ? 2 : writes ? 1 : 0;
  }
  errno = atoi(kind);
  return number == at;
}

#define REAL(type, name, ...) type (*real)(__VA_ARGS__) = dlsym(RTLD_NEXT, name)

#define PATH_CALL(name)                                              \
  int name(const char *path) {                                       \
    REAL(int, #name, const char *);                                  \
    return counts(path) && fails(#name, 0) ? -1 : real(path);        \
  }
PATH_CALL(rmdir)
PATH_CALL(unlink)

int mkdir(const char *path, mode_t mode) {
  REAL(int, "mkdir", const char *, mode_t);
  return counts(path) && fails("mkdir", 0) ? -1 : real(path, mode);
}

int rename(const char *from, const char *to) {
  REAL(int, "rename", const char *, const char *);
  return counts(from) && fails("rename", 0) ? -1 : real(from, to);
}

#define OPEN_CALL(name)                                              \
  int name(const char *path, int flags, ...) {                       \
    va_list rest;                                                    \
    va_start(rest, flags);                                           \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
    va_end(rest);                                                    \
    REAL(int, #name, const char *, int, ...);                        \
    return counts(path) && fails("open", 0) ? -1 : real(path, flags, mode); \
  }
OPEN_CALL(open)
OPEN_CALL(open64)

#define FD_CALL(name)                                                \
  int name(int fd) {                                                 \
    REAL(int, #name, int);                                           \
    return counts_fd(fd) && fails(#name, 0) ? -1 : real(fd);         \
  }
FD_CALL(fsync)
FD_CALL(fdatasync)

#define TRUNCATE_CALL(name, offset)                                  \
  int name(int fd, offset length) {                                  \
    REAL(int, #name, int, offset);                                   \
    return counts_fd(fd) && fails("ftruncate", 0) ? -1 : real(fd, length); \
  }
TRUNCATE_CALL(ftruncate, off_t)
TRUNCATE_CALL(ftruncate64, off64_t)

ssize_t write(int fd, const void *bytes, size_t count) {
  REAL(ssize_t, "write", int, const void *, size_t);
  int failure = counts_fd(fd) ? fails("write", 1) : 0;
  return failure == 1 ? -1 : real(fd, bytes, failure == 2 ? count / 2 : count);
}

#define PWRITE_CALL(name, offset)                                    \
  ssize_t name(int fd, const void *bytes, size_t count, offset at) { \
    REAL(ssize_t, #name, int, const void *, size_t, offset);         \
    int failure = counts_fd(fd) ? fails("pwrite", 1) : 0;            \
    return failure == 1 ? -1 : real(fd, bytes, failure == 2 ? count / 2 : count, at); \
  }
PWRITE_CALL(pwrite, off_t)
PWRITE_CALL(pwrite64, off64_t)
