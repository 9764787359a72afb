// A whole file in memory, which nobody can change or cut short under the reader's hands.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace vigie {

struct FileBytes {
  std::unique_ptr<char[]> data;
  std::size_t size = 0;

  std::string_view view() const { return {data.get(), size}; }
};

/// Bytes that are not set yet.
FileBytes allocate_bytes(std::size_t size);

/// Reads a regular file. `name` is for messages. Throws NoInputError, IoError, or DataError if the file grows or
/// shrinks meanwhile; Interrupted once a stop was requested.
FileBytes read_file(const std::string& path, const std::string& name);

}  // namespace vigie
