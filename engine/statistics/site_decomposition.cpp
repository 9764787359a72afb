// A tighter bound of maximal covering: prices for sites in whole districts in place of prices for single points.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/base/parallel.h"
#include "engine/statistics/site_district.h"
#include "engine/statistics/site_search.h"

namespace vigie {
namespace {

constexpr double districts_per_site = 1.2;
constexpr double undecided = 1e-4;  // of the known choice: what all trees together may leave open
constexpr double remembered = 0.3;  // of a district's part of the gap: how far below the best a set is still remembered
constexpr double most_pairs = 3e7;  // of candidates, over all districts: memory
constexpr double least_rounds = 4;  // that the work must allow
constexpr double most_per_tree = 0.25;  // of the work
// Part of the gap that the next round aims at; larger after a success, smaller after a failure.
constexpr double first_level = 0.2, most_level = 0.3, least_level = 2e-3, widened = 1.3, narrowed = 0.7;
constexpr int steps_per_round = 30;
constexpr std::size_t points_at_once = 1024;

// Share of two ascending lists that is not in both.
double distance(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) {
  std::size_t at = 0, other = 0, same = 0;
  while (at < a.size() && other < b.size()) {
    if (a[at] == b[other]) {
      ++same, ++at, ++other;
    } else if (a[at] < b[other]) {
      ++at;
    } else {
      ++other;
    }
  }
  return 1 - static_cast<double>(same) / static_cast<double>(std::max<std::size_t>(1, a.size() + b.size() - same));
}

// Points around seeds, each seed the point that is least like those before (Gonzalez 1985).
std::vector<District> split(const SiteCover& cover, const std::vector<double>& price, std::size_t count) {
  std::vector<double> to_seed(cover.points(), 2);
  std::vector<std::size_t> part(cover.points(), 0);
  std::size_t seed = 0, parts = 0;
  while (parts < count && to_seed[seed] > 0) {
    const std::span<const std::uint32_t> of_seed = cover.of(seed);
    parallel_chunks(cover.points(), points_at_once, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        const double here = distance(cover.of(i), of_seed);
        if (here < to_seed[i]) to_seed[i] = here, part[i] = parts;
      }
    });
    ++parts;
    seed = static_cast<std::size_t>(std::ranges::max_element(to_seed) - to_seed.begin());
  }
  std::vector<District> districts(parts);
  for (std::size_t i = 0; i < cover.points(); ++i) districts[part[i]].add_point(cover.demand[i], price[i], cover.of(i));
  return districts;
}

// Costs of candidates in each district, moved so that the sum of what sites earn and districts profit falls.
class Districts {
 public:
  Districts(const SiteSearch& search, std::size_t sites, double known, SiteSearch::Relaxed& best)
      : search_(search), sites_(sites), known_(known), best_(best) {
    const auto count = static_cast<std::size_t>(std::ceil(districts_per_site * static_cast<double>(sites)));
    districts_ = split(search.cover(), best.price, count);
    keep();
  }

  // What is needed for a few rounds, in memory and in work.
  bool affordable(double work) const {
    double pairs = 0, round = 0;
    for (const District& district : districts_) {
      pairs += static_cast<double>(district.candidates().size() * district.candidates().size());
      round += district.pair_work();
    }
    return pairs <= most_pairs && least_rounds * round <= work;
  }

  // Rounds of trees until the work is done, the known choice is proven, or there is nothing more to gain.
  void lower(double work) {
    double left = work, level = first_level;
    while (true) {
      const bool lower = measure(most_per_tree * work, left);
      level = lower ? std::min(most_level, widened * level) : narrowed * level;
      if (left <= 0 || level < least_level || best_.bound <= known_ * (1 + 1e-9)) return;
      restore();
      step_down(best_.bound - level * (best_.bound - known_));
    }
  }

 private:
  void keep() {
    kept_.clear();
    for (const District& district : districts_) kept_.emplace_back(district.costs().begin(), district.costs().end());
  }
  void restore() {
    for (std::size_t d = 0; d < districts_.size(); ++d) std::ranges::copy(kept_[d], districts_[d].costs().begin());
  }

  // Sites by what they earn over all districts, and the sum of the best.
  double earned() {
    reduced_ = search_.own();
    for (const District& d : districts_)
      for (std::size_t k = 0; k < d.costs().size(); ++k) reduced_[d.candidates()[k]] += d.costs()[k];
    order_.resize(reduced_.size());
    std::iota(order_.begin(), order_.end(), 0U);
    std::ranges::partial_sort(order_, order_.begin() + static_cast<std::ptrdiff_t>(sites_),
                              [&](std::uint32_t a, std::uint32_t b) {
                                return reduced_[a] != reduced_[b] ? reduced_[a] > reduced_[b] : a < b;
                              });
    chosen_.assign(reduced_.size(), 0);
    double sum = 0;
    for (std::size_t k = 0; k < sites_; ++k) {
      sum += reduced_[order_[k]];
      chosen_[order_[k]] = 1;
    }
    return sum;
  }

  // The bound at the present costs; kept if it is lower than any before.
  bool measure(double most_work, double& left) {
    const auto count = static_cast<double>(districts_.size());
    const double tolerance = undecided * known_ / count, near = remembered * (best_.bound - known_) / count;
    std::vector<District::Limit> limits(districts_.size());
    parallel_chunks(districts_.size(), 1,
                    [&](std::size_t d, std::size_t) { limits[d] = districts_[d].limit(tolerance, near, most_work); });
    double bound = earned();
    for (const District::Limit& limit : limits) {
      bound += limit.profit;
      left -= limit.work;
    }
    if (bound >= best_.bound) return false;
    best_.bound = bound;
    best_.reduced = reduced_;
    keep();
    return true;
  }

  // Subgradient steps until the sum, of the districts' best sets as far as they are remembered, is at the target.
  void step_down(double target) {
    for (int step = 0; step < steps_per_round; ++step) {
      double sum = earned(), squares = 0;
      std::vector<std::vector<double>> slope;
      for (const District& district : districts_) {
        const District::Remembered& set = district.best_remembered();
        sum += district.profit(set);
        slope.push_back(slope_of(district, set));
        for (double s : slope.back()) squares += s * s;
      }
      if (sum <= target || squares == 0) return;
      for (std::size_t d = 0; d < districts_.size(); ++d)
        for (std::size_t k = 0; k < slope[d].size(); ++k) {
          double& cost = districts_[d].costs()[k];
          cost = std::max(0.0, cost - (sum - target) / squares * slope[d][k]);
        }
    }
  }

  // Costs fall where a site is chosen by what it earns and not here, and rise where it is chosen here alone.
  std::vector<double> slope_of(const District& district, const District::Remembered& set) const {
    std::vector<double> slope;
    for (std::uint32_t candidate : district.candidates()) slope.push_back(chosen_[candidate]);
    for (std::uint32_t k : set.members) slope[k] -= 1;
    for (std::size_t k = 0; k < slope.size(); ++k)
      if (slope[k] > 0 && district.costs()[k] <= 0) slope[k] = 0;
    return slope;
  }

  const SiteSearch& search_;
  std::size_t sites_;
  double known_;
  SiteSearch::Relaxed& best_;
  std::vector<District> districts_;
  std::vector<std::vector<double>> kept_;
  std::vector<double> reduced_, chosen_;  // of each candidate: what it earns; 1 if it is among the best
  std::vector<std::uint32_t> order_;
};

}  // namespace

SiteSearch::Relaxed SiteSearch::tightened(const Relaxed& relaxed, const std::vector<std::uint32_t>& known,
                                          double most_work) const {
  Relaxed best = relaxed;
  if (cover().points() == 0) return best;
  Districts districts(*this, known.size(), value(known), best);
  if (districts.affordable(most_work)) districts.lower(most_work);
  return best;
}

}  // namespace vigie
