// Whole maps drawn at random; one neighbor sum per draw gives all three statistics.
#include "engine/statistics/map_permutation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "engine/base/error.h"
#include "engine/base/parallel.h"
#include "engine/statistics/random.h"
#include "engine/statistics/value_moments.h"

namespace vigie {
namespace {

using Three = std::array<double, 3>;  // Moran, Geary, general G

// A set of places among which values are exchanged, as deviations from their mean.
class Exchange {
 public:
  Exchange(std::span<const double> values, const NeighborSums& sums, Islands islands, const LinkMoments& rows,
           const LinkMoments& given)
      : x_(value_moments(values, sums, islands)),
        rows_(rows),
        given_(given),
        start_(values.size(), std::numeric_limits<double>::quiet_NaN()) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (std::isnan(values[i]) || std::isnan(sums.weight[i])) continue;
      start_[i] = values[i] - x_.mean;
      if (islands == Islands::kept || sums.weight[i] > 0) places_.push_back(static_cast<std::uint32_t>(i));
    }
  }

  std::vector<double> unmoved() const { return start_; }

  void shuffle(std::vector<double>& z, AddressedRandom random) const {
    z = start_;
    for (std::size_t i = places_.size(); i > 1; --i)
      std::swap(z[places_[i - 1]], z[places_[random.below(static_cast<std::uint32_t>(i))]]);
  }

  // Statistics of deviations z with their neighbor sums.
  Three statistics(const std::vector<double>& z, const std::vector<double>& sum) const {
    double cross = 0, own = 0, joined = 0, linear = 0;
    for (std::uint32_t i : places_) {
      own += rows_.both[i] * z[i] * z[i];
      linear += given_.both[i] * z[i];
      if (rows_.scale[i] == 0) continue;
      cross += z[i] * rows_.scale[i] * sum[i];
      joined += z[i] * given_.scale[i] * sum[i];
    }
    const double n = rows_.linked, pairs = n * (n - 1) * x_.mean * x_.mean - x_.squares;
    return {n / rows_.s0 * cross / x_.squares, (n - 1) / (2 * rows_.s0) * (own - 2 * cross) / x_.squares,
            (joined + x_.mean * linear + x_.mean * x_.mean * given_.s0) / pairs};
  }

 private:
  ValueMoments x_;
  const LinkMoments &rows_, &given_;
  std::vector<double> start_;
  std::vector<std::uint32_t> places_;
};

struct Exceedances {
  std::array<int, 3> upper{}, lower{};

  void add(const Three& drawn, const Three& observed, const Three& tolerance) {
    for (std::size_t k = 0; k < 3; ++k) {
      if (drawn[k] >= observed[k] - tolerance[k]) ++upper[k];
      if (drawn[k] <= observed[k] + tolerance[k]) ++lower[k];
    }
  }
  void add(const Exceedances& part) {
    for (std::size_t k = 0; k < 3; ++k) upper[k] += part.upper[k], lower[k] += part.lower[k];
  }
};

// `item` is the address of the random numbers.
Three two_sided_p(const Exchange& exchange, const NeighborSum& neighbor_sum, const Three& tolerance,
                  const MapDraws& draws, std::uint32_t item) {
  const std::vector<double> unmoved = exchange.unmoved();
  const Three observed = exchange.statistics(unmoved, neighbor_sum(unmoved));
  constexpr std::size_t chunk = 16;
  const auto count = static_cast<std::size_t>(draws.permutations);
  std::vector<Exceedances> parts((count + chunk - 1) / chunk);
  parallel_chunks(count, chunk, [&](std::size_t begin, std::size_t end) {
    std::vector<double> z;
    for (std::size_t draw = begin; draw < end; ++draw) {
      exchange.shuffle(
          z, AddressedRandom(draws.seed, RandomPurpose::map_permutation, item, static_cast<std::uint32_t>(draw)));
      parts[begin / chunk].add(exchange.statistics(z, neighbor_sum(z)), observed, tolerance);
    }
  });
  Exceedances met;
  for (const Exceedances& part : parts) met.add(part);
  Three p{};
  for (std::size_t k = 0; k < 3; ++k)
    p[k] = std::isnan(tolerance[k])
               ? tolerance[k]
               : std::min(1.0, 2 * (std::min(met.upper[k], met.lower[k]) + 1) / (draws.permutations + 1.0));
  return p;
}

}  // namespace

MapPermutation permuted_map(std::span<const double> values, const NeighborSums& sums, const MapStatistics& observed,
                            const LinkMoments& rows, const LinkMoments& given, const NeighborSum& neighbor_sum,
                            const MapDraws& draws) {
  if (draws.permutations < 1) throw UsageError("permutations: a permutation p needs at least 1 draw; 999 is usual");
  // Equal maps may differ in the last bits; NaN where there is no test.
  const auto tolerance = [](const GlobalTest& test) { return 1e-9 * std::sqrt(test.variance); };
  const Three tolerances{tolerance(observed.moran), tolerance(observed.geary), tolerance(observed.general_g)};
  const Exchange all(values, sums, Islands::kept, rows, given);
  Three p = two_sided_p(all, neighbor_sum, tolerances, draws, 0);
  const bool islands = value_moments(values, sums, Islands::kept).count > rows.linked;
  if (islands && !std::isnan(tolerances[2]))
    p[2] = two_sided_p(Exchange(values, sums, Islands::left_out, rows, given), neighbor_sum, tolerances, draws, 1)[2];
  return {p[0], p[1], p[2]};
}

}  // namespace vigie
