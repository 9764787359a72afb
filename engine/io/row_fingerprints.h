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

/// Keeps 128 bits per record: two different records are taken for equal less than once in 10^20 files.
class RowFingerprints {
 public:
  /// A record as its fields with `delimiter` between them, where no field holds the delimiter.
  void add_plain(std::string_view joined) { rows_.push_back(text_hash(joined)); }
  /// The same record gets the same fingerprint by either way.
  void add(std::span<const std::string_view> fields, char delimiter);
  /// The records of another part; the order of parts does not matter.
  void append(RowFingerprints&& part);
  /// Fingerprints that were kept elsewhere.
  void append(std::vector<TextHash> rows) { parts_.push_back(std::move(rows)); }
  /// All of them, piece by piece.
  std::vector<std::span<const TextHash>> pieces() const;
  /// Records equal to an earlier one.
  std::int64_t repeated() &&;

 private:
  std::vector<TextHash> rows_;
  std::vector<std::vector<TextHash>> parts_;
  std::string scratch_;
};

}  // namespace vigie
