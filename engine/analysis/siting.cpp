// The siting recipe: demand, candidates, sites in place, and the curve of what each further site adds.
#include "engine/analysis/siting.h"

#include <fmt/format.h>

#include <array>
#include <limits>

#include "engine/analysis/siting_candidates.h"
#include "engine/analysis/siting_demand.h"
#include "engine/base/error.h"
#include "engine/base/numbers.h"
#include "engine/data/palette.h"
#include "engine/statistics/site_plan.h"

namespace vigie {
namespace {

constexpr std::array<std::string_view, 4> demands{"reports", "excess", "population", "dwellings"};

constexpr Parameter sites{.name = "sites",
                          .kind = ParameterKind::integer,
                          .fallback = "5",
                          .minimum = 1,
                          .maximum = 1000,
                          .help = "How many further sites are looked for."};
constexpr Parameter reach{
    .name = "reach",
    .kind = ParameterKind::length,
    .fallback = "500m",
    .unit = Unit::metre,
    .minimum = 0,
    .maximum = 1e6,
    .help = "Straight distance within which a site covers demand; areas cover what lies in them."};
constexpr Parameter candidates{
    .name = "candidates",
    .fallback = "neighbourhoods",
    .help =
        "Where sites could stand: \"neighbourhoods\" (their middles), \"cells\", or a file of points or polygons; a "
        "column `locked` marks those in place."};
constexpr Parameter keep_existing{
    .name = "keep_existing",
    .fallback = "true",
    .help =
        "Sites in place, whose demand is covered already: \"true\" (watch areas that count, and candidates marked "
        "`locked`), \"false\" (none), or a file of points or polygons."};
constexpr Parameter demand{.name = "demand",
                           .kind = ParameterKind::choice,
                           .otherwise = "excess where the neighbourhoods have a population, else reports",
                           .choices = demands,
                           .help =
                               "What sites should reach: reports, their excess over the overall rate, population or "
                               "dwellings (the last three spread evenly over each neighbourhood)."};

std::span<const Parameter> parameters() {
  static const std::array<Parameter, 5> all{sites, reach, candidates, keep_existing, demand};
  return all;
}

constexpr std::array<OutputColumn, 7> columns{{
    {.name = "step",
     .title = "Step",
     .help = "1 is the site that adds most, and so on; 0 marks sites in place",
     .decimals = 0},
    {.name = "candidate_id", .title = "Site", .help = "Identifier of the candidate or of the site in place"},
    {.name = "gain", .title = "Demand added", .help = "Demand that this site covers and none before it", .decimals = 1},
    {.name = "cumulative",
     .title = "Demand covered",
     .help = "Demand covered by the sites in place and those up to this step",
     .decimals = 1},
    {.name = "share",
     .title = "Share of demand covered",
     .unit = Unit::share,
     .help = "Demand covered over all demand"},
    {.name = "upper_bound",
     .title = "Upper limit",
     .help = "No choice of as many further sites covers more demand; proven",
     .decimals = 1},
    {.name = "gap",
     .title = "Optimality gap",
     .unit = Unit::share,
     .help = "How far below the upper limit the choice lies at most; 0: nothing better exists",
     .decimals = 4},
}};

constexpr std::array<OutputLayer, 1> layers{{
    {"siting", "Existing and further sites", "Sites that together reach the most demand, by what each of them adds.",
     columns,
     "Reach is a straight line, demand is what was reported or counted; whether a site works there, people decide."},
}};

// The rows of the layer: sites in place, then the steps.
class Rows {
 public:
  explicit Rows(double total) : total_(total) {}
  void add(std::int64_t step, const std::string& id, Point at, const SitePlan::Step& told) {
    step_.values.push_back(step);
    id_.push_back(id);
    at_.push_back(at);
    gain_.values.push_back(told.gain);
    cumulative_.values.push_back(told.cumulative);
    share_.values.push_back(total_ > 0 ? told.cumulative / total_ : std::numeric_limits<double>::quiet_NaN());
    bound_.values.push_back(told.upper_bound);
    gap_.values.push_back(told.gap);
  }
  NewLayer done() {
    NewLayer layer{&layers[0], std::move(at_), {}, {}, ""};
    layer.look = Single{.colour = gap_orange, .width_mm = 4, .pattern = Single::Pattern::points};
    std::vector<Values> values{std::move(step_),  std::move(id_),    std::move(gain_), std::move(cumulative_),
                               std::move(share_), std::move(bound_), std::move(gap_)};
    for (std::size_t i = 0; i < values.size(); ++i) layer.columns.push_back({&columns[i], std::move(values[i])});
    return layer;
  }

 private:
  double total_;
  Integers step_;
  Texts id_;
  std::vector<Point> at_;
  Reals gain_, cumulative_, share_, bound_, gap_;
};

DemandKind demand_kind(const Study& study, const Settings& settings, Contribution& out) {
  if (settings.given(demand)) return settings.choice<DemandKind>(demand);
  const bool excess = study.neighbourhoods.has_population() && study.counted();
  out.chosen.push_back(
      {&demand, excess ? "excess" : "reports", excess ? "reports above the overall rate" : "no population is known"});
  return excess ? DemandKind::excess : DemandKind::reports;
}

// In place as the data have them: each adds what those before it do not cover.
void tell_existing(const SitingPlaces& places, const SiteCover& cover, double locked, Rows& rows) {
  const CoveredPoints covered = covered_points(cover);
  std::vector<std::uint8_t> done(cover.points(), 0);
  SitePlan::Step told{0, 0, 0, locked, 0};
  for (std::uint32_t site : places.in_place) {
    told.gain = 0;
    for (std::uint32_t point : covered.of(site)) {
      if (done[point] == 0) told.gain += cover.demand[point];
      done[point] = 1;
    }
    told.cumulative += told.gain;
    rows.add(0, places.id[site], places.at[site], told);
  }
}

void report_plan(const SitePlan& plan, const SitingDemand& asked, std::size_t wanted, Contribution& out) {
  const auto add = [&](std::string check, double value, Unit unit, std::string text) {
    out.findings.push_back({"siting", std::move(check), value, unit,
                            text.empty() ? Finding::Level::ok : Finding::Level::notice, std::move(text)});
  };
  const auto percent = [&](double part) { return plan.total > 0 ? 100 * part / plan.total : 0; };
  if (!plan.steps.empty()) {
    const SitePlan::Step& last = plan.steps.back();
    add("covered", last.cumulative, Unit::none,
        fmt::format("siting: {} further sites reach {:.1f} % of the demand (sites in place: {:.1f} %); {}",
                    plan.steps.size(), percent(last.cumulative), percent(plan.locked),
                    plan.optimal ? "no choice reaches more"
                                 : fmt::format("the best choice reaches at most {:.2f} % more", 100 * last.gap)));
  }
  add("unreachable", plan.unreachable, Unit::none,
      plan.unreachable > 0
          ? fmt::format("siting: {:.1f} % of the demand lies within reach of no candidate", percent(plan.unreachable))
          : "");
  if (plan.steps.size() < wanted)
    add("too_few_candidates", static_cast<double>(plan.steps.size()), Unit::count,
        fmt::format("siting: there are only {} candidates for {} sites", plan.steps.size(), wanted));
  if (asked.unplaced > 0)
    add("reports_without_place", static_cast<double>(asked.unplaced), Unit::count,
        fmt::format("siting: {} reports without a place of their own are no demand", asked.unplaced));
}

Contribution run(const Study& study, const Settings& settings, const Earlier&) {
  Contribution out;
  const double distance = settings.required_number(reach);
  const auto wanted = static_cast<std::size_t>(settings.required_number(sites));
  const SitingDemand asked = siting_demand(study, demand_kind(study, settings, out), distance);
  SitingPlaces places;
  add_candidates(study, settings.text(candidates), places);
  add_existing(study, settings.text(keep_existing), places);
  const SiteCover cover = siting_cover(asked, places, distance);
  const SitePlan plan = plan_sites(cover, places.in_place, wanted);
  Rows rows(plan.total);
  tell_existing(places, cover, plan.locked, rows);
  for (std::size_t i = 0; i < plan.steps.size(); ++i) {
    const SitePlan::Step& step = plan.steps[i];
    rows.add(static_cast<std::int64_t>(i) + 1, places.id[step.candidate], places.at[step.candidate], step);
  }
  report_plan(plan, asked, wanted, out);
  out.record.emplace_back("demand_total", number_text(plan.total));
  out.record.emplace_back("method", plan.method == SitePlan::Method::exact ? "branch and bound" : "greedy with swaps");
  out.record.emplace_back("solver", site_solver_version());
  out.record.emplace_back("reduced",
                          fmt::format("{} candidates, {} demand points", plan.reduced_candidates, plan.reduced_points));
  out.layers.push_back(rows.done());
  return out;
}

}  // namespace

Analysis siting_analysis() {
  return {.name = "siting",
          .title = "Further sites",
          .summary =
              "Which further sites, beside those in place, reach the most demand within a distance, with a proven "
              "limit of what any choice could reach.",
          .parameters = parameters(),
          .layers = layers,
          .needs = "reports, or neighbourhoods with population or dwellings",
          .after = "",
          .possible = [](const Study& study) { return study.has_reports && study.watch.zones.size() > 0; },
          .run = run};
}

}  // namespace vigie
