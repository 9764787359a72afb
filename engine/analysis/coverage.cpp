// The coverage recipe: who is watched now, what was watched when it happened, where are gaps and overlaps.
#include "engine/analysis/coverage.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "engine/analysis/coverage_columns.h"
#include "engine/analysis/coverage_gaps.h"
#include "engine/analysis/coverage_hot_places.h"
#include "engine/analysis/coverage_layers.h"
#include "engine/analysis/coverage_summary.h"
#include "engine/analysis/random_seed.h"
#include "engine/geometry/cell_shares.h"
#include "engine/geometry/overlay.h"

namespace vigie {
namespace {

constexpr Parameter hot_from{.name = "hot_from",
                             .kind = ParameterKind::integer,
                             .fallback = "2",
                             .minimum = 1,
                             .maximum = 3,
                             .help = "Confidence bin from which a cell counts as hot: 1, 2 or 3 for 90, 95 or 99 %."};
constexpr Parameter stale_after{
    .name = "stale_after",
    .kind = ParameterKind::integer,
    .fallback = "12",
    .unit = Unit::months,
    .minimum = 1,
    .maximum = 1200,
    .help = "Months after its last verification from which a watch area is shown but not counted."};
constexpr Parameter permutations{
    .name = "permutations",
    .kind = ParameterKind::integer,
    .fallback = "999",
    .minimum = 0,
    .maximum = 1'000'000,
    .help =
        "Times that watch areas change places among neighbourhoods with as many homes, for the p-value of the lift."};

constexpr std::array<OutputColumn, 1> cell_columns{{{.name = "covered",
                                                     .title = "Covered share",
                                                     .unit = Unit::share,
                                                     .help = "Share of the cell inside watch areas that count"}}};
constexpr std::array<OutputColumn, 1> area_columns{{{.name = "covered",
                                                     .title = "Covered share",
                                                     .unit = Unit::share,
                                                     .help = "Share of the area inside watch areas that count"}}};
constexpr std::array<OutputColumn, 12> zone_columns{{
    zone_measures[0],
    zone_measures[1],
    zone_measures[2],
    zone_measures[3],
    zone_measures[4],
    zone_measures[5],
    zone_measures[6],
    zone_measures[7],
    {.name = "tipping",
     .title = "Tipping factor",
     .help = "The difference disappears if people in covered areas report this many times as often"},
    {.name = "depth",
     .title = "Watch areas over covered ground",
     .help = "Mean number of watch areas that count, where there is at least one"},
    {.name = "forms_n",
     .title = "Forms present",
     .unit = Unit::count,
     .help = "Number of different forms that count",
     .decimals = 0},
    {.name = "cov_reason", .title = "Why there is no lift", .help = "Cause of a missing lift"},
}};

std::span<const Parameter> parameters() {
  static const std::array<Parameter, 4> all{hot_from, stale_after, permutations, seed_parameter};
  return all;
}

std::span<const OutputLayer> layers() {
  static const std::array<OutputLayer, 9> all{{{"cells", "", "", cell_columns, ""},
                                               {"neighbourhoods", "", "", zone_columns, ""},
                                               {"hotspot_areas", "", "", area_columns, ""},
                                               watch_areas_declared(),
                                               coverage_gaps_declared(),
                                               coverage_overlap_declared(),
                                               coverage_tables()[0],
                                               coverage_tables()[1],
                                               coverage_tables()[2]}};
  return all;
}

MultiPolygon cover_of(const Study& study, const WatchState& state, const std::vector<std::uint8_t>& members) {
  std::vector<MultiPolygon> shapes;
  for (std::size_t i = 0; i < members.size(); ++i)
    if (members[i] && state.counts(i)) shapes.push_back(study.watch.zones.shapes[i]);
  return shapes.empty() ? MultiPolygon{} : unite(shapes);
}

std::vector<double> covered_cells(const Study& study, const MultiPolygon& cover) {
  const Cells& cells = study.cells;
  std::vector<double> shares(cells.inside.size(), 0);
  if (cover.empty()) return shares;
  shares = cell_shares(cells.grid, intersect(cover, study.area));
  for (std::size_t i = 0; i < shares.size(); ++i)
    shares[i] = cells.inside[i] > 0 ? std::min(1.0, shares[i] / cells.inside[i]) : 0;
  return shares;
}

FormMeasures measure_form(const CoverageFacts& facts, std::string form, const LiftDraws& draws) {
  const std::vector<std::string>& all = facts.study.watch.form;
  FormMeasures result{std::move(form), {}, {}, {}};
  for (const std::string& one : all) result.members.push_back(result.form == "all" || one == result.form ? 1 : 0);
  result.measures = measure_cover(facts.study, result.members, cover_of(facts.study, facts.state, result.members),
                                  facts.incidents, facts.hot);
  const std::vector<double> then =
      facts.ground.covered_at(facts.incidents.times, facts.incidents.valid, result.members);
  result.lifts = cover_lifts(result.measures.counted, facts.homes, then, draws);
  return result;
}

std::vector<FormMeasures> measure_forms(const CoverageFacts& facts, const LiftDraws& draws) {
  const std::vector<std::string>& form = facts.study.watch.form;
  std::vector<FormMeasures> all{measure_form(facts, "all", draws)};
  for (const std::string& one : std::set<std::string>(form.begin(), form.end()))
    all.push_back(measure_form(facts, one, draws));
  return all;
}

void add_lifts(const CoverLifts& lifts, AddedColumns& added) {
  Reals value, lower, upper;
  Texts reason;
  for (const Lift& lift : lifts.zone) {
    value.values.push_back(lift.value);
    lower.values.push_back(lift.lower);
    upper.values.push_back(lift.upper);
    std::isnan(lift.value) ? reason.push_back("zero_denominator") : reason.push_null();
  }
  added.columns.push_back({&zone_columns[5], value});
  added.columns.push_back({&zone_columns[6], lower});
  added.columns.push_back({&zone_columns[7], upper});
  added.columns.push_back({&zone_columns[8], Reals{lifts.tipping}});
  added.columns.push_back({&zone_columns[11], reason});
}

AddedColumns zone_shares(const CoverageFacts& facts, const FormMeasures& all) {
  const Study& study = facts.study;
  const CoverMeasures& measures = all.measures;
  AddedColumns added{"neighbourhoods", {}, {}, ""};
  added.columns.push_back({&zone_columns[0], Reals{measures.area}});
  if (study.neighbourhoods.has_population()) added.columns.push_back({&zone_columns[1], Reals{measures.population}});
  if (study.neighbourhoods.has_dwellings()) added.columns.push_back({&zone_columns[2], Reals{measures.dwellings}});
  if (study.has_reports) added.columns.push_back({&zone_columns[3], Reals{measures.incidents}});
  if (study.has_reports) added.columns.push_back({&zone_columns[4], Reals{measures.hot}});
  if (study.has_reports) add_lifts(all.lifts, added);
  const ZoneForms forms = zone_forms(study, facts.state, facts.ground, measures.area);
  added.columns.push_back({&zone_columns[9], Reals{forms.depth}});
  added.columns.push_back({&zone_columns[10], Integers{forms.forms}});
  return added;
}

void report_watch(const WatchState& state, const IncidentCover& incidents, Contribution& out) {
  const auto count = [](const std::vector<std::uint8_t>& flags) {
    return static_cast<double>(std::ranges::count(flags, 1));
  };
  const double stale = count(state.stale), inactive = static_cast<double>(state.active.size()) - count(state.active);
  const double undated = static_cast<double>(incidents.dated.size()) - count(incidents.dated);
  const auto level = [](double n) { return n > 0 ? Finding::Level::notice : Finding::Level::ok; };
  out.findings.push_back(
      {"watch_areas", "inactive", inactive, Unit::count, level(inactive),
       inactive > 0
           ? fmt::format("{:g} watch areas are not active at the end of the period: shown, not counted", inactive)
           : ""});
  out.findings.push_back(
      {"watch_areas", "stale", stale, Unit::count, level(stale),
       stale > 0 ? fmt::format("{:g} watch areas were not verified lately: shown, not counted", stale) : ""});
  out.findings.push_back(
      {"watch_areas", "incidents_without_time", undated, Unit::count, level(undated),
       undated > 0 ? fmt::format("{:g} incidents without time are left out of incident coverage", undated) : ""});
}

// Descriptions, never effects.
void report_shares(const FormMeasures& all, Contribution& out) {
  const auto add = [&](const std::string& check, double value, std::string_view of) {
    if (std::isnan(value)) return;
    out.findings.push_back({"watch_areas", check, value, Unit::share, Finding::Level::notice,
                            fmt::format("{:.1f} % of {} watch areas", 100 * value, of)});
  };
  add("cov_pop", all.measures.total_population.value, "inhabitants live in");
  add("cov_inc", all.measures.total_incidents.value, "incidents happened in then valid");
  add("cov_hot", all.measures.total_hot.value, "the hot places' area lies in");
  const Lift& lift = all.lifts.total;
  if (std::isnan(lift.value)) return;
  std::string text = fmt::format("incidents are {:.2f} times as covered as homes (95 % interval {:.2f} to {:.2f})",
                                 lift.value, lift.lower, lift.upper);
  if (!std::isnan(all.lifts.total_tipping))
    text += fmt::format("; the difference disappears if people in covered areas report {:.2f} times as often",
                        all.lifts.total_tipping);
  out.findings.push_back({"watch_areas", "lift", lift.value, Unit::none, Finding::Level::notice, text});
}

void add_places(const Study& study, const Earlier& earlier, const MultiPolygon& cover, Contribution& out) {
  if (!study.cells.empty()) {
    const std::vector<double> covered = covered_cells(study, cover);
    Reals listed;
    for (std::int64_t cell : study.cells.listed) listed.values.push_back(covered[static_cast<std::size_t>(cell)]);
    out.added.push_back({"cells", {{&cell_columns[0], std::move(listed)}}, {}, ""});
  }
  if (const Geometries* areas = earlier.geometries("hotspot_areas")) {
    const auto& shapes = std::get<std::vector<MultiPolygon>>(*areas);
    Reals shares{shared_areas(shapes, cover)};
    for (std::size_t i = 0; i < shapes.size(); ++i)
      shares.values[i] = std::min(1.0, shares.values[i] / area(shapes[i]));
    out.added.push_back({"hotspot_areas", {{&area_columns[0], std::move(shares)}}, {}, ""});
  }
}

// Dwellings alone can have members per dwelling.
std::vector<double> dwellings_in_watch(const Study& study, const WatchedGround& ground) {
  if (!study.neighbourhoods.has_dwellings()) return std::vector<double>(study.watch.zones.size(), std::nan(""));
  return ground.homes_in_watch(study.neighbourhoods.dwellings);
}

Contribution run(const Study& study, const Settings& settings, const Earlier& earlier) {
  Contribution out;
  const int months = static_cast<int>(settings.required_number(stale_after));
  const WatchState state = watch_state(study, months);
  const IncidentCover incidents = incident_cover(study, months);
  const HotPlaces hot = hot_places(study, earlier, static_cast<int>(settings.required_number(hot_from)));
  const WatchedGround ground(study);
  const Homes homes = homes_of(study);
  const Burden burden = burden_of(study, homes);
  const HourMatches hours = hour_matches(study, incidents);
  const CoverageFacts facts{study, state, incidents, hot, ground, homes, burden, hours};
  const std::vector<FormMeasures> measures =
      measure_forms(facts, {static_cast<int>(settings.required_number(permutations)), seed_of(settings)});
  const MultiPolygon cover = cover_of(study, state, measures.front().members);
  report_watch(state, incidents, out);
  report_shares(measures.front(), out);
  out.record.emplace_back("cov_method", "areal");
  out.record.emplace_back("cov_homes", homes.word);
  out.added.push_back(zone_shares(facts, measures.front()));
  add_places(study, earlier, cover, out);
  out.layers.push_back(watch_areas_layer(study, state, incidents, dwellings_in_watch(study, ground), hours.watch,
                                         marginal_cover(study, state, incidents, homes, burden)));
  if (hot.known) out.layers.push_back(coverage_gaps_layer(study, hot, cover));
  out.layers.push_back(coverage_overlap_layer(study, state));
  out.layers.push_back(coverage_summary_table(coverage_summary(facts, measures)));
  out.layers.push_back(coverage_by_form_table(study, measures));
  out.layers.push_back(coverage_pairs_table(form_pairs(study, state, ground)));
  return out;
}

}  // namespace

Analysis coverage_analysis() {
  return {.name = "coverage",
          .title = "Coverage of watch areas",
          .summary =
              "Which share of area, people, incidents and hot places lies inside watch areas, with gaps and overlaps.",
          .parameters = parameters(),
          .layers = layers(),
          .needs = "watch areas",
          .after = "hotspots",
          .possible = [](const Study& study) { return study.watch.zones.size() > 0; },
          .run = run};
}

}  // namespace vigie
