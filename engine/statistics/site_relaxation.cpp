// Lagrangian bound of maximal covering: a price for each demand point makes candidates independent of each other.
#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "engine/statistics/site_search.h"

namespace vigie {
namespace {

constexpr int patience = 10;  // steps without a better bound before the stride is halved
constexpr double least_stride = 1e-5;

// One price per demand point, 0 to its demand.
class Prices {
 public:
  Prices(const SiteSearch& search, std::size_t sites) : search_(search), sites_(sites) {
    // A point's demand shared among its candidates: near what they compete for.
    for (std::size_t i = 0; i < search.cover().points(); ++i)
      price_.push_back(search.cover().demand[i] / static_cast<double>(search.cover().of(i).size()));
  }

  const std::vector<double>& reduced() const { return reduced_; }

  // The relaxed optimum: points worth more than their price, and the candidates that earn most.
  double bound() {
    reduced_ = search_.own();
    double sum = 0;
    for (std::size_t i = 0; i < price_.size(); ++i) {
      sum += std::max(0.0, search_.cover().demand[i] - price_[i]);
      for (std::uint32_t candidate : search_.cover().of(i)) reduced_[candidate] += price_[i];
    }
    order_.resize(reduced_.size());
    for (std::size_t j = 0; j < order_.size(); ++j) order_[j] = static_cast<std::uint32_t>(j);
    std::ranges::partial_sort(order_, order_.begin() + static_cast<std::ptrdiff_t>(sites_),
                              [&](std::uint32_t a, std::uint32_t b) {
                                return reduced_[a] != reduced_[b] ? reduced_[a] > reduced_[b] : a < b;
                              });
    for (std::size_t k = 0; k < sites_; ++k) sum += reduced_[order_[k]];
    return sum;
  }

  // Prices fall where the relaxed choice covers a point more often than it is counted, and rise where less.
  // False if nothing is left to move: the bound is exact.
  bool move(double distance) {
    std::vector<double> slope(price_.size());
    for (std::size_t i = 0; i < slope.size(); ++i) slope[i] = search_.cover().demand[i] > price_[i] ? -1 : 0;
    for (std::size_t k = 0; k < sites_; ++k)
      for (std::uint32_t point : search_.covered().of(order_[k])) slope[point] += 1;
    double squares = 0;
    for (double s : slope) squares += s * s;
    if (squares == 0) return false;
    for (std::size_t i = 0; i < slope.size(); ++i)
      price_[i] = std::clamp(price_[i] - distance / squares * slope[i], 0.0, search_.cover().demand[i]);
    return true;
  }

 private:
  const SiteSearch& search_;
  std::size_t sites_;
  std::vector<double> price_, reduced_;
  std::vector<std::uint32_t> order_;
};

}  // namespace

SiteSearch::Relaxed SiteSearch::relaxed(std::size_t sites, double known, int most_steps) const {
  Prices prices(*this, std::min(sites, candidates()));
  Relaxed best{std::numeric_limits<double>::infinity(), {}};
  double stride = 2;
  int idle = 0;
  for (int step = 0; step < most_steps && stride > least_stride; ++step) {
    const double bound = prices.bound();
    if (bound < best.bound) {
      best = {bound, prices.reduced()};
      idle = 0;
    } else if (++idle == patience) {
      stride /= 2;
      idle = 0;
    }
    if (!(best.bound > known) || !prices.move(stride * (bound - known))) break;
  }
  return best;
}

}  // namespace vigie
