// Sorting rounded coordinates.
#include "engine/statistics/stacked_places.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace vigie {
namespace {

// Two biased 32-bit numbers in one, so that places sort by x, then y.
struct Rounded {
  std::uint64_t place;
  std::uint32_t index;
};

std::uint64_t biased(double metres) {
  return static_cast<std::uint64_t>(std::llround(metres) + (std::int64_t{1} << 31));
}

}  // namespace

std::vector<StackedPlace> stacked_places(std::span<const double> x, std::span<const double> y, std::size_t least) {
  std::vector<Rounded> rounded(x.size());
  for (std::size_t i = 0; i < x.size(); ++i)
    rounded[i] = {biased(x[i]) << 32 | biased(y[i]), static_cast<std::uint32_t>(i)};
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
