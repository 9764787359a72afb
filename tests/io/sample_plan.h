// A plan of maps for the invented city.
#pragma once

#include "engine/data/map_plan.h"

namespace vigie::test {

/// Groups, two themes and sheets by neighbourhood, with boundaries as a further view of the neighbourhoods.
inline MapPlan sample_plan() {
  MapPlan plan;
  plan.title = "Ville & \"co\" <2024> [% 1 + 1 %]";
  plan.period = "2024-01-01 – 2024-12-31";
  plan.from = "2024-01-01T00:00:00Z";
  plan.to = "2025-01-01T00:00:00Z";
  plan.source = "Source: reports.csv";
  plan.legend = "Legend";
  plan.views["neighbourhoods"] = {{.name = "outline",
                                   .title = "Boundaries",
                                   .look = Single{.colour = {90, 90, 90, 255}, .width_mm = 0.2},
                                   .label = "name",
                                   .label_scale = 20000,
                                   .marks_current = true}};
  plan.groups = {{.title = "Places",
                  .entries = {{.layer = "not_observed", .title = "Not observed", .shown = true},
                              {.layer = "neighbourhoods", .view = "outline", .title = "Boundaries", .shown = true},
                              {.layer = "cells", .title = "Cells", .shown = true, .expanded = true}},
                  .expanded = true},
                 {.title = "Numbers & rasters",
                  .entries = {{.layer = "density", .title = "Density"},
                              {.layer = "neighbourhoods", .title = "Rate"},
                              {.layer = "rejects", .title = "Rejects"}}}};
  plan.themes = {{.title = "Where is it hot?",
                  .subtitle = "cells",
                  .note = "No & never",
                  .keys = {"not_observed", "neighbourhoods_outline", "cells"}},
                 {.title = "Where is it dense?", .keys = {"density"}}};
  plan.sheets = {.title = "One sheet per place",
                 .layer = "neighbourhoods",
                 .key = "neighbourhoods_outline",
                 .note = "Read the limits.",
                 .name_column = "name",
                 .file_column = "zone_id",
                 .sort_column = "rate",
                 .keys = {"neighbourhoods_outline", "cells"},
                 .figures = {{"Reports", "format_number(\"n\", 0, 'en')"}}};
  plan.history["cells"] = {"hotspots.statistic = gi_star (file)"};
  plan.record = {"hotspots.statistic = gi_star (file)", "program.vigie = 0.1.0 (data)"};
  return plan;
}

}  // namespace vigie::test
