// The input and output sections of a job file, declared once.
#pragma once

#include <span>

#include "engine/analysis/settings.h"

namespace vigie {

namespace study_keys {
extern const Parameter name, crs, time_zone, language, from, to, area;
}
namespace reports_keys {
extern const Parameter source, layer, crs, x, y, wkt, id, time, time_end, time_format, category, origin, channel,
    incident, closed, reporter, keep, encoding, delimiter, decimal, max_bad, link;
}
namespace zones_keys {
extern const Parameter source, layer, crs, id, name, population, dwellings, households, deprivation;
}
namespace watch_keys {
extern const Parameter source, layer, crs, id, name, form, valid_from, valid_to, status, last_verified, members,
    active_hours;
}
namespace grid_keys {
extern const Parameter shape, cell_size;
}
namespace output_keys {
extern const Parameter geopackage, on_busy, reports;
}

/// study, reports, neighbourhoods, watch_areas, grid, output; in the order of a job file.
std::span<const Section> input_sections();
const Section& output_section();

}  // namespace vigie
