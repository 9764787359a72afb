// Rounded coordinates are counted first, and sorted only where many share a place.
#include "engine/statistics/stacked_places.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <utility>

#include "engine/base/parallel.h"
#include "engine/base/rows_that.h"

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

// About ten places to a counter: few come near `least` by chance, and the counters stay in the cache while they can. A
// counter that has come to `full` counts no further.
constexpr std::size_t most_counters = 1 << 26;
constexpr std::uint8_t full = 128;

// Places share counters, so that a count is never too low.
class PlaceCounts {
 public:
  PlaceCounts(std::span<const double> x, std::span<const double> y)
      : x_(x),
        y_(y),
        counters_(std::clamp<std::size_t>(std::bit_ceil(x.size() / 10 + 1), 64, most_counters)),
        shift_(64 - std::countr_zero(counters_)) {
    // Counters of its own for every thread: counting together would take several times as long.
    const auto slices = static_cast<std::size_t>(threads());
    const std::size_t slice = x.size() / slices + 1;
    std::vector<std::vector<std::uint8_t>> counts(slices);
    parallel_chunks(x.size(), slice,
                    [&](std::size_t begin, std::size_t end) { counts[begin / slice] = counted(begin, end); });
    counts_ = std::move(counts.front());
    counts_.resize(counters_);
    for (std::size_t s = 1; s < slices; ++s)
      for (std::size_t c = 0; c < counts[s].size(); ++c)
        counts_[c] = static_cast<std::uint8_t>(std::min<int>(counts_[c] + counts[s][c], full));
  }

  // Points whose place may hold `least` of them.
  std::vector<Rounded> crowded(std::size_t least) const {
    const std::size_t enough = std::min<std::size_t>(least, full);
    if (*std::ranges::max_element(counts_) < enough) return {};
    return found_in_chunks<Rounded>(x_.size(), [&](std::size_t begin, std::size_t end, std::vector<Rounded>& found) {
      visit_places(counts_, begin, end, [&](std::size_t i, std::uint64_t place, std::uint8_t count) {
        if (count >= enough) found.push_back({place, static_cast<std::uint32_t>(i)});
      });
    });
  }

 private:
  // Calls visit(point, place, its counter). Points lie anywhere, and so do their counters in memory: a batch of them is
  // asked for before the first is used.
  template <class Counts, class Visit>
  void visit_places(Counts& counts, std::size_t begin, std::size_t end, Visit visit) const {
    std::array<std::uint64_t, 32> places;
    for (std::size_t first = begin; first < end; first += places.size()) {
      const std::size_t count = std::min(places.size(), end - first);
      for (std::size_t i = 0; i < count; ++i) {
        places[i] = place_of(first + i);
        __builtin_prefetch(&counts[counter_of(places[i])]);
      }
      for (std::size_t i = 0; i < count; ++i) visit(first + i, places[i], counts[counter_of(places[i])]);
    }
  }

  std::uint64_t place_of(std::size_t i) const { return biased(x_[i]) << 32 | biased(y_[i]); }
  std::size_t counter_of(std::uint64_t place) const { return (place * 0x9E3779B97F4A7C15ULL) >> shift_; }

  std::vector<std::uint8_t> counted(std::size_t begin, std::size_t end) const {
    std::vector<std::uint8_t> counts(counters_, 0);
    visit_places(counts, begin, end, [](std::size_t, std::uint64_t, std::uint8_t& count) {
      count = static_cast<std::uint8_t>(count + (count < full ? 1 : 0));
    });
    return counts;
  }

  std::span<const double> x_, y_;
  std::size_t counters_;  // a power of two
  int shift_;
  std::vector<std::uint8_t> counts_;
};

}  // namespace

std::vector<StackedPlace> stacked_places(std::span<const double> x, std::span<const double> y, std::size_t least) {
  std::vector<Rounded> rounded = PlaceCounts(x, y).crowded(least);
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
