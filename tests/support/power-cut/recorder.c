/*
 * Stands between a process and the C library for the files of one folder (SHIM_ROOT): writes down every write, sync, cut and
 * removal in their order (SHIM_LOG), and lets the k-th of them fail when told so. Built and preloaded by power-cut.ts; Linux only.
 *
 * The log is a row of records: op (1 byte), length of the name (1), name, offset (8), length of the data (4), data.
 * Ops: W write, S sync, T truncate, U unlink, R rename (data: new name), A a line the program said to the outside.
 *
 * A line written to the file `shim.control` arms it: "<k> <errno>" lets the k-th operation from now on fail, "<k> <errno> on" that
 * one and all after it, "0 0" none. Each failure is one byte in SHIM_FIRED.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define FILES 4096
#define NAME 64

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char names[FILES][NAME];
static char root[4096];
static int logFile = -1, firedFile = -1, ready = 0;
static long failAt = 0, seen = 0, failErrno = 0, failOn = 0;

#define REAL(name) ((__typeof__(&name))real(#name))
static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

static void begin(void) {
  if (ready) return;
  ready = 1;
  const char *folder = getenv("SHIM_ROOT"), *log = getenv("SHIM_LOG"), *fired = getenv("SHIM_FIRED");
  if (!folder) return;
  snprintf(root, sizeof root, "%s/", folder);
  if (log) logFile = REAL(open)(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (fired) firedFile = REAL(open)(fired, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

/* The name inside the folder of a file we watch, or NULL. The shared memory of the log is made anew at every open. */
static const char *watched(const char *path) {
  begin();
  size_t length = strlen(root);
  if (!length || !path || strncmp(path, root, length) || strlen(path + length) >= NAME) return NULL;
  const char *name = path + length;
  if (strstr(name, "-shm") || !strncmp(name, "owner", 5) || strstr(name, "secrets") || strstr(name, "logs")) return NULL;
  return name;
}

static const char *nameOf(int fd) { return fd >= 0 && fd < FILES && names[fd][0] ? names[fd] : NULL; }

static void record(char op, const char *name, int64_t offset, const void *data, uint32_t length) {
  if (logFile < 0) return;
  uint8_t size = (uint8_t)strlen(name);
  char head[2 + NAME + 12];
  head[0] = op;
  head[1] = (char)size;
  memcpy(head + 2, name, size);
  memcpy(head + 2 + size, &offset, 8);
  memcpy(head + 10 + size, &length, 4);
  struct iovec parts[2] = {{head, (size_t)size + 14}, {(void *)data, length}};
  if (writev(logFile, parts, 2) < 0) abort();
}

/* Whether this operation is to fail; sets errno then. Called under the lock. */
static int fails(void) {
  if (failAt <= 0) return 0;
  seen += 1;
  if (seen != failAt && !(failOn && seen > failAt)) return 0;
  if (firedFile >= 0 && REAL(write)(firedFile, "x", 1) < 0) abort();
  errno = (int)failErrno;
  return 1;
}

static void control(const void *data, size_t length) {
  char line[64] = {0}, on[8] = {0};
  memcpy(line, data, length < 63 ? length : 63);
  seen = 0;
  if (sscanf(line, "%ld %ld %7s", &failAt, &failErrno, on) < 2) failAt = 0;
  failOn = !strcmp(on, "on");
}

static ssize_t noted(int fd, const void *data, size_t length, int64_t offset) {
  const char *name = nameOf(fd);
  if (!name) return 0;
  if (!strcmp(name, "shim.control")) { control(data, length); return 0; }
  if (!strcmp(name, "acknowledged")) { record('A', name, 0, data, (uint32_t)length); return 0; }
  if (fails()) return -1;
  record('W', name, offset, data, (uint32_t)length);
  return 0;
}

static int opened(int fd, const char *path, int flags) {
  const char *name = watched(path);
  if (fd >= 0 && fd < FILES) {
    names[fd][0] = 0;
    if (name) {
      pthread_mutex_lock(&lock);
      strcpy(names[fd], name);
      if (flags & O_TRUNC) record('T', name, 0, NULL, 0);
      pthread_mutex_unlock(&lock);
    }
  }
  return fd;
}

#define OPEN(function) \
  int function(const char *path, int flags, ...) { \
    va_list rest; va_start(rest, flags); mode_t mode = va_arg(rest, mode_t); va_end(rest); \
    return opened(REAL(function)(path, flags, mode), path, flags); \
  }
OPEN(open)
OPEN(open64)

int close(int fd) {
  if (fd >= 0 && fd < FILES) names[fd][0] = 0;
  return REAL(close)(fd);
}

ssize_t write(int fd, const void *data, size_t length) {
  if (!nameOf(fd)) return REAL(write)(fd, data, length);
  pthread_mutex_lock(&lock);
  /* A file opened for appending is written at its end, whatever its position says. */
  int appends = fcntl(fd, F_GETFL) & O_APPEND;
  struct stat now;
  int64_t at = appends && !fstat(fd, &now) ? now.st_size : lseek(fd, 0, SEEK_CUR);
  ssize_t done = noted(fd, data, length, at);
  if (done == 0) done = REAL(write)(fd, data, length);
  pthread_mutex_unlock(&lock);
  return done;
}

#define PWRITE(function, offset_t) \
  ssize_t function(int fd, const void *data, size_t length, offset_t offset) { \
    if (!nameOf(fd)) return REAL(function)(fd, data, length, offset); \
    pthread_mutex_lock(&lock); \
    ssize_t done = noted(fd, data, length, offset); \
    if (done == 0) done = REAL(function)(fd, data, length, offset); \
    pthread_mutex_unlock(&lock); \
    return done; \
  }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define ON_FILE(function, call, op, at, ...) \
  int function(__VA_ARGS__) { \
    const char *name = nameOf(fd); \
    if (!name) return REAL(function) call; \
    pthread_mutex_lock(&lock); \
    int done = fails() ? -1 : REAL(function) call; \
    if (done == 0) record(op, name, at, NULL, 0); \
    pthread_mutex_unlock(&lock); \
    return done; \
  }
ON_FILE(fsync, (fd), 'S', 0, int fd)
ON_FILE(fdatasync, (fd), 'S', 0, int fd)
ON_FILE(ftruncate, (fd, length), 'T', length, int fd, off_t length)
ON_FILE(ftruncate64, (fd, length), 'T', length, int fd, off64_t length)

int unlink(const char *path) {
  const char *name = watched(path);
  int done = REAL(unlink)(path);
  if (name && done == 0) { pthread_mutex_lock(&lock); record('U', name, 0, NULL, 0); pthread_mutex_unlock(&lock); }
  return done;
}

int rename(const char *from, const char *to) {
  const char *name = watched(from), *next = watched(to);
  int done = REAL(rename)(from, to);
  if (name && next && done == 0) {
    pthread_mutex_lock(&lock);
    record('R', name, 0, next, (uint32_t)strlen(next));
    for (int fd = 0; fd < FILES; fd += 1) if (!strcmp(names[fd], name)) strcpy(names[fd], next);
    pthread_mutex_unlock(&lock);
  }
  return done;
}
