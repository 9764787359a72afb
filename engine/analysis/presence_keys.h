// The keys of [presence]: a table of minutes by street and hour, its columns, and how visits are counted.
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "engine/analysis/settings.h"

namespace vigie {

/// The section names the table and its columns, and is an analysis that runs wherever it stands.
namespace presence_keys {
extern const Parameter source, layer, encoding, delimiter, segment, hour_start, minutes, form, interval_s, time_format,
    where, basis, from, to, most_persons, least_minutes, visits_per_week, hot_areas, hot_layer;
}

std::span<const Parameter> presence_parameters();

/// True for `plp`, `plp_i` and their other names (bin, bin_z, buurtinformatienetwerk, ...), however they are written:
/// such partnerships do not patrol, and nothing here may measure them as if they did (DOMAIN 4).
bool is_no_patrol(std::string_view form);

}  // namespace vigie
