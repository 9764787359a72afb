// Buckets of equal width bring values nearly into order; insertion does the rest, comparison sorts the odd cases.
#include "engine/statistics/value_ranks.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace vigie {
namespace {

constexpr std::uint32_t fullest_bucket = 48;  // from here on insertion would take longer than a comparison sort

}  // namespace

ValueRanks::ValueRanks(std::size_t places) : start_(2 * places + 2) {
  entries_.reserve(places);
  unsorted_.reserve(places);
}

void ValueRanks::spread_over_buckets(double least, double scale) {
  const auto bucket = [&](const Entry& entry) { return static_cast<std::size_t>((entry.value - least) * scale) + 1; };
  std::ranges::fill(start_, 0);
  for (const Entry& entry : unsorted_) ++start_[bucket(entry)];
  for (std::size_t i = 1; i < start_.size(); ++i) start_[i] += start_[i - 1];
  entries_.resize(unsorted_.size());
  // Filling in the order of places keeps equal values by index.
  for (const Entry& entry : unsorted_) entries_[start_[bucket(entry) - 1]++] = entry;
}

void ValueRanks::sort(std::span<const double> values) {
  const auto before = [](const Entry& a, const Entry& b) {
    return a.value != b.value ? a.value < b.value : a.place < b.place;
  };
  unsorted_.clear();
  double least = std::numeric_limits<double>::infinity(), most = -least;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::isnan(values[i])) continue;
    unsorted_.push_back({values[i], static_cast<std::uint32_t>(i)});
    least = std::min(least, values[i]);
    most = std::max(most, values[i]);
  }
  const double scale = static_cast<double>(2 * unsorted_.size()) / (most - least);
  if (!(most > least) || !std::isfinite(scale)) {
    entries_ = unsorted_;
    if (most > least) std::ranges::sort(entries_, before);
    return;
  }
  spread_over_buckets(least, scale);
  std::uint32_t fullest = 0, last = 0;
  for (std::uint32_t end : start_) {
    fullest = std::max(fullest, end - last);
    last = end;
  }
  if (fullest > fullest_bucket) {
    std::ranges::sort(entries_, before);
    return;
  }
  for (std::size_t i = 1; i < entries_.size(); ++i) {
    const Entry moved = entries_[i];
    std::size_t at = i;
    for (; at > 0 && before(moved, entries_[at - 1]); --at) entries_[at] = entries_[at - 1];
    entries_[at] = moved;
  }
}

void percentile_ranks(std::span<const double> values, ValueRanks& room, std::span<double> result) {
  room.sort(values);
  std::ranges::fill(result, 0.5);
  if (room.size() < 2) return;
  const double top = static_cast<double>(room.size() - 1);
  room.visit_ties([&](std::size_t begin, std::size_t end) {
    const double share = static_cast<double>(begin + end - 1) / 2 / top;
    for (std::size_t at = begin; at < end; ++at) result[room.place(at)] = share;
  });
}

}  // namespace vigie
