// One row of the table of concentration, and the table itself.
#pragma once

#include <array>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "engine/analysis/analysis.h"
#include "engine/analysis/category_counts.h"
#include "engine/statistics/random_placement.h"

namespace vigie {

/// What stands in `category` for all events.
inline constexpr std::string_view every_category = "all";

struct ConcentrationRow {
  std::string_view on;
  std::string category;
  double events = 0;
  std::int64_t places = 0;
  double gini = 0, generalized = 0, small_sample = 0;
  std::array<double, 3> top{};            // 5, 10, 20 % of places
  std::array<std::int64_t, 3> holding{};  // 25, 50, 80 % of events
  RandomConcentration chance{};           // holding[0]: half of the events
  std::string note{};                     // "" where nothing is missing
};

/// All but what chance would give. Without events every measure is NaN, with the note zero_denominator.
ConcentrationRow concentration_row(std::string_view on, const std::string& category, const CountLevels& levels);

/// The declaration of `concentration`.
OutputLayer concentration_layer();
NewLayer concentration_table(const std::vector<ConcentrationRow>& rows);

}  // namespace vigie
