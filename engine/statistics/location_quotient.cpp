// The score interval: all ratios that the counts do not contradict.
#include "engine/statistics/location_quotient.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/missing.h"

namespace vigie {
namespace {

constexpr double chi_square_95 = 3.841458820694124;  // one degree of freedom
constexpr double widest = 300;                       // logarithm of a ratio beyond all counts

struct TwoShares {
  double a, m, b, n;
};

double squared_score(double count, double trials, double share) {
  const double gap = count - trials * share;
  return gap == 0 ? 0 : gap * gap / (trials * share * (1 - share));
}

// How far the counts are from those expected if the shares stood in the ratio `ratio` (Koopman 1984, eq. 2).
double contradiction(const TwoShares& counts, double ratio) {
  const auto& [a, m, b, n] = counts;
  // Most likely second share under that ratio: the smaller root, written without cancellation.
  const double sum = ratio * (m + b) + a + n;
  const double root = std::sqrt(std::max(0.0, sum * sum - 4 * ratio * (m + n) * (a + b)));
  const double second = std::min(1.0, 2 * (a + b) / (sum + root));
  return squared_score(a, m, std::min(1.0, ratio * second)) + squared_score(b, n, second);
}

// Between a ratio that the counts allow and one that they do not, on the scale of logarithms.
double border(const TwoShares& counts, double allowed, double refused) {
  for (int i = 0; i < 200 && std::fabs(refused - allowed) > 1e-13 * std::max(1.0, std::fabs(allowed)); ++i) {
    const double middle = (allowed + refused) / 2;
    (contradiction(counts, std::exp(middle)) <= chi_square_95 ? allowed : refused) = middle;
  }
  return std::exp(allowed);
}

}  // namespace

RatioLimits score_limits_of_ratio(double a, double m, double b, double n) {
  if (!(a + b > 0)) return {no_number, no_number};
  const TwoShares counts{a, m, b, n};
  const double best = a > 0 && b > 0 ? std::log((a / m) / (b / n)) : a > 0 ? widest : -widest;
  return {a > 0 ? border(counts, best, -widest) : 0,
          b > 0 ? border(counts, best, widest) : std::numeric_limits<double>::infinity()};
}

LocationQuotient location_quotient(double here, double all_here, double kind, double everything) {
  if (!(all_here > 0) || !(kind > 0)) return {no_number, no_number, no_number, no_number};
  const double expected = all_here * kind / everything, elsewhere = everything - all_here;
  if (!(elsewhere > 0)) return {expected, here / expected, no_number, no_number};
  const RatioLimits limits = score_limits_of_ratio(here, all_here, kind - here, elsewhere);
  // The area is part of the whole: with r the ratio to elsewhere, the quotient is r / (w r + 1 - w).
  const double part = all_here / everything;
  const auto against_all = [part](double ratio) {
    return std::isinf(ratio) ? 1 / part : ratio / (part * ratio + 1 - part);
  };
  return {expected, here / expected, against_all(limits.lower), against_all(limits.upper)};
}

}  // namespace vigie
