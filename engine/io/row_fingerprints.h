// How many records equal an earlier one, field by field, without keeping the records.
#pragma once

#include <bit>
#include <compare>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace vigie {

/// Keeps 128 bits per record: two different records are taken for equal less than once in 10^20 files.
class RowFingerprints {
 public:
  void begin_row() { rows_.push_back({0x9E3779B97F4A7C15ULL, 0xC2B2AE3D27D4EB4FULL}); }
  void add(std::string_view field) {
    const std::uint64_t hash = std::hash<std::string_view>{}(field) ^ field.size();
    Fingerprint& row = rows_.back();
    row.first = (std::rotl(row.first, 5) ^ hash) * 0x9FB21C651E98DF25ULL;
    row.second = std::rotl(row.second + hash, 29) * 0xD6E8FEB86659FD93ULL + row.first;
  }
  /// Records equal to an earlier one.
  std::int64_t repeated() &&;

 private:
  struct Fingerprint {
    std::uint64_t first, second;
    friend auto operator<=>(const Fingerprint&, const Fingerprint&) = default;
  };
  std::vector<Fingerprint> rows_;
};

}  // namespace vigie
