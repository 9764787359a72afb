// Whoever adds a column that the public may see adds a line here, and says why it reveals nobody.
#include "engine/disclosure/public_columns.h"

#include <algorithm>
#include <array>

namespace vigie {
namespace {

using enum Nature;

// Analyses of a public file start from the published counts and know nothing else about the reports, so that classes
// and shapes made by them reveal no more than those counts do. Scores, p-values and the like would still let a hidden
// count be taken for the number that stands in for it, and stay hidden. Where a count is hidden its class is, too: on a
// map a cold class would read as few reports.
constexpr auto columns = std::to_array<PublicColumn>({
    {"cells", "cell_id", fact},
    {"cells", "n", count},
    {"cells", "inside", fact},
    {"cells", "gi_bin", of_row},
    {"cells", "gi_label", of_row},
    {"cells", "gi_links", fact},
    {"cells", "moran_lbl", of_row},
    {"cells", "covered", fact},
    {"neighbourhoods", "zone_id", fact},
    {"neighbourhoods", "name", fact},
    {"neighbourhoods", "n", count},
    {"neighbourhoods", "population", fact},
    {"neighbourhoods", "rate", of_row},
    {"neighbourhoods", "rate_lo", of_row},
    {"neighbourhoods", "rate_hi", of_row},
    {"neighbourhoods", "smr", rounded},
    {"neighbourhoods", "eb_rate", rounded},
    {"neighbourhoods", "exceed_p", rounded},
    {"neighbourhoods", "reliab", rounded},
    {"neighbourhoods", "min_months", rounded},
    {"neighbourhoods", "rate_class", of_row},
    {"neighbourhoods", "gi_bin", of_row},
    {"neighbourhoods", "gi_label", of_row},
    {"neighbourhoods", "gi_links", fact},
    {"neighbourhoods", "moran_lbl", of_row},
    {"neighbourhoods", "cov_area", fact},
    {"neighbourhoods", "cov_pop", fact},
    {"neighbourhoods", "cov_dw", fact},
    {"neighbourhoods", "cov_hot", fact},
    {"hotspot_areas", "hs_id", fact},
    {"hotspot_areas", "n", sum},
    {"hotspot_areas", "area_ha", fact},
    {"hotspot_areas", "kind", fact},
    {"hotspot_areas", "bin_max", fact},
    {"hotspot_areas", "covered", fact},
    // Points of this layer stand where engine/disclosure moved them; `hidden_in` is worked out from public facts alone,
    // and so tells nothing of how far one was moved.
    {"masked_reports", "zone_id", fact},
    {"masked_reports", "place_id", fact},
    {"masked_reports", "hidden_in", fact},
    {"watch_areas", "watch_id", fact},
    {"watch_areas", "name", fact},
    {"watch_areas", "form", fact},
    {"watch_areas", "active", fact},
    {"watch_areas", "stale", fact},
    {"watch_areas", "area_ha", fact},
    {"watch_areas", "valid_from", fact},
    {"watch_areas", "valid_to", fact},
    {"watch_areas", "status", fact},
    {"watch_areas", "verified", fact},
    {"watch_areas", "members", members},
    {"coverage_gaps", "gap_id", fact},
    {"coverage_gaps", "area_ha", fact},
    {"coverage_gaps", "near_m", fact},
    {"coverage_gaps", "gap_rank", fact},
    {"coverage_overlap", "depth", fact},
    {"coverage_overlap", "forms", fact},
    {"coverage_summary", "measure", fact},
    {"coverage_summary", "form", fact},
    {"coverage_summary", "value", fact},  // by measure: see public_measures
    {"coverage_summary", "note", fact},
});

}  // namespace

std::span<const PublicColumn> public_columns() {
  return columns;
}

Nature nature_of(std::string_view layer, std::string_view column) {
  const auto found = std::ranges::find_if(
      columns, [&](const PublicColumn& known) { return known.layer == layer && known.column == column; });
  return found == columns.end() ? hidden : found->nature;
}

bool may_be_public(std::string_view layer) {
  return std::ranges::find(columns, layer, &PublicColumn::layer) != columns.end();
}

bool may_be_public_as_points(std::string_view layer) {
  return layer == "masked_reports";
}

bool may_be_public_raster(std::string_view raster) {
  return raster == "density";
}

std::span<const std::string_view> public_analyses() {
  static constexpr auto names =
      std::to_array<std::string_view>({"hotspots", "rates", "density", "coverage", "clusters"});
  return names;
}

std::span<const std::string_view> public_measures() {
  static constexpr auto names = std::to_array<std::string_view>({"cov_area", "cov_pop", "cov_dw", "cov_hot"});
  return names;
}

}  // namespace vigie
