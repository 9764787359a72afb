// The keys of [survey]: a table, its columns, and what they are joined to.
#pragma once

#include <span>
#include <string_view>

#include "engine/analysis/settings.h"

namespace vigie {

/// Keys of [survey]: the section names the table and its columns, and is an analysis that runs wherever it stands.
namespace survey_keys {
extern const Parameter source, layer, encoding, delimiter, area, indicator, wave, rate, lo, hi, variance, respondents,
    level, units, code, people, join, ratio_of, categories;
}

std::span<const Parameter> survey_parameters();

/// Levels from the coarsest to the finest.
std::span<const std::string_view> survey_levels();

}  // namespace vigie
