// A tighter bound of maximal covering: prices for sites in whole districts in place of prices for single points.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/base/parallel.h"
#include "engine/statistics/site_district.h"
#include "engine/statistics/site_partition.h"
#include "engine/statistics/site_search.h"

namespace vigie {
namespace {

constexpr std::size_t sites_per_coarse = 8;  // of the largest districts that are meant; they begin as eighths
constexpr int halvings = 3;
constexpr double undecided = 1e-4;  // of the known choice: what all trees together may leave open
constexpr double remembered = 0.3;  // of a district's part of the gap: how far below the best a set is still remembered
constexpr double most_pairs = 3e7;  // of candidates: memory
constexpr double least_rounds = 4;  // that the work must allow
constexpr double most_per_tree = 0.25;  // of the work; and all trees of a round together no more than all of it
// Part of the gap that the next round aims at; larger after a success, smaller after a failure.
constexpr double first_level = 0.2, most_level = 0.3, least_level = 2e-3, widened = 1.3, narrowed = 0.7;
constexpr int steps_per_round = 30;
// Districts are joined after so many rounds, or where smaller steps would be needed. Trees of joined ones take longer.
constexpr int rounds_to_join = 12;
constexpr double level_to_join = 0.1, work_growth = 10;

// Whether a few rounds are, in memory and in work.
bool affordable(const SiteCover& cover, double work) {
  const auto candidates = static_cast<double>(cover.candidates);
  double round = 0;
  for (std::size_t i = 0; i < cover.points(); ++i)
    round += static_cast<double>(cover.of(i).size() * cover.of(i).size());
  return candidates * candidates <= most_pairs && least_rounds * round <= work;
}

// Costs of candidates in each district, moved so that the sum of what sites earn and districts profit falls.
class Districts {
 public:
  Districts(const SiteSearch& search, const std::vector<std::uint32_t>& known, SiteSearch::Relaxed& best)
      : search_(search), sites_(known.size()), known_(search.value(known)), best_(best) {
    const std::size_t coarse = (sites_ + sites_per_coarse - 1) / sites_per_coarse;
    for (const std::vector<std::uint32_t>& points : partition(search.cover(), coarse << halvings, halvings)) {
      District& district = districts_.emplace_back();
      for (std::uint32_t i : points) district.add_point(search.cover().demand[i], best.price[i], search.cover().of(i));
      district.suggest(known);
    }
    keep();
  }

  // Rounds of trees until the work is done, the known choice is proven, or there is nothing more to gain. Begins with
  // many small districts, which are quick, and goes on with few large ones from the costs that those have found.
  void lower(double work) {
    double left = work, level = first_level;
    for (int round = 1;; ++round) {
      const double before = left;
      const bool lower = measure(std::min(most_per_tree, 1 / static_cast<double>(districts_.size())) * work, left);
      level = lower ? std::min(most_level, widened * level) : narrowed * level;
      if (left <= 0 || best_.bound <= known_ * (1 + 1e-9)) return;
      restore();
      if ((level < level_to_join || round >= rounds_to_join) && can_join(before - left, left)) {
        join();
        level = first_level;
        round = 0;
      } else if (level < least_level) {
        return;
      } else {
        step_down(best_.bound - level * (best_.bound - known_));
      }
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

  bool can_join(double work_of_round, double left) const {
    double pairs = 0;
    for (const District& district : districts_)
      pairs += static_cast<double>(district.candidates().size() * district.candidates().size());
    return districts_.size() > 1 && 2 * pairs <= most_pairs && least_rounds * work_growth * work_of_round <= left;
  }

  // Each two that follow one another become one, at costs that give no higher limit.
  void join() {
    std::vector<District> joined((districts_.size() + 1) / 2);
    parallel_chunks(joined.size(), 1, [&](std::size_t d, std::size_t) {
      joined[d] = 2 * d + 1 < districts_.size() ? District::joined(districts_[2 * d], districts_[2 * d + 1])
                                                : std::move(districts_[2 * d]);
    });
    districts_ = std::move(joined);
    keep();
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
  if (affordable(cover(), most_work)) Districts(*this, known, best).lower(most_work);
  return best;
}

}  // namespace vigie
