// How sure a survey is of one of its numbers.
#pragma once

#include <cstddef>

#include "engine/analysis/study.h"

namespace vigie {

/// NaN where the survey does not say.
struct SurveyInterval {
  double lower, upper, variance;
};

/// Of one row: limits and variance as given, else each from the other; for a share whose respondents are known the
/// variance of simple random sampling, which leaves the design effect out.
SurveyInterval survey_interval(const SurveyRows& survey, std::size_t row);

}  // namespace vigie
