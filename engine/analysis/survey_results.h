// What a survey of residents says, at the level for which its sample was designed and at no other.
#pragma once

#include "engine/analysis/analysis.h"

namespace vigie {

/// Keys of [survey]: the section names the table and its columns, and is an analysis that runs wherever it stands.
namespace survey_keys {
extern const Parameter source, layer, encoding, delimiter, area, indicator, wave, rate, lo, hi, variance, respondents,
    level, units, code, people, join, ratio_of, categories;
}

/// Levels from the coarsest to the finest.
std::span<const std::string_view> survey_levels();

/// Table `survey`; columns of `neighbourhoods` where these stand at the design level.
Analysis survey_analysis();

}  // namespace vigie
