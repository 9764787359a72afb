// The lift of coverage and what goes with it.
#include "engine/statistics/coverage_lift.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "engine/base/missing.h"
#include "engine/base/parallel.h"
#include "engine/statistics/normal_limit.h"
#include "engine/statistics/proportion.h"
#include "engine/statistics/random.h"

namespace vigie {
namespace {

constexpr std::size_t tenths = 10;
constexpr double tie = 1e-9;  // relative; sums in another order differ by rounding

// Areas in order of homes, cut into ten strata of about equal size; equal numbers of homes stay in one order.
class Strata {
 public:
  Strata(std::span<const double> events, std::span<const double> homes, std::span<const double> covered) {
    for (std::size_t i = 0; i < homes.size(); ++i)
      if (homes[i] > 0 && !std::isnan(covered[i]) && !std::isnan(events[i])) order_.push_back(i);
    std::ranges::sort(order_,
                      [&](std::size_t a, std::size_t b) { return homes[a] != homes[b] ? homes[a] < homes[b] : a < b; });
    for (std::size_t i : order_) {
      y_.push_back(events[i]);
      h_.push_back(homes[i]);
      c_.push_back(covered[i]);
    }
  }

  std::size_t begin(std::size_t stratum) const { return stratum * order_.size() / tenths; }
  std::size_t end(std::size_t stratum) const { return begin(stratum + 1); }

  bool exchangeable() const {
    for (std::size_t s = 0; s < tenths; ++s)
      for (std::size_t i = begin(s) + 1; i < end(s); ++i)
        if (c_[i] != c_[begin(s)]) return true;
    return false;
  }

  double lift(const std::vector<double>& c) const {
    double events = 0, homes = 0;
    for (std::size_t i = 0; i < c.size(); ++i) {
      events += c[i] * y_[i];
      homes += c[i] * h_[i];
    }
    return homes > 0 ? events / homes : 0;
  }

  double observed() const { return lift(c_); }

  double drawn(std::uint64_t seed, std::uint32_t draw) const {
    std::vector<double> c = c_;
    for (std::size_t s = 0; s < tenths; ++s) {
      AddressedRandom random(seed, RandomPurpose::watch_placement, static_cast<std::uint32_t>(s), draw);
      for (std::size_t i = end(s); i > begin(s) + 1; --i)
        std::swap(c[i - 1], c[begin(s) + random.below(static_cast<std::uint32_t>(i - begin(s)))]);
    }
    return lift(c);
  }

 private:
  std::vector<std::size_t> order_;
  std::vector<double> y_, h_, c_;
};

}  // namespace

Lift coverage_lift(double covered, double incidents, double homes_covered, double phi) {
  if (!(incidents > 0) || !(homes_covered > 0)) return {no_number, no_number, no_number};
  const double share = covered / incidents, lift = share / homes_covered;
  const ShareLimits exact = binomial_limits(covered, incidents);
  if (covered <= 0) return {0, 0, exact.upper / homes_covered};
  if (covered >= incidents) return {lift, exact.lower / homes_covered, lift};
  const double reach = normal_975 * std::sqrt(phi * (1 - share) / covered);
  return {lift, lift * std::exp(-reach), lift * std::exp(reach)};
}

double overdispersion(std::span<const double> events, std::span<const double> homes) {
  double y = 0, h = 0;
  std::size_t areas = 0;
  for (std::size_t i = 0; i < homes.size(); ++i) {
    if (!(homes[i] > 0) || std::isnan(events[i])) continue;
    y += events[i];
    h += homes[i];
    ++areas;
  }
  if (areas < 2 || !(y > 0)) return 1;
  double pearson = 0, squares = 0;
  for (std::size_t i = 0; i < homes.size(); ++i) {
    if (!(homes[i] > 0) || std::isnan(events[i])) continue;
    const double expected = y * homes[i] / h, deviation = events[i] - expected;
    pearson += deviation * deviation / expected;
    squares += deviation * deviation;
  }
  const auto n = static_cast<double>(areas);
  return std::max({1.0, pearson / (n - 1), squares / y * n / (n - 1)});
}

double tipping_factor(double homes_covered, double incidents_covered) {
  const auto is_between = [](double share) { return share > 0 && share < 1; };
  if (!is_between(homes_covered) || !is_between(incidents_covered)) return no_number;
  return incidents_covered / (1 - incidents_covered) * (1 - homes_covered) / homes_covered;
}

double lift_permutation_p(std::span<const double> events, std::span<const double> homes,
                          std::span<const double> covered, int draws, std::uint64_t seed) {
  const Strata strata(events, homes, covered);
  if (draws <= 0 || !strata.exchangeable()) return no_number;
  const double observed = strata.observed(), slack = tie * std::max(1e-300, std::abs(observed));
  std::vector<double> drawn(static_cast<std::size_t>(draws));
  parallel_chunks(drawn.size(), 32, [&](std::size_t begin, std::size_t end) {
    for (std::size_t d = begin; d < end; ++d) drawn[d] = strata.drawn(seed, static_cast<std::uint32_t>(d));
  });
  const auto upper = std::ranges::count_if(drawn, [&](double lift) { return lift >= observed - slack; });
  const auto lower = std::ranges::count_if(drawn, [&](double lift) { return lift <= observed + slack; });
  return std::min(1.0, 2 * static_cast<double>(std::min(upper, lower) + 1) / (draws + 1.0));
}

}  // namespace vigie
