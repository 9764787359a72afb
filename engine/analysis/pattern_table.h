// The table of point pattern statistics: one row for each statistic and radius.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/analysis/analysis.h"
#include "engine/base/missing.h"

namespace vigie {

struct PatternRow {
  std::string statistic;
  double radius = no_number;  // metres
  double value = no_number, expected = no_number;
  double lower = no_number, upper = no_number;
  double z = no_number, p = no_number;
  std::int64_t n = 0;  // points
  std::int64_t simulations = no_integer;
  std::string note{};  // "" where nothing is missing
};

OutputLayer pattern_layer();
NewLayer pattern_table(const std::vector<PatternRow>& rows);

}  // namespace vigie
