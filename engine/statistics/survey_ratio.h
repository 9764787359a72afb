// Which share of what happened to people, as a survey tells it, was reported.
#pragma once

namespace vigie {

/// NaN where a number is 0 or unknown.
struct SurveyRatio {
  double value, lower, upper;  // 95 % limits
};

/// psi = reports / (people * rate * years), `rate` victimizations per person and year from a survey with the sampling
/// variance `variance`; Var(ln psi) = 1 / reports + variance / rate^2. Above 1 is possible: visitors and businesses
/// report, too.
SurveyRatio survey_ratio(double reports, double people, double years, double rate, double variance);

/// The variance behind a symmetric 95 % interval.
double variance_of_interval(double lower, double upper);

}  // namespace vigie
