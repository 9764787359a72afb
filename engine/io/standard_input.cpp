// A pipe can be read once, and a table of reports is looked at twice: its head tells which column is what.
#include "engine/io/standard_input.h"

#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <vector>

#include "engine/base/error.h"
#include "engine/io/unnamed_file.h"

namespace vigie {
namespace {

[[noreturn]] void fail(std::string_view what) {
  throw IoError(fmt::format("the standard input {}: {}", what, std::strerror(errno)));
}

void write_all(int to, const char* bytes, std::size_t count) {
  while (count > 0) {
    const ssize_t written = write(to, bytes, count);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail("cannot be kept");
    bytes += written;
    count -= static_cast<std::size_t>(written);
  }
}

// On a disk, for it may be larger than memory; of this process alone, and gone with it.
int room_for_it() {
  static const FileHandle file = unnamed_file(folder_on_disk());
  const int room = file.opened() ? file.descriptor() : memfd_create("reports", MFD_CLOEXEC);
  if (room < 0) fail("cannot be kept");
  return room;
}

std::string read_to_the_end() {
  if (isatty(STDIN_FILENO) == 1)
    throw NoInputError("'-' is the standard input, which is a terminal; pipe a CSV into it, or name a file");
  const int copy = room_for_it();
  std::vector<char> room(1 << 20);
  while (true) {
    const ssize_t count = read(STDIN_FILENO, room.data(), room.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail("cannot be read");
    if (count == 0) return fmt::format("/proc/self/fd/{}", copy);
    write_all(copy, room.data(), static_cast<std::size_t>(count));
  }
}

}  // namespace

const std::string& standard_input_path() {
  static const std::string path = read_to_the_end();
  return path;
}

}  // namespace vigie
