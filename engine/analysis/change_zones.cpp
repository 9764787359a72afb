// Exact ratios of counts, corrected for looking at every neighbourhood.
#include "engine/analysis/change_zones.h"

#include <array>
#include <cmath>
#include <limits>

#include "engine/data/palette.h"
#include "engine/statistics/fdr.h"

namespace vigie {
namespace {

constexpr std::array<ClassName, 4> kinds{{{"up", "More reports than before"},
                                          {"same", "No clear change"},
                                          {"down", "Fewer reports than before"},
                                          {"insufficient_data", "Insufficient data"}}};

constexpr std::array<OutputColumn, 10> zone_columns{{
    {.name = "zone_id", .title = "Neighbourhood", .help = "Identifier as given"},
    {.name = "name", .title = "Name", .help = "Name as given"},
    {.name = "y0", .title = "Reports before", .unit = Unit::count, .help = "As counted then", .decimals = 0},
    {.name = "y1", .title = "Reports now", .unit = Unit::count, .help = "As counted now", .decimals = 0},
    {.name = "rr",
     .title = "Rate ratio",
     .help = "Reports over the length of its period, now over before; NULL where there were none before"},
    {.name = "rr_lo",
     .title = "Rate ratio, lower limit",
     .help = "Exact 95 % limits given the sum of both counts (Clopper and Pearson)"},
    {.name = "rr_hi",
     .title = "Rate ratio, upper limit",
     .help = "Exact 95 % limits given the sum of both counts (Clopper and Pearson)"},
    {.name = "q",
     .title = "q-value of the change",
     .unit = Unit::probability,
     .help = "Exact two-sided p-value of no change, corrected for testing all neighbourhoods",
     .decimals = 4},
    {.name = "class",
     .title = "Change",
     .help = "up or down where q is at most 0.05; same: no clear change, which is no proof of none",
     .classes = kinds},
    {.name = "n_reason", .title = "Why there is no value", .help = "Cause of a missing ratio"},
}};

constexpr OutputLayer declared{"change", "Change", "What changed in each neighbourhood since the comparison.",
                               zone_columns,
                               "Places that were picked because they were high fall by themselves; a change of reports "
                               "may be one of reporting."};

std::string_view kind_of(const CountPairs& counts, const ZoneChanges& changes, std::size_t i) {
  if (std::isnan(changes.q[i])) return "insufficient_data";
  if (changes.q[i] > change_level) return "same";
  return counts.now[i] / counts.exposure_now > counts.before[i] / counts.exposure_before ? "up" : "down";
}

Integers whole(const std::vector<double>& values) {
  Integers result;
  for (double value : values)
    result.values.push_back(std::isnan(value) ? no_integer : static_cast<std::int64_t>(std::llround(value)));
  return result;
}

Texts texts_of(const std::vector<std::string>& values) {
  Texts texts;
  for (const std::string& value : values) texts.push_back(value);
  return texts;
}

Texts reasons_of(const CountPairs& counts, const ZoneChanges& changes) {
  Texts texts;
  for (std::size_t i = 0; i < changes.q.size(); ++i) {
    if (std::isnan(counts.before[i]) || std::isnan(counts.now[i])) {
      texts.push_back(counts.reason);
    } else if (std::isnan(changes.ratio[i].ratio)) {
      texts.push_back("zero_denominator");
    } else {
      texts.push_null();
    }
  }
  return texts;
}

}  // namespace

ZoneChanges zone_changes(const CountPairs& counts) {
  ZoneChanges changes;
  std::vector<double> p;
  for (std::size_t i = 0; i < counts.now.size(); ++i) {
    changes.ratio.push_back(rate_ratio(counts.before[i], counts.exposure_before, counts.now[i], counts.exposure_now));
    p.push_back(changes.ratio.back().p);
  }
  changes.q = q_values(p, Correction::fdr);
  for (std::size_t i = 0; i < p.size(); ++i) changes.kind.push_back(kind_of(counts, changes, i));
  return changes;
}

const OutputLayer& change_layer() {
  return declared;
}

NewLayer make_change_layer(const Study& study, const CountPairs& counts, const ZoneChanges& changes) {
  const Neighbourhoods& zones = study.neighbourhoods;
  Reals ratio, lower, upper;
  Texts kind;
  for (std::size_t i = 0; i < changes.q.size(); ++i) {
    const RateRatio& one = changes.ratio[i];
    ratio.values.push_back(one.ratio);
    lower.values.push_back(one.lower);
    // Without reports before there is no upper limit, and infinity is no number in a file.
    upper.values.push_back(std::isinf(one.upper) ? std::numeric_limits<double>::quiet_NaN() : one.upper);
    kind.push_back(changes.kind[i]);
  }
  NewLayer layer{.declared = &declared, .geometries = zones.zones.shapes, .columns = {}, .look = {}, .sort_by = "rr"};
  layer.columns = {{&zone_columns[0], texts_of(zones.zones.id)}, {&zone_columns[1], texts_of(zones.name)},
                   {&zone_columns[2], whole(counts.before)},     {&zone_columns[3], whole(counts.now)},
                   {&zone_columns[4], std::move(ratio)},         {&zone_columns[5], std::move(lower)},
                   {&zone_columns[6], std::move(upper)},         {&zone_columns[7], Reals{changes.q}},
                   {&zone_columns[8], std::move(kind)},          {&zone_columns[9], reasons_of(counts, changes)}};
  layer.look = Categorized{.field = "class",
                           .symbols = {{{"up", "More reports than before"}, gi_bin_colour(3)},
                                       {{"same", "No clear change"}, gi_bin_colour(0)},
                                       {{"down", "Fewer reports than before"}, gi_bin_colour(-3)}},
                           .other = "Insufficient data"};
  return layer;
}

}  // namespace vigie
