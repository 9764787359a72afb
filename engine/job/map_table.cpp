// Groups, questions and labels, declared.
#include "engine/job/map_table.h"

#include <vector>

namespace vigie {

std::span<const GroupRow> map_groups() {
  static constexpr auto groups = std::to_array<GroupRow>({
      {"Reports", {"reports", "masked_reports"}},
      {"Limits of the data", {"not_observed"}},
      {"Presence", {"presence_areas", "streets"}},
      {"Coverage", {"coverage_gaps", "watch_areas", "coverage_overlap"}},
      {"Where to start", {"siting", "mediation_priority"}},
      {"Change", {"hotspot_change", "change"}},
      {"Hot spots", {"hotspot_areas", "cells"}},
      {"Kinds of reports", {"risk_areas", "relative_risk", "risk_z"}},
      {"Density", {"density"}},
      {"Neighbourhoods", {"neighbourhoods"}},
  });
  return groups;
}

namespace {
constexpr DrawnBy hidden{"not_observed"}, borders{"neighbourhoods", "outline"};

constexpr auto questions = std::to_array<ThemeRow>({
    {.title = "Where is it hot?",
     .subtitle = "places with more reports in and around them than chance would give",
     .about = {{{"cells", "gi_bin"}, {"neighbourhoods", "gi_bin"}}},
     .over = {{hidden, borders}},
     .analysis = "hotspots",
     .settings = {"value", "statistic", "weights", "inference", "correction"}},
    {.title = "What is watched?",
     .subtitle = "watch areas over hot spots; a gap is a hot place outside all that count",
     .about = {{{"watch_areas"}}},
     .over = {{hidden, {"coverage_gaps"}, {"coverage_overlap"}, borders}},
     .under = {{{"cells", "gi_bin"}, {"neighbourhoods", "gi_bin"}}},
     .analysis = "coverage",
     .settings = {"hot_from", "stale_after"}},
    {.title = "How often are streets visited?",
     .subtitle = "presence of wardens and patrols; what was done, not what it brought",
     .about = {{{"streets"}}},
     .over = {{hidden, {"presence_areas"}}},
     .under = {{{"neighbourhoods", "outline"}}},
     .analysis = "presence",
     .settings = {"basis", "from", "to", "visits_per_week"}},
    {.title = "Where to start?",
     .subtitle = "places to look at first, with what else speaks for them",
     .about = {{{"mediation_priority"}, {"siting"}, {"coverage_gaps"}}},
     .over = {{hidden, {"coverage_gaps"}, {"siting"}, borders}},
     .under = {{{"cells", "gi_bin"}, {"neighbourhoods", "rate"}}},
     .analysis = "mediation_priority",
     .settings = {"criteria", "mediable", "top", "draws", "seed"}},
    {.title = "How do neighbourhoods compare?",
     .subtitle = "reports for the people who live there",
     .about = {{{"neighbourhoods", "rate"}, {"neighbourhoods", "n"}}},
     .over = {{hidden}},
     .analysis = "rates",
     .settings = {"events", "per", "years", "reference_factor"}},
    {.title = "Where are reports dense?",
     .subtitle = "a smooth picture for the eye",
     .about = {{{"density"}}},
     .over = {{hidden, borders}},
     .analysis = "density",
     .settings = {"kernel", "bandwidth", "cell_size", "edge_correction"}},
    {.title = "Where do kinds of reports differ?",
     .subtitle = "one kind compared with the others",
     .about = {{{"relative_risk"}}},
     .over = {{hidden, {"risk_areas"}, borders}},
     .analysis = "relative_risk",
     .settings = {"cases", "kernel", "bandwidth", "edge_correction", "permutations"}},
    {.title = "Where do similar values meet?",
     .subtitle = "clusters of high or low values, and places unlike their neighbors",
     .about = {{{"cells", "moran_lbl"}, {"neighbourhoods", "moran_lbl"}}},
     .over = {{hidden, borders}},
     .analysis = "clusters",
     .settings = {"value", "weights", "inference", "correction"}},
    {.title = "What has changed?",
     .subtitle = "this period beside the one before",
     .about = {{{"hotspot_change"}, {"change"}}},
     .over = {{hidden, borders}},
     .under = {{{"change"}}},
     .analysis = "change",
     .settings = {"versus", "period"}},
    {.title = "When was it reported?",
     .subtitle = "single reports; play them with the time slider",
     .about = {{{"reports"}}},
     .over = {{hidden, borders}}},
    {.title = "Where do reports come from, roughly?",
     .subtitle = "single reports, moved away from their place",
     .about = {{{"masked_reports"}}},
     .over = {{hidden, borders}}},
});
}  // namespace

std::span<const ThemeRow> map_questions() {
  return questions;
}

std::span<const LabelRow> map_labels() {
  static constexpr auto labels = std::to_array<LabelRow>({{"coverage_gaps", "gap_rank"},
                                                          {"watch_areas", "name"},
                                                          {"siting", "step"},
                                                          {"mediation_priority", "name"},
                                                          {"mediation_priority", "zone_id"}});
  return labels;
}

std::span<const DrawnBy> place_sheet_layers() {
  static constexpr auto layers = std::to_array<DrawnBy>(
      {{"not_observed"}, {"coverage_gaps"}, {"watch_areas"}, {"neighbourhoods", "outline"}, {"cells", "gi_bin"}});
  return layers;
}

std::span<const std::string_view> map_texts() {
  static const std::vector<std::string_view> texts = [] {
    std::vector<std::string_view> all{further_results,   about_this_run,    place_sheets_title, map_words::boundaries,
                                      map_words::legend, map_words::source, map_words::hatched};
    for (const GroupRow& group : map_groups()) all.push_back(group.title);
    for (const ThemeRow& theme : map_questions()) all.insert(all.end(), {theme.title, theme.subtitle});
    return all;
  }();
  return texts;
}

}  // namespace vigie
