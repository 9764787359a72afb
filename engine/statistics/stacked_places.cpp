// Rounded coordinates are counted first, and sorted only where many share a place.
#include "engine/statistics/stacked_places.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <cmath>
#include <utility>

#include "engine/base/parallel.h"

namespace vigie {
namespace {

// Two biased 32-bit numbers in one, so that places sort by x, then y.
struct Rounded {
  std::uint64_t place;
  std::uint32_t index;
};

std::uint64_t biased(double metres) {
  return static_cast<std::uint64_t>(static_cast<std::int64_t>(metres + (metres < 0 ? -0.5 : 0.5)) +
                                    (std::int64_t{1} << 31));
}

// About ten places to a counter: few come near `least` by chance, and the counters stay in the cache. A counter that
// has come to `full` counts no further.
constexpr std::size_t most_counters = 1 << 22;
constexpr std::uint8_t full = 128;
constexpr std::size_t chunk_size = 1 << 16;

// Points whose place may hold `least` of them: places share counters, so that a count is never too low.
std::vector<Rounded> crowded(std::span<const double> x, std::span<const double> y, std::size_t least) {
  const std::size_t counters = std::clamp<std::size_t>(std::bit_ceil(x.size() / 10 + 1), 64, most_counters);
  const int shift = 64 - std::countr_zero(counters);
  std::vector<std::uint8_t> counts(counters, 0);
  const auto place_of = [&](std::size_t i) { return biased(x[i]) << 32 | biased(y[i]); };
  const auto counter_of = [&](std::uint64_t place) -> std::uint8_t& {
    return counts[(place * 0x9E3779B97F4A7C15ULL) >> shift];
  };
  parallel_chunks(x.size(), chunk_size, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const std::atomic_ref counter(counter_of(place_of(i)));
      // Threads that pass this together add no more than one each.
      if (counter.load(std::memory_order_relaxed) < full) counter.fetch_add(1, std::memory_order_relaxed);
    }
  });
  const std::size_t enough = std::min<std::size_t>(least, full);
  std::vector<std::vector<Rounded>> found((x.size() + chunk_size - 1) / chunk_size);
  parallel_chunks(x.size(), chunk_size, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i)
      if (const std::uint64_t place = place_of(i); counter_of(place) >= enough)
        found[begin / chunk_size].push_back({place, static_cast<std::uint32_t>(i)});
  });
  std::vector<Rounded> all;
  for (const std::vector<Rounded>& part : found) all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace

std::vector<StackedPlace> stacked_places(std::span<const double> x, std::span<const double> y, std::size_t least) {
  std::vector<Rounded> rounded = crowded(x, y, least);
  std::ranges::sort(rounded, {}, [](const Rounded& r) { return std::pair(r.place, r.index); });
  std::vector<StackedPlace> places;
  for (std::size_t begin = 0; begin < rounded.size();) {
    std::size_t end = begin;
    while (end < rounded.size() && rounded[end].place == rounded[begin].place) ++end;
    if (end - begin >= least) {
      const std::size_t first = rounded[begin].index;
      StackedPlace& place = places.emplace_back(StackedPlace{{std::round(x[first]), std::round(y[first])}, {}});
      for (std::size_t i = begin; i < end; ++i) place.of.push_back(rounded[i].index);
    }
    begin = end;
  }
  std::ranges::stable_sort(places, std::ranges::greater{}, [](const StackedPlace& place) { return place.of.size(); });
  return places;
}

}  // namespace vigie
