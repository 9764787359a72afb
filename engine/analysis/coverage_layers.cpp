// Making the layers of watch areas and of their overlaps.
#include "engine/analysis/coverage_layers.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <set>

#include "engine/analysis/coverage_gaps.h"
#include "engine/base/missing.h"
#include "engine/data/palette.h"
#include "engine/geometry/overlay.h"
#include "engine/statistics/proportion.h"
#include "engine/statistics/rates.h"

namespace vigie {
namespace {

constexpr std::array<ClassName, 2> yes_no{{{"1", "Yes"}, {"0", "No"}}};
constexpr std::array<ClassName, 5> vitalities{{{"verified", "Verified lately"},
                                               {"declared", "Never verified"},
                                               {"stale", "Not verified lately"},
                                               {"suspended", "Suspended"},
                                               {"ended", "Ended or not begun"}}};

constexpr std::array<OutputColumn, 24> watch_columns{{
    {.name = "watch_id", .title = "Watch area", .help = "Identifier as given"},
    {.name = "name", .title = "Name", .help = "Name as given"},
    {.name = "form", .title = "Form", .help = "Form of participation"},
    {.name = "active",
     .title = "Active at the end of the period",
     .help = "By dates and status",
     .decimals = 0,
     .classes = yes_no},
    {.name = "stale",
     .title = "Not verified lately",
     .help = "Shown, but not counted as coverage",
     .decimals = 0,
     .classes = yes_no},
    {.name = "n_in",
     .title = "Reports inside while valid",
     .unit = Unit::count,
     .help = "By the time of each report",
     .decimals = 0},
    {.name = "area_ha", .title = "Area (ha)", .unit = Unit::hectare, .help = "Area of the polygon", .decimals = 1},
    {.name = "valid_from", .title = "Valid from", .help = "Start, included"},
    {.name = "valid_to", .title = "Valid to", .help = "End, excluded"},
    {.name = "status", .title = "Status", .help = "As given"},
    {.name = "verified", .title = "Last verified", .help = "As given"},
    {.name = "members", .title = "Members", .unit = Unit::count, .help = "A count, never a list", .decimals = 0},
    {.name = "vitality",
     .title = "State",
     .help = "By dates, status and last verification, at the end of the period",
     .classes = vitalities},
    {.name = "homes",
     .title = "Dwellings",
     .unit = Unit::dwellings,
     .help = "Dwellings inside, taken as spread evenly over the neighbourhood",
     .decimals = 0},
    {.name = "part_rate",
     .title = "Members per 1000 dwellings",
     .help = "How deep participation is; not for traders, whose establishments are not known",
     .decimals = 1},
    {.name = "part_lo",
     .title = "Members per 1000 dwellings, lower limit",
     .help = "95 % interval: Wilson for households, exact Poisson (Garwood) for persons",
     .decimals = 1},
    {.name = "part_hi",
     .title = "Members per 1000 dwellings, upper limit",
     .help = "95 % interval: Wilson for households, exact Poisson (Garwood) for persons",
     .decimals = 1},
    {.name = "in_hours",
     .title = "Incidents in active hours",
     .unit = Unit::share,
     .help =
         "Share of the incidents inside that fall in the declared hours; never for partnerships that do not patrol"},
    {.name = "hours_gap",
     .title = "Hours that would have to move",
     .unit = Unit::share,
     .help = "Share of the declared hours that would have to move to follow the incidents over the week"},
    {.name = "n_reason", .title = "Why there is no value", .help = "Cause of missing members or hours"},
    marginal_columns[0],
    marginal_columns[1],
    marginal_columns[2],
    marginal_columns[3],
}};

constexpr std::array<OutputColumn, 2> overlap_columns{{
    {.name = "depth",
     .title = "Watch areas here",
     .unit = Unit::count,
     .help = "Number of active watch areas over the place",
     .decimals = 0},
    {.name = "forms", .title = "Forms", .help = "Their forms"},
}};

std::string_view vitality(const WatchAreas& watch, const WatchState& state, std::size_t i) {
  if (i < watch.status.size() && watch.status[i] == "suspended") return "suspended";
  if (!state.active[i]) return "ended";
  if (state.stale[i]) return "stale";
  return watch.last_verified[i] == no_instant ? "declared" : "verified";
}

// Members per 1000 dwellings, with the reason where there are none.
struct Participation {
  double rate = no_number, lower = no_number, upper = no_number;
  std::string_view why;
};

Participation participation(const WatchAreas& watch, std::size_t i, double homes) {
  if (watch.form[i] == "plp_i" || (i < watch.member_unit.size() && watch.member_unit[i] == "establishment"))
    return {.why = "not_applicable"};
  if (watch.members[i] == no_integer || std::isnan(homes)) return {.why = "insufficient_data"};
  if (!(homes > 0)) return {.why = "zero_denominator"};
  const auto members = static_cast<double>(watch.members[i]);
  // A household is one of the dwellings; of persons there may be several in one.
  const bool households = i < watch.member_unit.size() && watch.member_unit[i] == "household" && members <= homes;
  if (households) {
    const ShareLimits limits = wilson_limits(members, homes);
    return {1000 * members / homes, 1000 * limits.lower, 1000 * limits.upper, ""};
  }
  const Limits limits = poisson_limits(members);
  return {1000 * members / homes, 1000 * limits.lower / homes, 1000 * limits.upper / homes, ""};
}

Texts texts_of(const std::vector<std::string>& values) {
  Texts column;
  for (const std::string& value : values) value.empty() ? column.push_null() : column.push_back(value);
  return column;
}

void push_reason(std::string_view members, std::string_view hours, Texts& reasons) {
  if (!members.empty()) {
    reasons.push_back(hours.empty() || hours == members ? std::string(members)
                                                        : fmt::format("members: {}, hours: {}", members, hours));
  } else if (!hours.empty()) {
    reasons.push_back(fmt::format("hours: {}", hours));
  } else {
    reasons.push_null();
  }
}

// State, depth of participation and hours of every watch area.
std::vector<Values> state_columns(const Study& study, const WatchState& state, const std::vector<double>& homes,
                                  const std::vector<HourMatch>& hours) {
  Texts lively, reason;
  Reals rate, lower, upper, in_hours, mismatch;
  for (std::size_t i = 0; i < study.watch.zones.size(); ++i) {
    const Participation depth = participation(study.watch, i, homes[i]);
    lively.push_back(vitality(study.watch, state, i));
    rate.values.push_back(depth.rate);
    lower.values.push_back(depth.lower);
    upper.values.push_back(depth.upper);
    in_hours.values.push_back(hours[i].in_hours);
    mismatch.values.push_back(hours[i].mismatch);
    push_reason(depth.why, hours[i].why, reason);
  }
  return {lively, Reals{homes}, rate, lower, upper, in_hours, mismatch, reason};
}

}  // namespace

OutputLayer watch_areas_declared() {
  return {"watch_areas", "Watch areas", "Areas in which a form of participation exists, active or not.", watch_columns,
          coverage_caveat};
}

const OutputLayer& coverage_overlap_declared() {
  static const OutputLayer declared{"coverage_overlap", "Overlapping watch areas",
                                    "Places inside two or more active watch areas.", overlap_columns, ""};
  return declared;
}

NewLayer watch_areas_layer(const Study& study, const WatchState& state, const IncidentCover& incidents,
                           const std::vector<double>& homes, const std::vector<HourMatch>& hours,
                           const MarginalCover& marginal) {
  static const OutputLayer declared = watch_areas_declared();
  const WatchAreas& watch = study.watch;
  Integers active, stale;
  Reals hectares;
  for (std::size_t i = 0; i < watch.zones.size(); ++i) {
    active.values.push_back(state.active[i]);
    stale.values.push_back(state.stale[i]);
    hectares.values.push_back(area(watch.zones.shapes[i]) / 1e4);
  }
  NewLayer layer{.declared = &declared, .geometries = watch.zones.shapes, .columns = {}, .look = {}, .sort_by = "n_in"};
  std::vector<Values> values{texts_of(watch.zones.id),
                             texts_of(watch.name),
                             texts_of(watch.form),
                             active,
                             stale,
                             Integers{incidents.reports_in},
                             hectares,
                             Instants{watch.valid_from},
                             Instants{watch.valid_to},
                             texts_of(watch.status),
                             Instants{watch.last_verified},
                             Integers{watch.members}};
  for (Values& column : state_columns(study, state, homes, hours)) values.push_back(std::move(column));
  for (Values& column : values_of(marginal)) values.push_back(std::move(column));
  for (std::size_t i = 0; i < values.size(); ++i) layer.columns.push_back({&watch_columns[i], std::move(values[i])});
  using Pattern = ClassSymbol::Pattern;
  layer.look = Categorized{.field = "active",
                           .symbols = {{{"1", "Watch area, active"}, watch_violet, Pattern::outline},
                                       {{"0", "Watch area, not active"}, watch_violet, Pattern::dashed_outline}},
                           .other = ""};
  return layer;
}

NewLayer coverage_overlap_layer(const Study& study, const WatchState& state) {
  std::vector<MultiPolygon> active, shapes;
  std::vector<std::string> form;
  for (std::size_t i = 0; i < study.watch.zones.size(); ++i) {
    if (!state.counts(i)) continue;
    active.push_back(study.watch.zones.shapes[i]);
    form.push_back(study.watch.form[i]);
  }
  Integers depth;
  Texts forms;
  for (OverlapPiece& piece : overlap_pieces(active)) {
    std::set<std::string> distinct;
    for (std::size_t member : piece.members) distinct.insert(form[member]);
    depth.values.push_back(static_cast<std::int64_t>(piece.members.size()));
    forms.push_back(fmt::format("{}", fmt::join(distinct, ", ")));
    shapes.push_back(std::move(piece.shape));
  }
  NewLayer layer{.declared = &coverage_overlap_declared(),
                 .geometries = std::move(shapes),
                 .columns = {},
                 .look = {},
                 .sort_by = "depth"};
  layer.columns = {{&overlap_columns[0], depth}, {&overlap_columns[1], forms}};
  layer.look = Single{.colour = watch_violet, .width_mm = 0.3, .pattern = Single::Pattern::hatch};
  return layer;
}

}  // namespace vigie
