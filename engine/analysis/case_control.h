// Two samples of reports by category: cases, and the controls they are compared with.
#pragma once

#include <string>
#include <vector>

#include "engine/analysis/analysis.h"
#include "engine/analysis/category_counts.h"
#include "engine/statistics/log_relative_risk.h"

namespace vigie {

extern const Parameter cases_parameter, controls_parameter;

struct CaseControl {
  std::vector<std::string> cases, controls;  // categories
  std::vector<double> case_x, case_y, control_x, control_y;
  bool controls_are_the_others = false;
  std::vector<Chosen> chosen;
  std::vector<Finding> findings;

  RiskSample case_sample() const { return {case_x, case_y}; }
  RiskSample control_sample() const { return {control_x, control_y}; }
};

/// Default: the most frequent category against all others. Throws UsageError where no category column is mapped, for a
/// category that no report has (naming the nearest and those that are there), and for one that is on both sides.
CaseControl choose_samples(const Study& study, const Settings& settings);

/// True where the default has at least 20 reports on both sides.
bool has_samples(const Study& study);

}  // namespace vigie
