// The recipe of expected reports: a Poisson model on homes and what is known of them, and how far counts lie from it.
#include "engine/analysis/expected_reports.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "engine/analysis/place_values.h"
#include "engine/analysis/report_origins.h"
#include "engine/base/error.h"
#include "engine/base/missing.h"
#include "engine/base/numbers.h"
#include "engine/base/words.h"
#include "engine/data/palette.h"
#include "engine/statistics/normal_limit.h"
#include "engine/statistics/poisson_regression.h"

namespace vigie {
namespace {

constexpr double least_expected = 5;  // below it a residual is no longer nearly normal

constexpr Parameter exposure{
    .name = "exposure",
    .otherwise = "dwellings, else inhabitants, else households",
    .help =
        "What reports are expected in proportion to: \"dwellings\", \"population\", \"households\", or another "
        "numeric column of the neighbourhoods."};
constexpr Parameter covariates{
    .name = "covariates",
    .kind = ParameterKind::list,
    .otherwise = "none",
    .help =
        "Numeric columns of the neighbourhoods that let expect more or fewer reports from as many homes: housing "
        "type, inspections made. None about the origin or the belief of people."};
constexpr Parameter flag_from{.name = "flag_from",
                              .kind = ParameterKind::number,
                              .fallback = "2",
                              .minimum = 1,
                              .maximum = 10,
                              .help = "Standard deviations from the expected number at which a place is flagged."};

constexpr std::array<std::string_view, 2> dispersions{"pearson", "robust"};
constexpr Parameter dispersion{
    .name = "dispersion",
    .kind = ParameterKind::choice,
    .fallback = "pearson",
    .choices = dispersions,
    .help =
        "How much counts vary beyond chance: \"pearson\" over all neighbourhoods, or \"robust\", from the median, "
        "which a few busy centres cannot raise so far that nothing else is flagged."};

constexpr std::array<ClassName, 4> classes{{{"fewer", "Fewer reports than expected"},
                                            {"as_expected", "About as many as expected"},
                                            {"more", "More reports than expected"},
                                            {"insufficient_data", "Insufficient data"}}};

constexpr std::array<OutputColumn, 5> zone_columns{{
    {.name = "exp_n",
     .title = "Reports expected",
     .unit = Unit::count,
     .help = "From the homes and the covariates, by a Poisson model of all neighbourhoods",
     .decimals = 1},
    {.name = "exp_ratio", .title = "Reports over expected", .help = "1 is as many as expected"},
    {.name = "exp_z",
     .title = "Distance from the expected number",
     .help = "In standard deviations of an overdispersed Poisson count; below 0: fewer reports"},
    {.name = "exp_class",
     .title = "Reports against expectation",
     .help = "Fewer than expected is a candidate for outreach, not proof that problems go unreported",
     .classes = classes},
    {.name = "exp_reason", .title = "Why nothing is expected", .help = "Cause of a missing comparison"},
}};

constexpr std::array<OutputColumn, 7> columns{{
    {.name = "term", .title = "Term", .help = "constant, or a column of the neighbourhoods"},
    {.name = "ratio",
     .title = "Ratio of reports",
     .help = "Constant: reports per unit of exposure where all covariates are 0; else how many times as many where "
             "the column is 1 higher",
     .decimals = 6},
    {.name = "lo", .title = "Lower limit", .help = "95 % interval, widened for overdispersion", .decimals = 6},
    {.name = "hi", .title = "Upper limit", .help = "95 % interval, widened for overdispersion", .decimals = 6},
    {.name = "areas",
     .title = "Areas in the model",
     .unit = Unit::count,
     .help = "Neighbourhoods with homes and all covariates",
     .decimals = 0},
    {.name = "phi",
     .title = "Overdispersion",
     .help = "How many times as much as by chance counts vary around the expected ones, at least 1"},
    {.name = "note", .title = "Note", .help = "Why a value is missing"},
}};

constexpr OutputLayer table{
    "expected_reports", "Model of expected reports",
    "What the number of reports of a neighbourhood is expected from, and how the model found it.", columns,
    "A description of these neighbourhoods, not a cause: what the model does not know stays in the difference."};

std::span<const OutputLayer> layers() {
  static const std::array<OutputLayer, 2> all{{{"neighbourhoods", "", "", zone_columns, ""}, table}};
  return all;
}

std::span<const Parameter> parameters() {
  static const std::array<Parameter, 4> all{exposure, covariates, dispersion, flag_from};
  return all;
}

bool has_any(const std::vector<double>& homes) {
  return std::ranges::any_of(homes, [](double v) { return v > 0; });
}

struct Exposure {
  std::string name;
  std::vector<double> homes;
};

Exposure exposure_of(const Study& study, const Settings& settings, Contribution& out) {
  const Neighbourhoods& zones = study.neighbourhoods;
  const std::array<std::pair<std::string_view, const std::vector<double>*>, 3> roles{
      {{"dwellings", &zones.dwellings}, {"population", &zones.population}, {"households", &zones.households}}};
  const std::string asked = settings.text(exposure);
  for (const auto& [name, values] : roles) {
    if (asked.empty() && has_any(*values)) {
      out.chosen.push_back({&exposure, std::string(name), "the first of dwellings, population, households"});
      return {std::string(name), *values};
    }
    if (asked == name && !values->empty()) return {asked, *values};
  }
  if (asked.empty())
    throw UsageError(
        "[expected_reports] needs [neighbourhoods] dwellings, population or households: name the column that holds "
        "their number, or set exposure to a numeric column");
  return {asked, zone_column(study, "expected_reports", "exposure", asked)};
}

// Citizens' reports where reports say who found it: what staff find shows where staff go.
std::vector<double> counts_of(const Study& study, Contribution& out) {
  const std::vector<std::int64_t>& all = study.neighbourhoods.n;
  const std::vector<ReportOrigin> origins = report_origins(study);
  out.record.emplace_back("counted", origins.empty() ? "every report" : "reports by citizens");
  if (origins.empty()) return {all.begin(), all.end()};
  std::vector<double> counts(all.size(), 0);
  for (std::size_t i = 0; i < origins.size(); ++i)
    if (origins[i] == ReportOrigin::citizen && study.zone_of[i] >= 0)
      ++counts[static_cast<std::size_t>(study.zone_of[i])];
  return counts;
}

struct Model {
  Exposure exposure;
  std::vector<std::string> names;  // of the covariates
  std::vector<std::vector<double>> covariates;
  std::vector<double> counts;
  PoissonRegression fit;
  double phi = 1;
};

Model model_of(const Study& study, const Settings& settings, Contribution& out) {
  Model model{exposure_of(study, settings, out), settings.list(covariates), {}, counts_of(study, out), {}, 1};
  for (const std::string& name : model.names)
    model.covariates.push_back(zone_column(study, "expected_reports", "covariates", name));
  model.fit = poisson_regression(model.counts, model.exposure.homes, model.covariates);
  model.phi = settings.text(dispersion) == "robust" ? model.fit.robust_dispersion : model.fit.dispersion;
  return model;
}

std::string_view reason_of(const Model& model, std::size_t zone) {
  if (!(model.exposure.homes[zone] > 0)) return "zero_denominator";
  return "insufficient_data";
}

AddedColumns comparison(const Model& model, double flag) {
  Reals expected, ratio, distance;
  Texts kind, reason;
  for (std::size_t z = 0; z < model.counts.size(); ++z) {
    const double here = model.fit.expected[z];
    const bool enough = here >= least_expected;
    const double z_value = enough ? (model.counts[z] - here) / std::sqrt(model.phi * here) : no_number;
    expected.values.push_back(here);
    ratio.values.push_back(enough ? model.counts[z] / here : no_number);
    distance.values.push_back(z_value);
    kind.push_back(classes[!enough ? 3 : z_value < -flag ? 0 : z_value > flag ? 2 : 1].value);
    enough ? reason.push_null() : reason.push_back(reason_of(model, z));
  }
  const auto symbol = [](std::size_t i, Colour colour) {
    return ClassSymbol{{std::string(classes[i].value), std::string(classes[i].label)}, colour};
  };
  // Not red to blue: nothing here is hot or cold.
  const Categorized look{.field = "exp_class",
                         .symbols = {symbol(0, with_alpha(kinds_apart[0], result_alpha)),
                                     symbol(1, with_alpha(red_to_blue[3], not_significant_alpha)),
                                     symbol(2, with_alpha(kinds_apart[4], result_alpha)), symbol(3, no_result_grey)},
                         .other = ""};
  AddedColumns added{"neighbourhoods", {}, look, ""};
  const std::vector<Values> values{expected, ratio, distance, kind, reason};
  for (std::size_t i = 0; i < values.size(); ++i) added.columns.push_back({&zone_columns[i], values[i]});
  return added;
}

NewLayer model_table(const Model& model) {
  Texts term, note;
  Reals ratio, lower, upper, phi;
  Integers areas;
  const bool known = model.fit.areas > 0;
  for (std::size_t k = 0; k <= model.names.size(); ++k) {
    const double power = known ? model.fit.coefficient[k] : no_number;
    const double reach = known ? normal_975 * std::sqrt(model.phi * model.fit.variance[k]) : no_number;
    term.push_back(k == 0 ? "constant" : model.names[k - 1]);
    ratio.values.push_back(std::exp(power));
    lower.values.push_back(std::exp(power - reach));
    upper.values.push_back(std::exp(power + reach));
    areas.values.push_back(static_cast<std::int64_t>(model.fit.areas));
    phi.values.push_back(known ? model.phi : no_number);
    known ? note.push_null() : note.push_back("insufficient_data");
  }
  const std::vector<Values> values{term, ratio, lower, upper, areas, phi, note};
  NewLayer layer{.declared = &table, .geometries = {}, .columns = {}, .look = {}, .sort_by = ""};
  for (std::size_t i = 0; i < values.size(); ++i) layer.columns.push_back({&columns[i], values[i]});
  return layer;
}

void report(const Model& model, const AddedColumns& added, Contribution& out) {
  if (model.fit.areas == 0) {
    out.findings.push_back(
        {"neighbourhoods", "expected_reports", 0, Unit::count, Finding::Level::warning,
         fmt::format("expected reports: no model for {} neighbourhoods and {} covariates; it needs reports, two "
                     "neighbourhoods for each coefficient, and covariates that differ",
                     model.counts.size(), model.names.size())});
    return;
  }
  const Texts& kinds = std::get<Texts>(added.columns[3].values);
  std::size_t fewer = 0;
  for (std::size_t z = 0; z < kinds.size(); ++z) fewer += kinds.at(z) == "fewer" ? 1 : 0;
  out.findings.push_back(
      {"neighbourhoods", "fewer_than_expected", static_cast<double>(fewer), Unit::count, Finding::Level::notice,
       fmt::format("{} neighbourhoods have fewer reports than their {} would lead to expect: candidates for outreach, "
                   "not proof that problems go unreported",
                   fewer, model.names.empty() ? model.exposure.name : model.exposure.name + " and covariates")});
}

Contribution run(const Study& study, const Settings& settings, const Earlier&) {
  if (!study.counted()) throw UsageError("[expected_reports] needs [reports] or [area_counts]");
  Contribution out;
  const Model model = model_of(study, settings, out);
  AddedColumns added = comparison(model, settings.required_number(flag_from));
  out.record.emplace_back("overdispersion", number_text(model.phi));
  report(model, added, out);
  out.added.push_back(std::move(added));
  out.layers.push_back(model_table(model));
  return out;
}

bool has_homes(const Study& study) {
  const Neighbourhoods& zones = study.neighbourhoods;
  return study.counted() && (has_any(zones.dwellings) || has_any(zones.population) || has_any(zones.households));
}

}  // namespace

Analysis expected_reports_analysis() {
  return {.name = "expected_reports",
          .title = "Fewer reports than expected",
          .summary =
              "Where there are fewer or more reports than the homes, and what is known of them, would lead to expect.",
          .parameters = parameters(),
          .layers = layers(),
          .needs = "reports or area counts, and neighbourhoods with dwellings, inhabitants or households",
          .after = "",
          .possible = has_homes,
          .run = run};
}

}  // namespace vigie
