// Coordinates of 53 random bits; a partial shuffle of the points in their own order.
#include "engine/statistics/random_pattern.h"

#include <algorithm>
#include <numeric>

#include "engine/base/error.h"
#include "engine/statistics/random.h"

namespace vigie {
namespace {

// [0, 1) in steps of 2^-53.
double unit(AddressedRandom& random) {
  const std::uint64_t high = random.next(), low = random.next();
  return static_cast<double>((high << 21) ^ (low >> 11)) * 0x1p-53;
}

const MultiPolygon& with_extent(const MultiPolygon& area) {
  if (!(vigie::area(area) > 0))
    throw DataError("random points need a study area with an extent; is the study area empty?");
  return area;
}

}  // namespace

RandomPattern::RandomPattern(const MultiPolygon& area) : box_(bounds(with_extent(area))), index_(std::span(&area, 1)) {}

Positions RandomPattern::draw(std::size_t points, std::uint64_t seed, std::uint32_t draw) const {
  AddressedRandom random(seed, RandomPurpose::random_pattern, 0, draw);
  Positions made;
  made.x.reserve(points);
  made.y.reserve(points);
  while (made.x.size() < points) {
    const double x = box_.min_x + box_.width() * unit(random), y = box_.min_y + box_.height() * unit(random);
    if (index_.zone_at({x, y}) < 0) continue;
    made.x.push_back(x);
    made.y.push_back(y);
  }
  return made;
}

Positions sorted_positions(std::span<const double> x, std::span<const double> y) {
  std::vector<std::pair<double, double>> places;
  for (std::size_t i = 0; i < x.size(); ++i) places.emplace_back(x[i], y[i]);
  std::ranges::sort(places);
  Positions sorted;
  for (const auto& [east, north] : places) {
    sorted.x.push_back(east);
    sorted.y.push_back(north);
  }
  return sorted;
}

Positions thinned(std::span<const double> x, std::span<const double> y, std::size_t kept, std::uint64_t seed) {
  if (kept >= x.size()) return {{x.begin(), x.end()}, {y.begin(), y.end()}};
  Positions part = sorted_positions(x, y);
  AddressedRandom random(seed, RandomPurpose::pattern_thinning, 0, 0);
  for (std::size_t k = 0; k < kept; ++k) {
    const std::size_t other = k + random.below(static_cast<std::uint32_t>(x.size() - k));
    std::swap(part.x[k], part.x[other]);
    std::swap(part.y[k], part.y[other]);
  }
  part.x.resize(kept);
  part.y.resize(kept);
  return part;
}

}  // namespace vigie
