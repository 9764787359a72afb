// Labels dealt at random: counts per cell, two draws at a time through one Fourier transform.
#include "engine/statistics/risk_permutation.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <numbers>

#include "engine/base/missing.h"
#include "engine/base/parallel.h"
#include "engine/statistics/kernel_convolution.h"
#include "engine/statistics/random.h"

namespace vigie {
namespace {

constexpr double least_mass = 0.05;  // weights of points on slivers stay below 20
constexpr std::size_t pairs_at_once = 4;
constexpr double tie = 1e-9;  // share of the sum of all points: kernel sums that differ by less are equal

// Cells of the points, sorted, so that draws do not depend on the order in which points came.
std::vector<std::uint32_t> cells_of(const RiskSample& sample, const Grid& grid) {
  std::vector<std::uint32_t> cells;
  for (std::size_t i = 0; i < sample.size(); ++i)
    if (const std::int64_t cell = grid.cell_at({sample.x[i], sample.y[i]}); cell >= 0)
      cells.push_back(static_cast<std::uint32_t>(cell));
  std::ranges::sort(cells);
  return cells;
}

// Points dealt without replacement: at most half of them, so that a point is rarely drawn twice.
class Dealer {
 public:
  explicit Dealer(const std::vector<std::uint32_t>& cells) : cells_(cells), taken_(cells.size() / 64 + 1) {}

  /// Adds `weight` of its cell for each of `dealt` points.
  void deal(std::size_t dealt, std::span<const double> weight, AddressedRandom random, std::vector<double>& field) {
    std::ranges::fill(taken_, 0);
    while (dealt > 0) {
      const std::uint32_t point = random.below(static_cast<std::uint32_t>(cells_.size()));
      const std::uint64_t bit = std::uint64_t{1} << (point % 64);
      if ((taken_[point / 64] & bit) != 0) continue;
      taken_[point / 64] |= bit;
      field[cells_[point]] += weight[cells_[point]];
      --dealt;
    }
  }

 private:
  const std::vector<std::uint32_t>& cells_;
  std::vector<std::uint64_t> taken_;  // one bit for each point
};

// What stays the same in every draw.
struct Null {
  KernelConvolution kernel;
  std::vector<double> weight;      // of a point in each cell: 1, or the edge correction at the point
  std::vector<std::uint32_t> all;  // cells of all points
  std::size_t cases = 0;
  std::vector<std::size_t> tested;  // cells
  std::vector<double> sum, scale;   // of tested cells: kernel sum of all points; 1 / sd of the angular transform
  std::vector<double> observed;     // of tested cells: kernel sum of the cases
  double expected = 0;              // angular transform of the share of cases among all points

  double share() const { return static_cast<double>(cases) / static_cast<double>(all.size()); }
  // Signed distance between the share of cases here and everywhere, in standard deviations.
  double deviation(std::size_t t, double cases_sum) const {
    const double here = cases_sum / sum[t];
    const double angle = here < tie ? 0 : here > 1 - tie ? std::numbers::pi / 2 : std::asin(std::sqrt(here));
    return (angle - expected) * scale[t];
  }
};

std::vector<double> weighted_counts(std::span<const std::uint32_t> cells, std::span<const double> weight) {
  std::vector<double> field(weight.size(), 0);
  for (std::uint32_t cell : cells) field[cell] += weight[cell];
  return field;
}

std::vector<double> point_weights(const RiskSmoothing& smoothing, const KernelConvolution& kernel,
                                  std::span<const double> inside) {
  std::vector<double> weight(inside.size(), 1);
  if (smoothing.edge != EdgeCorrection::diggle) return weight;
  const std::vector<double> mass = kernel.of(inside);
  for (std::size_t i = 0; i < weight.size(); ++i) weight[i] = 1 / std::max(mass[i] / kernel.endless(), least_mass);
  return weight;
}

// Sampling without replacement: variance of the sum of n1 of the N kernel values at a cell. The transform asin(sqrt(s))
// has the slope 1 / (2 sqrt(s (1 - s))).
double angular_scale(const Null& null, double sum, double squares) {
  const auto n = static_cast<double>(null.all.size()), n1 = static_cast<double>(null.cases);
  const double variance = n1 * (n - n1) / (n * (n - 1)) * std::max(0.0, squares - sum * sum / n);
  const double share = null.share(), slope = 1 / (2 * std::sqrt(share * (1 - share)));
  return sum > 0 && variance > 0 ? sum / (slope * std::sqrt(variance)) : 0;
}

Null null_of(const RiskSample& cases, const RiskSample& controls, const RiskSmoothing& smoothing, const Grid& grid,
             std::span<const double> inside, std::span<const std::uint8_t> tested) {
  const KernelFrame frame(smoothing.kernel, smoothing.bandwidth, grid);
  Null null{KernelConvolution(frame, KernelPower::kernel), {}, cells_of(cases, grid), 0, {}, {}, {}, {}, 0};
  null.weight = point_weights(smoothing, null.kernel, inside);
  null.cases = null.all.size();
  const std::vector<double> of_cases = weighted_counts(null.all, null.weight);
  const std::vector<std::uint32_t> other = cells_of(controls, grid);
  null.all.insert(null.all.end(), other.begin(), other.end());
  std::ranges::sort(null.all);
  if (null.cases == 0 || other.empty()) return null;
  null.expected = std::asin(std::sqrt(null.share()));
  std::vector<double> squared = weighted_counts(null.all, null.weight);
  const FieldPair sums = null.kernel.both(of_cases, squared);
  for (std::size_t i = 0; i < squared.size(); ++i) squared[i] *= null.weight[i];
  const std::vector<double> squares = KernelConvolution(frame, KernelPower::kernel_squared).of(squared);
  const double next_to_nothing = tie * *std::ranges::max_element(sums.second);
  for (std::size_t i = 0; i < tested.size(); ++i) {
    if (!tested[i] || sums.second[i] <= next_to_nothing) continue;
    null.tested.push_back(i);
    null.observed.push_back(sums.first[i]);
    null.sum.push_back(sums.second[i]);
    null.scale.push_back(angular_scale(null, sums.second[i], squares[i]));
  }
  return null;
}

// Draws at least as high, at least as low, by tested cell.
struct Tally {
  std::vector<std::uint32_t> upper, lower;
  explicit Tally(std::size_t size) : upper(size, 0), lower(size, 0) {}
};

// Counts one draw; returns its largest deviation.
double count_draw(const Null& null, std::span<const double> field, Tally& tally) {
  double largest = 0;
  for (std::size_t t = 0; t < null.tested.size(); ++t) {
    const double sum = field[null.tested[t]], tolerance = tie * null.sum[t];
    tally.upper[t] += sum >= null.observed[t] - tolerance ? 1 : 0;
    tally.lower[t] += sum <= null.observed[t] + tolerance ? 1 : 0;
    largest = std::max(largest, std::abs(null.deviation(t, sum)));
  }
  return largest;
}

// Whichever sample is smaller is dealt; the other one is the rest.
std::vector<double> dealt_field(const Null& null, std::span<const double> everything, Dealer& dealer,
                                AddressedRandom random) {
  const std::size_t others = null.all.size() - null.cases;
  std::vector<double> field(everything.size(), 0);
  dealer.deal(std::min(null.cases, others), null.weight, random, field);
  if (others < null.cases)
    for (std::size_t i = 0; i < field.size(); ++i) field[i] = everything[i] - field[i];
  return field;
}

std::vector<double> simulate(const Null& null, int draws, std::uint64_t seed, Tally& total) {
  const std::vector<double> everything = weighted_counts(null.all, null.weight);
  std::vector<double> largest(static_cast<std::size_t>(draws));
  std::mutex adding;
  parallel_chunks((largest.size() + 1) / 2, pairs_at_once, [&](std::size_t begin, std::size_t end) {
    Dealer dealer(null.all);
    Tally tally(null.tested.size());
    const auto field = [&](std::size_t draw) {
      return dealt_field(null, everything, dealer,
                         AddressedRandom(seed, RandomPurpose::risk_labels, 0, static_cast<std::uint32_t>(draw)));
    };
    for (std::size_t pair = begin; pair < end; ++pair) {
      const std::size_t draw = 2 * pair;
      const bool both = draw + 1 < largest.size();
      const FieldPair sums =
          null.kernel.both(field(draw), both ? field(draw + 1) : std::vector<double>(everything.size(), 0.0));
      largest[draw] = count_draw(null, sums.first, tally);
      if (both) largest[draw + 1] = count_draw(null, sums.second, tally);
    }
    const std::lock_guard lock(adding);  // whole numbers: any order gives the same sums
    for (std::size_t t = 0; t < tally.upper.size(); ++t) {
      total.upper[t] += tally.upper[t];
      total.lower[t] += tally.lower[t];
    }
  });
  return largest;
}

}  // namespace

RiskPermutation permute_risk(const RiskSample& cases, const RiskSample& controls, const RiskSmoothing& smoothing,
                             const Grid& grid, std::span<const double> inside, std::span<const std::uint8_t> tested,
                             int draws, std::uint64_t seed) {
  const Null null = null_of(cases, controls, smoothing, grid, inside, tested);
  const std::vector<double> none(tested.size(), no_number);
  RiskPermutation result{none, none, none, 1};
  if (null.tested.empty() || draws < 1) return result;
  Tally tally(null.tested.size());
  std::vector<double> largest = simulate(null, draws, seed, tally);
  std::ranges::sort(largest);
  const double of = draws + 1.0;
  for (std::size_t t = 0; t < null.tested.size(); ++t) {
    const std::size_t cell = null.tested[t];
    const double size = null.deviation(t, null.observed[t]);
    const auto reached = std::ranges::lower_bound(largest, std::abs(size) * (1 - tie));
    result.deviation[cell] = size;
    result.p[cell] = std::min(1.0, 2 * (std::min(tally.upper[t], tally.lower[t]) + 1.0) / of);
    result.adjusted[cell] = (static_cast<double>(largest.end() - reached) + 1) / of;
    result.overall = std::min(result.overall, result.adjusted[cell]);
  }
  return result;
}

double permutation_effort(const RiskSample& cases, const RiskSample& controls, const RiskSmoothing& smoothing,
                          const Grid& grid) {
  const KernelFrame frame(smoothing.kernel, smoothing.bandwidth, grid);
  const double padded = static_cast<double>(KernelConvolution::padded_size(frame));
  const auto dealt = static_cast<double>(std::min(cases.size(), controls.size()));
  return 25 * dealt + 2 * padded * std::log2(padded) + 20 * static_cast<double>(grid.size());
}

}  // namespace vigie
