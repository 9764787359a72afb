// Plain values as bytes and back: little-endian, length before content, every length held against what is there.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "engine/io/file_bytes.h"
#include "engine/io/fingerprint.h"

namespace vigie {

static_assert(std::endian::native == std::endian::little, "part files are written as they lie in memory");

template <class T>
concept PlainBytes = std::is_trivially_copyable_v<T> && std::has_unique_object_representations_v<T>;

/// Writes a file from its start and hashes what it writes.
class PartWriter {
 public:
  /// Into an empty file, open for writing, which must outlive the writer. `shown` is its name in messages.
  PartWriter(int descriptor, std::string shown);

  /// Throws IoError, as all that follow; Interrupted.
  void put_bytes(std::string_view bytes);
  template <PlainBytes T>
  void put(T value) {
    put_bytes({reinterpret_cast<const char*>(&value), sizeof value});
  }
  void put(double value) { put(std::bit_cast<std::uint64_t>(value)); }
  void put(std::string_view text) {
    put<std::uint64_t>(text.size());
    put_bytes(text);
  }
  /// Length and content.
  template <class T>
  void put_all(const std::vector<T>& values) {
    static_assert(std::is_trivially_copyable_v<T>);
    put<std::uint64_t>(values.size());
    put_bytes({reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)});
  }
  /// The hash of all that was written goes behind it. Nothing can be written afterwards.
  void seal();

 private:
  void flush();

  int descriptor_;
  std::string shown_, waiting_;
  RunningFingerprint hash_;
};

/// Reads what a PartWriter wrote. Throws DataError where the bytes end too early.
class PartReader {
 public:
  /// `end`: where the content ends. The file must outlive the reader.
  PartReader(const OpenedFile& file, std::string shown, std::size_t begin, std::size_t end);

  template <PlainBytes T>
  T get() {
    T value{};
    take(reinterpret_cast<char*>(&value), sizeof value);
    return value;
  }
  double get_real() { return std::bit_cast<double>(get<std::uint64_t>()); }
  std::string get_text();
  template <class T>
  std::vector<T> get_all() {
    static_assert(std::is_trivially_copyable_v<T>);
    std::vector<T> values(length(sizeof(T)));
    take(reinterpret_cast<char*>(values.data()), values.size() * sizeof(T));
    return values;
  }
  /// A number of things that take at least `size` bytes each.
  std::size_t length(std::size_t size);
  /// Throws DataError unless all was read.
  void require_end() const;
  [[noreturn]] void refuse() const;

 private:
  void take(char* to, std::size_t size);

  const OpenedFile& file_;
  std::string shown_;
  std::size_t at_, end_;
  std::vector<char> buffer_;
  std::size_t buffer_at_ = 0;  // place of the buffer in the file
};

}  // namespace vigie
