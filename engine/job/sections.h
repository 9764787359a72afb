// The input and output sections of a job file, declared once.
#pragma once

#include <span>

#include "engine/analysis/settings.h"

namespace vigie {

/// Of reports, area_counts, neighbourhoods and watch_areas.
extern const Parameter allow_database;

namespace study_keys {
extern const Parameter name, crs, time_zone, language, from, to, area;
}
namespace reports_keys {
extern const Parameter source, layer, crs, x, y, wkt, id, time, time_end, time_format, category, origin, channel,
    incident, closed, answered, registered, reporter, precision, default_points, keep, where, encoding, delimiter,
    decimal, max_bad, link, link_distance, link_days, comment, skip_lines, deduplicate, as_of, most_categories,
    crs_column;
}
namespace counts_keys {
extern const Parameter source, layer, area, period_start, period_end, category, count, time_format, keep, where,
    encoding, delimiter, max_bad;
}
namespace zones_keys {
extern const Parameter source, layer, crs, id, name, population, dwellings, households, deprivation, table, table_id,
    table_where, strict_coverage, max_vertices;
}
namespace watch_keys {
extern const Parameter source, layer, crs, id, name, form, valid_from, valid_to, status, last_verified, members,
    member_unit, active_hours;
}
namespace streets_keys {
extern const Parameter source, layer, crs, id, kind;
}
namespace grid_keys {
extern const Parameter shape, cell_size;
}
namespace output_keys {
extern const Parameter geopackage, on_busy, reports, report, geotiff, qgz, profile, min_count, first_release, on_alert,
    alert_timeout, metrics, keep;
}

/// study, reports, area_counts, neighbourhoods, watch_areas, streets, grid; in the order of a job file.
std::span<const Section> input_sections();
/// Of [area_counts], [neighbourhoods], [watch_areas], [streets].
std::span<const Parameter> counts_parameters();
std::span<const Parameter> zones_parameters();
std::span<const Parameter> watch_parameters();
std::span<const Parameter> streets_parameters();
const Section& output_section();
/// True for settings of [output] that say where things go or who is told, and leave no trace in the file.
bool leaves_no_trace(std::string_view key);

}  // namespace vigie
