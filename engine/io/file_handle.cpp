// open, flock, fchmod and fsync, each checked.
#include "engine/io/file_handle.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "engine/base/error.h"
#include "engine/base/words.h"

namespace vigie {
namespace {

[[noreturn]] void fail(const std::string& path, const char* what) {
  throw IoError(fmt::format("{}: {} ({})", printable_path(path), what, std::strerror(errno)));
}

}  // namespace

FileHandle::FileHandle(const std::string& path, int flags, unsigned mode)
    : descriptor_(::open(path.c_str(), flags | O_CLOEXEC | O_NOFOLLOW, mode)) {}

FileHandle::~FileHandle() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

FileHandle::FileHandle(FileHandle&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

FileHandle& FileHandle::operator=(FileHandle&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

std::optional<FileHandle> try_lock(const std::string& path) {
  // Readable by all: other people's runs to the same output must be able to open it, whatever our umask.
  constexpr unsigned lock_mode = 0644;
  FileHandle file(path, O_RDONLY | O_CREAT, lock_mode);
  if (!file.opened())
    throw CannotCreateError(
        fmt::format("{}: the lock file cannot be made ({}); choose an output folder you may write to",
                    printable_path(path), std::strerror(errno)));
  struct stat status {};
  if (::fstat(file.descriptor(), &status) == 0 && status.st_uid == ::geteuid()) ::fchmod(file.descriptor(), lock_mode);
  if (::flock(file.descriptor(), LOCK_EX | LOCK_NB) == 0) return file;
  if (errno == EWOULDBLOCK) return std::nullopt;
  fail(path, "cannot be locked; outputs belong on a local file system");
}

void make_durable(const std::string& path, unsigned mode) {
  const FileHandle file(path, O_RDWR);
  if (!file.opened()) fail(path, "cannot be opened again");
  if (::fchmod(file.descriptor(), mode) != 0) fail(path, "its mode cannot be set");
  if (::fsync(file.descriptor()) != 0) fail(path, "cannot be forced to the disk");
}

void sync_directory(const std::string& path) {
  const FileHandle directory(path, O_RDONLY | O_DIRECTORY);
  if (!directory.opened()) fail(path, "the folder cannot be opened");
  // EINVAL: a file system that has nothing to force.
  if (::fsync(directory.descriptor()) != 0 && errno != EINVAL) fail(path, "the folder cannot be forced to the disk");
}

}  // namespace vigie
