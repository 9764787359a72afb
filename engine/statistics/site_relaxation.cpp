// Lagrangian bound of maximal covering: a price for each demand point makes candidates independent of each other.
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/statistics/site_search.h"

namespace vigie {
namespace {

constexpr int patience = 80;  // steps without a better bound before the stride is halved, and begun again from the best
constexpr double least_stride = 5e-4, least_progress = 1e-6;
// How much of the last direction a step keeps: slopes alone zigzag, the more so the nearer the prices are.
constexpr double first_memory = 0.7, last_memory = 0.97;
constexpr int steps_to_last_memory = 400;

double memory_at(int step) {
  return std::lerp(first_memory, last_memory, std::min(1.0, static_cast<double>(step) / steps_to_last_memory));
}

// One price per demand point, 0 to its demand.
class Prices {
 public:
  Prices(const SiteSearch& search, const std::vector<std::uint32_t>& known)
      : search_(search), sites_(known.size()), direction_(search.cover().points(), 0) {
    // What the known choice leaves uncovered is dear, what it covers twice is free.
    std::vector<int> times(search.cover().points(), 0);
    for (std::uint32_t candidate : known)
      for (std::uint32_t point : search.covered().of(candidate)) ++times[point];
    for (std::size_t i = 0; i < times.size(); ++i)
      price_.push_back(times[i] == 0 ? demand(i) : times[i] == 1 ? demand(i) / 2 : 0);
    best_ = price_;
  }

  const std::vector<double>& reduced() const { return reduced_; }
  std::vector<std::uint32_t> chosen() const {
    return {order_.begin(), order_.begin() + static_cast<std::ptrdiff_t>(sites_)};
  }
  const std::vector<double>& price() const { return price_; }
  void keep() { best_ = price_; }
  void return_to_best() {
    price_ = best_;
    std::ranges::fill(direction_, 0.0);
  }

  // The relaxed optimum: points worth more than their price, and the candidates that earn most.
  double bound() {
    reduced_ = search_.own();
    double sum = 0;
    for (std::size_t i = 0; i < price_.size(); ++i) {
      sum += std::max(0.0, demand(i) - price_[i]);
      for (std::uint32_t candidate : search_.cover().of(i)) reduced_[candidate] += price_[i];
    }
    order_.resize(reduced_.size());
    std::iota(order_.begin(), order_.end(), 0U);
    std::ranges::partial_sort(order_, order_.begin() + static_cast<std::ptrdiff_t>(sites_),
                              [&](std::uint32_t a, std::uint32_t b) {
                                return reduced_[a] != reduced_[b] ? reduced_[a] > reduced_[b] : a < b;
                              });
    for (std::size_t k = 0; k < sites_; ++k) sum += reduced_[order_[k]];
    return sum;
  }

  // Prices fall where the relaxed choice covers a point more often than it is counted, and rise where less.
  // False if nothing is left to move: the bound is exact.
  bool move(double distance, double memory) {
    for (std::size_t i = 0; i < direction_.size(); ++i)
      direction_[i] = memory * direction_[i] - (demand(i) > price_[i] ? 1 - memory : 0);
    for (std::size_t k = 0; k < sites_; ++k)
      for (std::uint32_t point : search_.covered().of(order_[k])) direction_[point] += 1 - memory;
    double squares = 0;
    for (std::size_t i = 0; i < direction_.size(); ++i) {
      const bool stuck = direction_[i] > 0 ? price_[i] <= 0 : price_[i] >= demand(i);
      if (!stuck) squares += direction_[i] * direction_[i];
    }
    if (squares == 0) return false;
    for (std::size_t i = 0; i < direction_.size(); ++i)
      price_[i] = std::clamp(price_[i] - distance / squares * direction_[i], 0.0, demand(i));
    return true;
  }

 private:
  double demand(std::size_t point) const { return search_.cover().demand[point]; }

  const SiteSearch& search_;
  std::size_t sites_;
  std::vector<double> price_, best_, reduced_, direction_;
  std::vector<std::uint32_t> order_;
};

}  // namespace

SiteSearch::Relaxed SiteSearch::relaxed(const std::vector<std::uint32_t>& known, int most_steps) const {
  Prices prices(*this, known);
  const double target = value(known);
  Relaxed best{std::numeric_limits<double>::infinity(), {}, {}, known};
  double stride = 1, most = 0;
  int idle = 0;
  for (int step = 0; step < most_steps && stride > least_stride; ++step) {
    const double bound = prices.bound();
    const bool better = bound < best.bound * (1 - least_progress);
    if (bound < best.bound) {
      best.bound = bound;
      best.reduced = prices.reduced();
      best.price = prices.price();
    }
    if (better) {
      prices.keep();
      idle = 0;
      if (const double covered = value(prices.chosen()); covered > most) {
        most = covered;
        best.chosen = prices.chosen();
      }
    } else if (++idle == patience) {
      stride /= 2;
      idle = 0;
      prices.return_to_best();
      continue;
    }
    if (!(best.bound > target) || !prices.move(stride * std::max(0.0, bound - target), memory_at(step))) break;
  }
  return best;
}

}  // namespace vigie
