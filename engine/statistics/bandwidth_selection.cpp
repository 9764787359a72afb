// Cross-validation over pairs of points, sorted from west to east so that pairs out of reach are passed over.
#include "engine/statistics/bandwidth_selection.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "engine/base/parallel.h"
#include "engine/statistics/density_edges.h"
#include "engine/statistics/kernel_nodes.h"
#include "engine/statistics/kernel_overlap.h"
#include "engine/statistics/random.h"

namespace vigie {
namespace {

constexpr std::size_t points_at_once = 64;
constexpr int ladder_steps = 28, golden_steps = 14;
constexpr double lowest_share = 1.0 / 40, highest_share = 1.5;  // of the oversmoothed bandwidth

using Points = std::vector<std::pair<double, double>>;

double reach_of(Kernel kernel, double bandwidth) {
  return kernel == Kernel::gaussian ? 9 * bandwidth : bandwidth;
}

// For each point the sum over the others within reach of value(distance, other).
template <class Value>
std::vector<double> sums_over_others(std::span<const double> x, std::span<const double> y, double reach, Value value) {
  std::vector<std::size_t> order(x.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return std::pair(x[i], y[i]); });
  std::vector<double> sums(x.size());
  parallel_chunks(order.size(), points_at_once, [&](std::size_t begin, std::size_t end) {
    for (std::size_t a = begin; a < end; ++a) {
      const std::size_t i = order[a];
      const auto first = std::ranges::lower_bound(order, x[i] - reach, {}, [&](std::size_t j) { return x[j]; });
      for (auto b = first; b != order.end() && x[*b] <= x[i] + reach; ++b) {
        const double d = std::hypot(x[*b] - x[i], y[*b] - y[i]);
        if (*b != i && d <= reach) sums[i] += value(d, *b);
      }
    }
  });
  return sums;
}

double least_squares(std::span<const double> x, std::span<const double> y, Kernel kernel, double bandwidth,
                     const KernelOverlap& overlap) {
  const auto n = static_cast<double>(x.size());
  const double reach = overlap.reach() * bandwidth;
  const std::vector<double> sums = sums_over_others(x, y, reach, [&](double d, std::size_t) {
    return overlap(d, bandwidth) / (n * n) - 2 * kernel_value(kernel, d, bandwidth) / (n * (n - 1));
  });
  double score = overlap(0, bandwidth) / n;
  for (double sum : sums) score += sum;
  return score;
}

double likelihood(std::span<const double> x, std::span<const double> y, Kernel kernel, double bandwidth,
                  const EdgeMass& edge) {
  const std::vector<double> sums = sums_over_others(x, y, reach_of(kernel, bandwidth), [&](double d, std::size_t j) {
    const double value = kernel_value(kernel, d, bandwidth);
    return edge.correction == EdgeCorrection::diggle ? value / edge.mass[j] : value;
  });
  const double others = static_cast<double>(x.size()) - 1;
  double score = 0;
  for (std::size_t i = 0; i < sums.size(); ++i)
    score += std::log(sums[i] / others / (edge.correction == EdgeCorrection::uniform ? edge.mass[i] : 1));
  return score;
}

// The different places, from west to east.
Points places_of(std::span<const double> x, std::span<const double> y) {
  Points points;
  for (std::size_t i = 0; i < x.size(); ++i)
    if (std::isfinite(x[i]) && std::isfinite(y[i])) points.emplace_back(x[i], y[i]);
  std::ranges::sort(points);
  points.erase(std::unique(points.begin(), points.end()), points.end());
  return points;
}

// Those with the lowest of random keys, one key for each place by its rank.
Points sample_of(const Points& places) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> keys;
  for (std::uint32_t i = 0; i < places.size(); ++i)
    keys.emplace_back(AddressedRandom(1, RandomPurpose::bandwidth_sample, i, 0).next(), i);
  const std::size_t count = std::min(largest_bandwidth_sample, places.size());
  std::ranges::nth_element(keys, keys.begin() + static_cast<std::ptrdiff_t>(count));
  keys.resize(count);
  Points sample;
  for (const auto& [key, place] : keys) sample.push_back(places[place]);
  std::ranges::sort(sample);
  return sample;
}

// Share of each point's kernel inside the study area, read between the centres of cells.
std::vector<double> mass_at(std::span<const double> x, std::span<const double> y, const KernelFrame& frame,
                            const EdgeGrid& edge) {
  Lattice mass = lattice_sums(frame, area_nodes(frame, edge.inside), Masses::mostly_one);
  const double factor = frame.height * frame.cell_area() / endless_mass(frame);
  const Point corner = corner_of(edge.grid);
  std::vector<double> shares;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const std::int64_t column = std::clamp<std::int64_t>(frame.index_at(x[i] - corner.x, frame.columns), 0,
                                                         frame.columns - 1),
                       row = std::clamp<std::int64_t>(frame.index_at(y[i] - corner.y, frame.rows), 0, frame.rows - 1);
    const double a = (x[i] - corner.x - frame.centre(column)) / frame.cell_size,
                 b = (y[i] - corner.y - frame.centre(row)) / frame.cell_size;
    shares.push_back(std::clamp(factor * between_nodes(mass, row, column, a, b), least_mass, 1.0));
  }
  return shares;
}

class Search {
 public:
  Search(const Points& sample, Kernel kernel, BandwidthCriterion criterion, const EdgeGrid& edge)
      : kernel_(kernel), criterion_(criterion), edge_(edge), overlap_(kernel) {
    for (const auto& [px, py] : sample) {
      x_.push_back(px);
      y_.push_back(py);
    }
  }

  // Fills the bandwidth and where it was found.
  void run(BandwidthSearch& search) const {
    const double ratio = std::pow(search.highest / search.lowest, 1.0 / (ladder_steps - 1));
    int best = 0;
    double lowest = std::numeric_limits<double>::infinity();
    for (int step = 0; step < ladder_steps; ++step) {
      const double found = score(search.lowest * std::pow(ratio, step));
      if (!(found < lowest)) continue;
      lowest = found;
      best = step;
    }
    search.bandwidth = std::numeric_limits<double>::quiet_NaN();
    if (!std::isfinite(lowest)) return;
    search.bandwidth = search.lowest * std::pow(ratio, best);
    using Found = BandwidthSearch::Found;
    search.found = best == 0 ? Found::at_lowest : best == ladder_steps - 1 ? Found::at_highest : Found::inside;
    if (search.found == Found::inside) search.bandwidth = narrowed(search.bandwidth / ratio, search.bandwidth * ratio);
  }

 private:
  // To be small.
  double score(double bandwidth) const {
    if (criterion_ == BandwidthCriterion::least_squares) return least_squares(x_, y_, kernel_, bandwidth, overlap_);
    EdgeMass mass{edge_.correction, {}};
    if (edge_.correction != EdgeCorrection::none)
      mass.mass = mass_at(x_, y_, KernelFrame(kernel_, bandwidth, edge_.grid), edge_);
    return -likelihood(x_, y_, kernel_, bandwidth, mass);
  }

  // Golden sections of the logarithm.
  double narrowed(double low, double high) const {
    const double golden = (std::sqrt(5.0) - 1) / 2;
    double a = std::log(low), b = std::log(high);
    double left = b - golden * (b - a), right = a + golden * (b - a);
    double at_left = score(std::exp(left)), at_right = score(std::exp(right));
    for (int step = 0; step < golden_steps; ++step) {
      if (at_left <= at_right) {
        b = std::exchange(right, left);
        at_right = at_left;
        left = b - golden * (b - a);
        at_left = score(std::exp(left));
      } else {
        a = std::exchange(left, right);
        at_left = at_right;
        right = a + golden * (b - a);
        at_right = score(std::exp(right));
      }
    }
    return std::exp((a + b) / 2);
  }

  Kernel kernel_;
  BandwidthCriterion criterion_;
  const EdgeGrid& edge_;
  KernelOverlap overlap_;
  std::vector<double> x_, y_;
};

}  // namespace

double bandwidth_score(std::span<const double> x, std::span<const double> y, Kernel kernel, double bandwidth,
                       BandwidthCriterion criterion, const EdgeMass& edge) {
  if (criterion == BandwidthCriterion::likelihood) return likelihood(x, y, kernel, bandwidth, edge);
  return least_squares(x, y, kernel, bandwidth, KernelOverlap(kernel));
}

BandwidthSearch search_bandwidth(std::span<const double> x, std::span<const double> y, Kernel kernel,
                                 BandwidthCriterion criterion, const EdgeGrid& edge) {
  const Points places = places_of(x, y);
  const Points sample = sample_of(places);
  BandwidthSearch search;
  search.distinct = places.size();
  search.used = sample.size();
  std::vector<double> sample_x, sample_y;
  for (const auto& [px, py] : sample) {
    sample_x.push_back(px);
    sample_y.push_back(py);
  }
  search.bandwidth = rule_bandwidth(sample_x, sample_y, kernel, BandwidthRule::oversmoothed);
  if (!(search.bandwidth > 0)) return search;
  search.lowest = lowest_share * search.bandwidth;
  search.highest = highest_share * search.bandwidth;
  Search(sample, kernel, criterion, edge).run(search);
  const double shrink = std::pow(static_cast<double>(sample.size()) / static_cast<double>(places.size()), 1.0 / 6);
  for (double* h : {&search.bandwidth, &search.lowest, &search.highest}) *h *= shrink;
  return search;
}

}  // namespace vigie
