// Read, not mapped: a mapped file that its owner cuts short would end the program with a signal.
#include "engine/io/file_bytes.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "engine/base/error.h"
#include "engine/base/parallel.h"

namespace vigie {
namespace {

constexpr std::size_t block = 8 << 20;

class OpenFile {
 public:
  OpenFile(const std::string& path, const std::string& name) : descriptor_(open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (descriptor_ < 0) throw NoInputError(fmt::format("{}: cannot be opened: {}", name, std::strerror(errno)));
  }
  ~OpenFile() { close(descriptor_); }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

// Bytes read, fewer than asked for only at the end of the file.
std::size_t read_block(const OpenFile& file, char* place, std::size_t size, const std::string& name) {
  std::size_t done = 0;
  while (done < size) {
    const ssize_t got = read(file.descriptor(), place + done, size - done);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw IoError(fmt::format("{}: cannot be read: {}", name, std::strerror(errno)));
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  return done;
}

}  // namespace

FileBytes allocate_bytes(std::size_t size) {
  return {std::make_unique_for_overwrite<char[]>(size), size};
}

FileBytes read_file(const std::string& path, const std::string& name) {
  const OpenFile file(path, name);
  struct stat status {};
  if (fstat(file.descriptor(), &status) != 0)
    throw IoError(fmt::format("{}: cannot be read: {}", name, std::strerror(errno)));
  FileBytes bytes = allocate_bytes(static_cast<std::size_t>(status.st_size));
  std::size_t done = 0;
  while (done < bytes.size) {
    check_stop();
    const std::size_t wanted = std::min(block, bytes.size - done);
    const std::size_t got = read_block(file, bytes.data.get() + done, wanted, name);
    done += got;
    if (got < wanted) break;
  }
  char beyond = 0;
  if (done < bytes.size || read_block(file, &beyond, 1, name) != 0)
    throw DataError(fmt::format("{} changed while it was read; run again when nobody writes to it", name));
  return bytes;
}

}  // namespace vigie
