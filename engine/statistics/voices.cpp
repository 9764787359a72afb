// Shares of reporters, counted.
#include "engine/statistics/voices.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "engine/base/missing.h"
#include "engine/statistics/concentration.h"

namespace vigie {
namespace {

constexpr std::int64_t least_reporters = 20;

}  // namespace

Voices voices(std::span<const std::int32_t> keys) {
  Voices result{.effective = no_number, .largest = no_number, .top_tenth = no_number};
  std::unordered_map<std::int32_t, std::int64_t> by_key;
  for (std::int32_t key : keys) {
    ++result.reports;
    key < 0 ? ++result.without_key : ++by_key[key];
  }
  result.reporters = static_cast<std::int64_t>(by_key.size()) + result.without_key;
  if (result.reports == 0 || 2 * (result.reports - result.without_key) < result.reports) return result;
  // Whole numbers: no order of summing can change them.
  std::int64_t squares = result.without_key, most = result.without_key > 0 ? 1 : 0;
  std::vector<double> counts(static_cast<std::size_t>(result.without_key), 1.0);
  for (const auto& [key, count] : by_key) {
    squares += count * count;
    most = std::max(most, count);
    counts.push_back(static_cast<double>(count));
  }
  const auto all = static_cast<double>(result.reports);
  result.effective = all * all / static_cast<double>(squares);
  result.largest = static_cast<double>(most) / all;
  if (result.reporters >= least_reporters) result.top_tenth = top_share(count_levels(counts), 0.1);
  return result;
}

}  // namespace vigie
