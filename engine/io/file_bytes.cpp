// Read, not mapped: a mapped file that its owner cuts short would end the program with a signal.
#include "engine/io/file_bytes.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "engine/base/error.h"
#include "engine/base/parallel.h"

namespace vigie {
namespace {

constexpr std::size_t block = 8 << 20;

[[noreturn]] void fail(const std::string& name) {
  throw IoError(fmt::format("{}: cannot be read: {}", name, std::strerror(errno)));
}

}  // namespace

FileBytes allocate_bytes(std::size_t size) {
  return {std::make_unique_for_overwrite<char[]>(size), size};
}

OpenedFile::OpenedFile(const std::string& path, std::string name)
    : descriptor_(open(path.c_str(), O_RDONLY | O_CLOEXEC)), name_(std::move(name)) {
  if (descriptor_ < 0) throw NoInputError(fmt::format("{}: cannot be opened: {}", name_, std::strerror(errno)));
  struct stat status {};
  if (fstat(descriptor_, &status) != 0) {
    const int why = errno;
    close(descriptor_);
    errno = why;
    fail(name_);
  }
  size_ = static_cast<std::size_t>(status.st_size);
}

OpenedFile::~OpenedFile() {
  close(descriptor_);
}

std::size_t OpenedFile::read_at(std::size_t offset, std::span<char> room) const {
  std::size_t done = 0;
  while (done < room.size()) {
    const ssize_t got = pread(descriptor_, room.data() + done, room.size() - done, static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail(name_);
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  return done;
}

void OpenedFile::read_all_at(std::size_t offset, std::span<char> room) const {
  if (read_at(offset, room) < room.size()) refuse_changed();
}

FileBytes OpenedFile::read_all() const {
  FileBytes bytes = allocate_bytes(size_);
  for (std::size_t done = 0; done < size_; done += block) {
    check_stop();
    read_all_at(done, std::span(bytes.data.get() + done, std::min(block, size_ - done)));
  }
  require_end();
  return bytes;
}

void OpenedFile::require_end() const {
  char beyond = 0;
  if (read_at(size_, {&beyond, 1}) != 0) refuse_changed();
}

void OpenedFile::refuse_changed() const {
  throw DataError(fmt::format("{} changed while it was read; run again when nobody writes to it", name_));
}

}  // namespace vigie
