// Solves for the exponential tilt under which the expected number drawn and the expected sum are those observed.
#include "engine/statistics/saddlepoint.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace vigie {
namespace {

constexpr double center = 1e-4;  // |w| below this: 1/a - 1/w is 0/0
constexpr int most_steps = 200;

double normal_upper(double z) {
  return std::erfc(z / std::numbers::sqrt2) / 2;
}
double normal_density(double z) {
  return std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi);
}
double softplus(double z) {
  return z > 0 ? z + std::log1p(std::exp(-z)) : std::log1p(std::exp(z));
}
double logistic(double z) {
  return z > 0 ? 1 / (1 + std::exp(-z)) : std::exp(z) / (1 + std::exp(z));
}

// p log(p / q), accurate for p near q and for p near 0.
double weighted_log_ratio(double p, double q) {
  if (p == 0) return 0;
  return p * (std::abs(p - q) < q / 2 ? std::log1p((p - q) / q) : std::log(p / q));
}

// Each unit is drawn with odds exp(eta + u v), v its value as a share of the largest. Before the tilt u = 0 and eta is
// the log odds of drawn / size, so that eta = s + logit(q) in the notation of the joint cumulant K(s, u).
struct Tilt {
  double eta = 0, u = 0;
};

// The convex function K(s,u) - s k - u t without its constant, its gradient and its Hessian about the mean value.
struct Derivatives {
  double objective = 0;
  double drawn_gap = 0, sum_gap = 0;                      // gradient
  double weight = 0, mean_value = 0, value_variance = 0;  // Hessian: weight * (1, mean; mean, mean^2 + variance)
};

class Problem {
 public:
  Problem(const ValueLattice& population, std::int64_t drawn, std::int64_t sum)
      : population_(population),
        largest_(static_cast<double>(population.value.back())),
        drawn_(static_cast<double>(drawn)),
        sum_(static_cast<double>(sum) / largest_),
        share_(drawn_ / static_cast<double>(population.size)) {}

  Tilt untilted() const { return {std::log(share_ / (1 - share_)), 0}; }

  Derivatives at(const Tilt& tilt) const {
    Derivatives d;
    double drawn = 0, sum = 0, first = 0;
    for (std::size_t i = 0; i < population_.value.size(); ++i) {
      const double v = value(i), copies = static_cast<double>(population_.copies[i]);
      const double z = tilt.eta + tilt.u * v, p = logistic(z);
      d.objective += copies * softplus(z);
      drawn += copies * p;
      sum += copies * p * v;
      d.weight += copies * p * (1 - p);
      first += copies * p * (1 - p) * v;
    }
    d.objective -= tilt.eta * drawn_ + tilt.u * sum_;
    d.drawn_gap = drawn - drawn_;
    d.sum_gap = sum - sum_;
    d.mean_value = first / d.weight;
    for (std::size_t i = 0; i < population_.value.size(); ++i) {
      const double p = logistic(tilt.eta + tilt.u * value(i)), apart = value(i) - d.mean_value;
      d.value_variance += static_cast<double>(population_.copies[i]) * p * (1 - p) * apart * apart;
    }
    d.value_variance /= d.weight;
    return d;
  }

  // s k + u t - K(s,u) at the solution: a sum of divergences between tilted and plain odds, none negative, so that no
  // digits cancel near the middle.
  double divergence(const Tilt& tilt) const {
    double total = 0;
    for (std::size_t i = 0; i < population_.value.size(); ++i) {
      const double z = tilt.eta + tilt.u * value(i);
      total += static_cast<double>(population_.copies[i]) *
               (weighted_log_ratio(logistic(z), share_) + weighted_log_ratio(logistic(-z), 1 - share_));
    }
    return std::max(0.0, total);
  }

  double largest() const { return largest_; }
  double share() const { return share_; }
  double drawn() const { return drawn_; }

 private:
  double value(std::size_t i) const { return static_cast<double>(population_.value[i]) / largest_; }

  const ValueLattice& population_;
  double largest_, drawn_, sum_, share_;
};

// Newton's method with step halving. Gradient and Hessian are split into the mean value and the rest, which keeps the
// system well conditioned for values far from 0.
std::optional<Tilt> solve(const Problem& problem) {
  Tilt tilt = problem.untilted();
  Derivatives now = problem.at(tilt);
  for (int step = 0; step < most_steps; ++step) {
    const double apart = now.sum_gap - now.mean_value * now.drawn_gap;
    const double du = -apart / (now.weight * now.value_variance);
    const double deta = -now.drawn_gap / now.weight - now.mean_value * du;
    const double decrement =
        apart * apart / (now.weight * now.value_variance) + now.drawn_gap * now.drawn_gap / now.weight;
    if (!std::isfinite(decrement)) return std::nullopt;
    if (decrement < 1e-20) return tilt;
    const double slack = 1e-14 * (1 + std::abs(now.objective));  // rounding of the objective itself
    double length = 1;
    for (; length > 1e-12; length /= 2) {
      const Tilt next{tilt.eta + length * deta, tilt.u + length * du};
      const Derivatives there = problem.at(next);
      if (!(there.objective <= now.objective - 1e-4 * length * decrement + slack)) continue;
      tilt = next;
      now = there;
      break;
    }
    if (length <= 1e-12) return std::nullopt;
  }
  return std::nullopt;
}

// Near the mean: normal with continuity correction, moments of sampling without replacement.
Tails normal_tails(const ValueLattice& population, std::int64_t drawn, std::int64_t sum) {
  const auto n = static_cast<double>(population.size), k = static_cast<double>(drawn);
  const double mean = static_cast<double>(population.total) / n;
  double squares = 0;
  for (std::size_t i = 0; i < population.value.size(); ++i) {
    const double apart = static_cast<double>(population.value[i]) - mean;
    squares += static_cast<double>(population.copies[i]) * apart * apart;
  }
  const double deviation = std::sqrt(k * squares / n * (n - k) / (n - 1));
  const double at = static_cast<double>(sum) - k * mean;
  return {normal_upper((at - 0.5) / deviation), normal_upper((-at - 0.5) / deviation)};
}

// Share of the draws that give the smallest (or largest) possible sum: all values beyond the k-th one are in it, and
// some of the copies of the k-th.
double extreme_share(const ValueLattice& population, std::int64_t drawn, bool (*before)(std::int64_t, std::int64_t),
                     std::int64_t kth) {
  std::int64_t beyond = 0;
  const std::int64_t copies = population.copies[population.index_of(kth)];
  for (std::size_t i = 0; i < population.value.size(); ++i)
    if (before(population.value[i], kth)) beyond += population.copies[i];
  // C(copies, drawn - beyond) / C(size, drawn), factor by factor so that nothing underflows on the way.
  double share = 1;
  for (std::int64_t c = 1; c <= drawn; ++c) {
    if (c <= drawn - beyond) share *= static_cast<double>(copies - c + 1) / static_cast<double>(c);
    share *= static_cast<double>(c) / static_cast<double>(population.size - c + 1);
  }
  return share;
}

bool is_probability(double p) {
  return p >= 0 && p <= 1 + 1e-9;
}

}  // namespace

std::optional<Tails> saddlepoint_tails(const ValueLattice& population, std::int64_t drawn, std::int64_t sum) {
  const ExtremeSums extremes = extreme_sums(population, drawn);
  const auto k = static_cast<std::size_t>(drawn);
  const auto less = [](std::int64_t a, std::int64_t b) { return a < b; };
  const auto more = [](std::int64_t a, std::int64_t b) { return a > b; };
  if (extremes.smallest[k] == extremes.largest[k]) return Tails{1, 1};
  if (sum <= extremes.smallest[k])
    return Tails{1, extreme_share(population, drawn, less, extremes.smallest[k] - extremes.smallest[k - 1])};
  if (sum >= extremes.largest[k])
    return Tails{extreme_share(population, drawn, more, extremes.largest[k] - extremes.largest[k - 1]), 1};

  const Problem problem(population, drawn, sum);
  const std::optional<Tilt> tilt = solve(problem);
  if (!tilt) return std::nullopt;
  const double w = std::copysign(std::sqrt(2 * problem.divergence(*tilt)), tilt->u);
  if (std::abs(w) < center) return normal_tails(population, drawn, sum);

  const Derivatives there = problem.at(*tilt);
  const double u = tilt->u / problem.largest();  // per lattice step
  const double plain = problem.drawn() * (1 - problem.share());
  const double d = there.weight * problem.largest() * std::sqrt(there.value_variance / plain);
  // The lower tail is the upper one of the mirrored population (u and w change sign), so that both keep relative
  // accuracy and overlap by the probability of the sum itself.
  const Tails tails{normal_upper(w) + normal_density(w) * (1 / (-std::expm1(-u) * d) - 1 / w),
                    normal_upper(-w) + normal_density(w) * (1 / (-std::expm1(u) * d) + 1 / w)};
  if (!is_probability(tails.upper) || !is_probability(tails.lower)) return std::nullopt;
  return Tails{std::min(1.0, tails.upper), std::min(1.0, tails.lower)};
}

}  // namespace vigie
