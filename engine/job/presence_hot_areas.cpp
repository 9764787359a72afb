// Polygons of any file; of our own results only what is hot.
#include "engine/job/presence_hot_areas.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/analysis/presence_keys.h"
#include "engine/base/error.h"
#include "engine/base/words.h"
#include "engine/job/column_guess.h"
#include "engine/job/zone_intake.h"
#include "engine/job/zone_roles.h"

namespace vigie {
namespace {

constexpr std::string_view hot_areas_role = "presence.hot_areas", own_layer = "hotspot_areas";

// The named layer, else that of our own results where the file has it.
Preview looked_at(Source& source, bool named) {
  if (named) return preview(source);
  Source own = source;
  own.layer = own_layer;
  try {
    Preview look = preview(own);
    source = own;
    return look;
  } catch (const DataError&) {
    return preview(source);
  }
}

std::string column_named(const Preview& look, std::string_view wanted) {
  const auto place = std::ranges::find(look.columns, wanted, lower);
  return place == look.columns.end() ? "" : *place;
}

}  // namespace

void take_in_hot_areas(Job& job, Intake& intake) {
  const Settings& settings = job.section("presence");
  const std::string named = settings.text(presence_keys::hot_areas);
  if (named.empty()) return;
  Source source;
  source.path = job.resolve(named);
  source.layer = settings.text(presence_keys::hot_layer);
  const Preview look = looked_at(source, !source.layer.empty());
  EarlierHotAreas& hot = intake.study.presence.hot;
  hot.source = source_name(source);
  if (look.sample.empty()) {  // nothing was hot
    Ledger none;
    none.source = hot.source;
    intake.inputs.push_back(
        {std::string(hot_areas_role), hot.source, fingerprint(source), look.crs, "", std::move(none)});
    return;
  }
  const ZonesTaken taken = read_polygons(source, hot_areas_role, "", intake);
  const ZoneSet zones = place_boundaries(taken, column_named(look, "hs_id"), intake.crs, hot_areas_role, intake);
  const std::vector<std::string> kind = column_texts(zones.attributes, column_named(look, "kind"), zones.size());
  for (std::size_t i = 0; i < zones.size(); ++i) {
    if (kind[i] == "cold") continue;
    hot.id.push_back(zones.id[i]);
    hot.shapes.push_back(zones.shapes[i]);
  }
}

}  // namespace vigie
