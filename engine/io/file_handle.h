// File descriptors that close themselves, and the few calls that make a file last.
#pragma once

#include <optional>
#include <string>

namespace vigie {

/// An open file. Never inherited by other programs, never opened through a symbolic link.
class FileHandle {
 public:
  /// Throws nothing: `opened()` is false and errno tells why.
  FileHandle(const std::string& path, int flags, unsigned mode = 0600);
  ~FileHandle();
  FileHandle(FileHandle&& other) noexcept;
  FileHandle& operator=(FileHandle&& other) noexcept;

  bool opened() const { return descriptor_ >= 0; }
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_ = -1;
};

/// Holds an exclusive lock (flock) on a lock file, which is created where missing and never deleted: two programs that
/// hold locks on two files of one name would both go on. Nothing if somebody else holds it.
/// Throws CannotCreateError if the lock file cannot be made.
std::optional<FileHandle> try_lock(const std::string& path);

/// Sets the file's mode and forces it to the disk. Throws IoError.
void make_durable(const std::string& path, unsigned mode);

/// Forces a directory's entries to the disk. Throws IoError.
void sync_directory(const std::string& path);

}  // namespace vigie
