// Filling in what follows from what is given.
#include "engine/analysis/survey_interval.h"

#include <algorithm>
#include <cmath>

#include "engine/statistics/normal_limit.h"
#include "engine/statistics/survey_ratio.h"

namespace vigie {

SurveyInterval survey_interval(const SurveyRows& survey, std::size_t row) {
  const double rate = survey.rate[row], asked = survey.respondents[row];
  SurveyInterval result{survey.lower[row], survey.upper[row], survey.variance[row]};
  const bool limits = !std::isnan(result.lower) && !std::isnan(result.upper);
  if (std::isnan(result.variance) && limits) result.variance = variance_of_interval(result.lower, result.upper);
  if (std::isnan(result.variance) && asked > 0 && rate >= 0 && rate <= 1) result.variance = rate * (1 - rate) / asked;
  if (limits || std::isnan(result.variance)) return result;
  const double reach = normal_975 * std::sqrt(result.variance);
  result.lower = std::max(0.0, rate - reach);
  result.upper = rate + reach;
  return result;
}

}  // namespace vigie
