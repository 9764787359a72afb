// The tables that coverage writes: every measure in all and by form, neighbourhoods by form, pairs of forms.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/analysis/analysis.h"
#include "engine/analysis/coverage_lifts.h"
#include "engine/analysis/coverage_structure.h"

namespace vigie {

/// Declarations, in this order: coverage_summary, coverage_by_form, coverage_pairs.
std::span<const OutputLayer> coverage_tables();

/// One row of coverage_summary; NaN where there is no number.
struct SummaryRow {
  std::string measure, form;
  double value, lower, upper;
  std::string note;  // why there is no value, or what it is a share of
};
NewLayer coverage_summary_table(const std::vector<SummaryRow>& rows);

/// What was measured for one form, or for all ("all").
struct FormMeasures {
  std::string form;
  std::vector<std::uint8_t> members;
  CoverMeasures measures;
  CoverLifts lifts;
};
/// One row for each neighbourhood and form, all forms first.
NewLayer coverage_by_form_table(const Study& study, const std::vector<FormMeasures>& all);

NewLayer coverage_pairs_table(const std::vector<FormPair>& pairs);

}  // namespace vigie
