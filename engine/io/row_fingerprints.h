// How many records equal an earlier one, field by field, without keeping the records.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/data/text_hash.h"

namespace vigie {

/// Whether fingerprints know the row they are of, so that equal ones can be named.
enum class RowNumbers { left_out, kept };

/// A row that equals an earlier one, and the first such.
struct RepeatedRow {
  std::int64_t row = 0, first = 0;
};

/// Keeps 128 bits per record: two different records are taken for equal less than once in 10^20 files.
class RowFingerprints {
 public:
  struct Kept {
    std::vector<TextHash> hashes;
    std::vector<std::int64_t> rows;  // of each, where they are kept
  };

  explicit RowFingerprints(RowNumbers numbers = RowNumbers::left_out) : numbers_(numbers) {}

  /// A record as its fields with `delimiter` between them, where no field holds the delimiter; or any one text.
  void add_plain(std::string_view joined, std::int64_t row) { put(text_hash(joined), row); }
  /// A record that is a number.
  void add_number(std::uint64_t number, std::int64_t row) {
    constexpr std::uint64_t odd_1 = 0x9E3779B97F4A7C15ULL, odd_2 = 0xC2B2AE3D27D4EB4FULL;
    put({folded_product(number + odd_2, odd_1), folded_product(number ^ odd_1, odd_2)}, row);
  }
  /// The same record gets the same fingerprint by either way.
  void add(std::span<const std::string_view> fields, char delimiter, std::int64_t row);
  /// The records of the part that follows, whose rows are counted from `rows_before`.
  void append(const RowFingerprints& part, std::int64_t rows_before) { append(part.all_, rows_before); }
  void append(const Kept& records, std::int64_t rows_before);
  /// So many are expected in all: room for them is made at once.
  void expect(std::size_t records);
  /// Removes all, keeps the memory.
  void clear();
  /// All of them, in the order in which they were added.
  const Kept& kept() const { return all_; }
  /// Records equal to an earlier one.
  std::int64_t repeated() &&;
  /// The same by their rows, in the order in which they were added; needs `RowNumbers::kept`.
  std::vector<RepeatedRow> repeated_rows() &&;

 private:
  struct Dealt;

  void put(const TextHash& hash, std::int64_t row) {
    all_.hashes.push_back(hash);
    if (numbers_ == RowNumbers::kept) all_.rows.push_back(row);
  }
  Dealt deal() &&;

  RowNumbers numbers_;
  Kept all_;
  std::string scratch_;
};

}  // namespace vigie
