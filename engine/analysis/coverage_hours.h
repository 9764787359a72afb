// Whether those who walk are out when things happen: only for forms that declare hours, never for partnerships that do
// not patrol.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/analysis/coverage_measures.h"

namespace vigie {

/// Forms that neither patrol nor observe by law; measures of presence are refused for them.
bool refuses_patrol(std::string_view form);

struct HourMatch {
  double in_hours, mismatch;  // NaN where `why` says so
  double events = 0;          // incidents inside with a known time
  std::string_view why;       // "", "not_applicable", "insufficient_data"
};

struct HourMatches {
  std::vector<HourMatch> watch;  // per watch area
  struct OfForm {
    std::string form;  // "all" first, then the forms in order
    HourMatch match;
  };
  std::vector<OfForm> form;
  double too_long = 0;  // incidents left out, known to within more than a week only
};

/// Incidents inside each watch area while it was valid, beside its declared hours.
HourMatches hour_matches(const Study& study, const IncidentCover& incidents);

}  // namespace vigie
