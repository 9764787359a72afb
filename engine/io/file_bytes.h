// Bytes of a file in memory, which nobody can change or cut short under the reader's hands.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
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

/// A regular file open for reading.
class OpenedFile {
 public:
  /// `name` is for messages. Throws NoInputError.
  OpenedFile(const std::string& path, std::string name);
  ~OpenedFile();
  OpenedFile(const OpenedFile&) = delete;
  OpenedFile& operator=(const OpenedFile&) = delete;

  /// In bytes, when it was opened.
  std::size_t size() const { return size_; }
  /// How many bytes were read: fewer than there is room for only at the end of the file. Safe in several threads.
  /// Throws IoError.
  std::size_t read_at(std::size_t offset, std::span<char> room) const;
  /// As read_at, for bytes that were there when the file was opened: throws DataError if they are gone.
  void read_all_at(std::size_t offset, std::span<char> room) const;
  /// The whole file. Throws DataError if it grows or shrinks meanwhile; Interrupted once a stop was requested.
  FileBytes read_all() const;
  /// Throws DataError if bytes were added since it was opened.
  void require_end() const;

 private:
  [[noreturn]] void refuse_changed() const;

  int descriptor_;
  std::string name_;
  std::size_t size_ = 0;
};

}  // namespace vigie
