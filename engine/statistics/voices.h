// How many voices speak through a number of reports.
#pragma once

#include <cstdint>
#include <span>

namespace vigie {

struct Voices {
  std::int64_t reports = 0, without_key = 0;
  std::int64_t reporters = 0;  // reports without key count as reporters of their own
  double effective;  // 1 / sum s^2 over the shares of reporters; NaN where under half of the reports have a key
  double largest;    // share of the busiest reporter; NaN likewise
  double top_tenth;  // share of reports by the busiest tenth; NaN likewise, and for fewer than 20 reporters
  /// Made by a few: fewer than 5 effective reporters, or one with more than 30 %. False where nothing is known.
  bool one_voice() const { return effective < 5 || largest > 0.30; }
};

/// `keys` holds a number per report that is the same for the same reporter; negative: no key.
Voices voices(std::span<const std::int32_t> keys);

}  // namespace vigie
