// A ratio on the logarithmic scale.
#include "engine/statistics/survey_ratio.h"

#include <cmath>

#include "engine/base/missing.h"
#include "engine/statistics/normal_limit.h"

namespace vigie {
SurveyRatio survey_ratio(double reports, double people, double years, double rate, double variance) {
  if (!(reports > 0) || !(people > 0) || !(years > 0) || !(rate > 0) || !(variance >= 0))
    return {no_number, no_number, no_number};
  const double ratio = reports / (people * rate * years);
  const double reach = std::exp(normal_975 * std::sqrt(1 / reports + variance / (rate * rate)));
  return {ratio, ratio / reach, ratio * reach};
}

double variance_of_interval(double lower, double upper) {
  const double error = (upper - lower) / (2 * normal_975);
  return error * error;
}

}  // namespace vigie
