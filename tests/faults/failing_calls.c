/* Makes the Nth and every later call of one kind fail, on files below one folder: for LD_PRELOAD.
   VIGIE_FAIL=KIND:N:ERRNO with KIND write, sync, truncate, rename or read; VIGIE_FAIL_UNDER=folder; the call that fails
   first is noted in the file VIGIE_FAIL_NOTE, so that a test can tell that its fault fired. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_long calls;

static int is_below(const char* path) {
  const char* folder = getenv("VIGIE_FAIL_UNDER");
  return folder && strncmp(path, folder, strlen(folder)) == 0;
}

static int descriptor_is_below(int descriptor) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return is_below(path);
}

static void note(const char* kind) {
  const char* path = getenv("VIGIE_FAIL_NOTE");
  int file = path ? open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600) : -1;
  if (file < 0) return;
  ssize_t (*real)(int, const void*, size_t) = (ssize_t(*)(int, const void*, size_t))dlsym(RTLD_NEXT, "write");
  (void)real(file, kind, strlen(kind));
  close(file);
}

static int fails(const char* kind) {
  const char* wish = getenv("VIGIE_FAIL");
  size_t length = strlen(kind);
  if (!wish || strncmp(wish, kind, length) != 0 || wish[length] != ':') return 0;
  char* end = NULL;
  long first = strtol(wish + length + 1, &end, 10);
  long now = ++calls;
  if (now < first) return 0;
  if (now == first) note(kind);
  errno = *end == ':' ? atoi(end + 1) : EIO;
  return 1;
}

#define REAL(type, name) ((type)dlsym(RTLD_NEXT, name))

ssize_t write(int descriptor, const void* bytes, size_t size) {
  if (descriptor > 2 && descriptor_is_below(descriptor) && fails("write")) return -1;
  return REAL(ssize_t(*)(int, const void*, size_t), "write")(descriptor, bytes, size);
}

ssize_t pwrite(int descriptor, const void* bytes, size_t size, off_t offset) {
  if (descriptor_is_below(descriptor) && fails("write")) return -1;
  return REAL(ssize_t(*)(int, const void*, size_t, off_t), "pwrite")(descriptor, bytes, size, offset);
}

ssize_t pwrite64(int descriptor, const void* bytes, size_t size, off64_t offset) {
  if (descriptor_is_below(descriptor) && fails("write")) return -1;
  return REAL(ssize_t(*)(int, const void*, size_t, off64_t), "pwrite64")(descriptor, bytes, size, offset);
}

ssize_t read(int descriptor, void* bytes, size_t size) {
  if (descriptor > 2 && descriptor_is_below(descriptor) && fails("read")) return -1;
  return REAL(ssize_t(*)(int, void*, size_t), "read")(descriptor, bytes, size);
}

ssize_t pread64(int descriptor, void* bytes, size_t size, off64_t offset) {
  if (descriptor_is_below(descriptor) && fails("read")) return -1;
  return REAL(ssize_t(*)(int, void*, size_t, off64_t), "pread64")(descriptor, bytes, size, offset);
}

ssize_t pread(int descriptor, void* bytes, size_t size, off_t offset) {
  if (descriptor_is_below(descriptor) && fails("read")) return -1;
  return REAL(ssize_t(*)(int, void*, size_t, off_t), "pread")(descriptor, bytes, size, offset);
}

int fsync(int descriptor) {
  if (descriptor_is_below(descriptor) && fails("sync")) return -1;
  return REAL(int (*)(int), "fsync")(descriptor);
}

int fdatasync(int descriptor) {
  if (descriptor_is_below(descriptor) && fails("sync")) return -1;
  return REAL(int (*)(int), "fdatasync")(descriptor);
}

int ftruncate(int descriptor, off_t size) {
  if (descriptor_is_below(descriptor) && fails("truncate")) return -1;
  return REAL(int (*)(int, off_t), "ftruncate")(descriptor, size);
}

int ftruncate64(int descriptor, off64_t size) {
  if (descriptor_is_below(descriptor) && fails("truncate")) return -1;
  return REAL(int (*)(int, off64_t), "ftruncate64")(descriptor, size);
}

int rename(const char* from, const char* to) {
  if (is_below(to) && fails("rename")) return -1;
  return REAL(int (*)(const char*, const char*), "rename")(from, to);
}
