// One pass over the times in order, with the number that still wait.
#include "engine/statistics/waiting_times.h"

#include <algorithm>
#include <cmath>

#include "engine/base/missing.h"
#include "engine/statistics/normal_limit.h"
#include "engine/statistics/proportion.h"

namespace vigie {
namespace {

constexpr double half = 0.5 + 1e-12;  // products of fractions may lie a rounding above a half

// Limits of the share that waits; none at 0 and 1, where log(-log) has no value.
struct Band {
  double lower, upper;
};

Band band_of(const WaitingCurve::Step& step) {
  if (!(step.waiting > 0) || step.waiting >= 1) return {no_number, no_number};
  const double reach = normal_975 * std::sqrt(step.spread) / -std::log(step.waiting);
  return {std::pow(step.waiting, std::exp(reach)), std::pow(step.waiting, std::exp(-reach))};
}

}  // namespace

WaitingCurve::WaitingCurve(std::vector<Wait> waits) : size_(static_cast<double>(waits.size())), followed_(no_number) {
  if (!std::ranges::is_sorted(waits, {}, &Wait::days)) std::ranges::sort(waits, {}, &Wait::days);
  Step step{0, 1, 0};
  for (std::size_t i = 0; i < waits.size();) {
    step.days = followed_ = waits[i].days;
    const auto at_risk = static_cast<double>(waits.size() - i);
    double ends = 0;
    for (; i < waits.size() && waits[i].days == step.days; ++i)
      waits[i].ended ? static_cast<void>(ends += 1) : cut_off_.push_back(step.days);
    if (ends == 0) continue;
    step.waiting *= (at_risk - ends) / at_risk;
    step.spread += ends / (at_risk * (at_risk - ends));
    steps_.push_back(step);
  }
}

WaitEstimate WaitingCurve::ended_within(double days) const {
  const auto after = std::ranges::upper_bound(steps_, days, {}, &Step::days);
  const Step step = after == steps_.begin() ? Step{0, 1, 0} : *(after - 1);
  if (!(followed_ >= days) && !(step.waiting <= 0)) return {no_number, no_number, no_number};
  if (step.waiting > 0 && step.waiting < 1) {
    const Band band = band_of(step);
    return {1 - step.waiting, 1 - band.upper, 1 - band.lower};
  }
  const double known = size_ - static_cast<double>(std::ranges::lower_bound(cut_off_, days) - cut_off_.begin());
  const double ended = step.waiting > 0 ? 0 : known;
  const ShareLimits limits = binomial_limits(ended, known);
  return {1 - step.waiting, limits.lower, limits.upper};
}

WaitEstimate WaitingCurve::median() const {
  WaitEstimate found{no_number, no_number, no_number};
  const auto take = [](double& time, const Step& step, double share) {
    if (std::isnan(time) && share <= half) time = step.days;
  };
  for (const Step& step : steps_) {
    const Band band = band_of(step);
    take(found.value, step, step.waiting);
    take(found.lower, step, band.lower);
    take(found.upper, step, band.upper);
  }
  return found;
}

}  // namespace vigie
