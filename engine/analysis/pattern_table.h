// The table of point pattern statistics: one row for each statistic and radius.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "engine/analysis/analysis.h"

namespace vigie {

struct PatternRow {
  static constexpr double none = std::numeric_limits<double>::quiet_NaN();
  std::string statistic;
  double radius = none;  // metres
  double value = none, expected = none;
  double lower = none, upper = none;
  double z = none, p = none;
  std::int64_t n = 0;  // points
  std::int64_t simulations = no_integer;
  std::string note{};  // "" where nothing is missing
};

OutputLayer pattern_layer();
NewLayer pattern_table(const std::vector<PatternRow>& rows);

}  // namespace vigie
