// A long text seen through a window that moves on, record by record, while the next bytes are fetched.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string_view>

#include "engine/io/file_bytes.h"

namespace vigie {

/// Two buffers in turn. Each has room before its bytes for what the window before could not finish, so that a record is
/// always seen in one piece.
class CsvWindows {
 public:
  /// Fills the room with the bytes of the text from `offset` on.
  using Read = std::function<void(std::size_t offset, std::span<char> room)>;

  /// The window at the start of a text of `size` bytes. It moves by `step` bytes; up to `most_kept` are taken along.
  CsvWindows(Read read, std::size_t size, std::size_t step, std::size_t most_kept);

  std::string_view text() const { return text_; }
  /// The bytes that no window before this one held.
  std::string_view fresh() const { return text_.substr(kept_); }
  bool is_last() const { return read_ == size_; }

  /// Fetches what `advance` will show; `text` may be used meanwhile.
  void prefetch();
  /// Moves on: the new window begins with what the old one shows from `kept_from` on.
  void advance(std::size_t kept_from);

 private:
  Read read_bytes_;
  std::size_t size_, step_, most_kept_;
  FileBytes current_, next_;
  std::string_view text_;
  std::size_t kept_ = 0, read_ = 0, fetched_ = 0;
};

}  // namespace vigie
