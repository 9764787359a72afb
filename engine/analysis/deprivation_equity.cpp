// The equity recipe: one row for each measure and form.
#include "engine/analysis/deprivation_equity.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "engine/analysis/place_values.h"
#include "engine/base/error.h"
#include "engine/base/words.h"
#include "engine/statistics/inequality.h"

namespace vigie {
namespace {

constexpr std::array<std::string_view, 2> ends{"low", "high"};
constexpr std::size_t least_areas = 10;

constexpr Parameter by{.name = "by",
                       .fallback = "deprivation",
                       .help =
                           "What orders the neighbourhoods: \"deprivation\" (the column named there), or another "
                           "numeric column of the neighbourhoods."};
constexpr Parameter most_deprived{
    .name = "most_deprived",
    .kind = ParameterKind::choice,
    .fallback = "low",
    .choices = ends,
    .help = "Which end of that column is the most deprived: low (a rank from 1) or high (a score)."};
constexpr Parameter measure{
    .name = "measure",
    .kind = ParameterKind::list,
    .otherwise = "coverage, reports per inhabitant, reporting rate and digital share, as far as they are known",
    .help =
        "What is compared: columns of the layer of neighbourhoods such as cov_dw, cov_inc, rate, lambda or digital, or "
        "numeric columns of your own."};

constexpr std::array<OutputColumn, 17> columns{{
    {.name = "measure", .title = "Measure", .help = "Column of the layer of neighbourhoods"},
    {.name = "form", .title = "Form", .help = "Form of participation; all: any form"},
    {.name = "areas",
     .title = "Areas",
     .unit = Unit::count,
     .help = "Neighbourhoods with a value, a rank and people",
     .decimals = 0},
    {.name = "mean", .title = "Mean", .help = "Weighted by people", .decimals = 4},
    {.name = "ci",
     .title = "Concentration index",
     .help = "Above 0: more in less deprived areas; below 0: more in deprived ones. Says nothing about persons",
     .decimals = 4},
    {.name = "ci_se",
     .title = "Standard error",
     .help = "Of the concentration index, by leaving out one area at a time",
     .decimals = 4},
    {.name = "erreygers",
     .title = "Erreygers index",
     .help = "The concentration index for shares, which cannot rise above 1",
     .decimals = 4},
    {.name = "q1",
     .title = "Most deprived fifth",
     .help = "Mean of the fifth of the people in the most deprived areas",
     .decimals = 4},
    {.name = "q2", .title = "Second fifth", .help = "Mean of the fifth of the people, by deprivation", .decimals = 4},
    {.name = "q3", .title = "Third fifth", .help = "Mean of the fifth of the people, by deprivation", .decimals = 4},
    {.name = "q4", .title = "Fourth fifth", .help = "Mean of the fifth of the people, by deprivation", .decimals = 4},
    {.name = "q5",
     .title = "Least deprived fifth",
     .help = "Mean of the fifth of the people in the least deprived areas",
     .decimals = 4},
    {.name = "gap",
     .title = "Gap between the fifths",
     .help = "Least deprived fifth less most deprived fifth",
     .decimals = 4},
    {.name = "ratio", .title = "Ratio of the fifths", .help = "Least deprived over most deprived fifth"},
    {.name = "sii",
     .title = "Slope index",
     .help = "Difference between the least and the most deprived end, by a line through all areas",
     .decimals = 4},
    {.name = "gini",
     .title = "Gini coefficient among areas",
     .help = "How unequal areas are, whoever is deprived",
     .decimals = 4},
    {.name = "note", .title = "Note", .help = "Why a value is missing"},
}};

constexpr OutputLayer table{"equity", "Equity by deprivation",
                            "Whether coverage and reporting are more frequent in less deprived areas.", columns,
                            "Areas, not persons: people in a deprived area need not be deprived themselves."};

std::span<const Parameter> parameters() {
  static const std::array<Parameter, 3> all{by, most_deprived, measure};
  return all;
}

std::span<const OutputLayer> layers() {
  static const std::array<OutputLayer, 1> all{table};
  return all;
}

std::vector<double> ranks_of(const Study& study, const Settings& settings) {
  const std::string column = settings.text(by);
  std::vector<double> rank = study.neighbourhoods.deprivation;
  if (column != "deprivation") rank = zone_column(study, "equity", "by", column);
  if (rank.empty())
    throw UsageError(
        "[equity] needs [neighbourhoods] deprivation: name the column of a rank or score made without crime and "
        "health");
  if (settings.text(most_deprived) == "high")
    for (double& r : rank) r = -r;
  return rank;
}

std::vector<double> people_of(const Study& study) {
  const Neighbourhoods& zones = study.neighbourhoods;
  for (const std::vector<double>* people : {&zones.population, &zones.dwellings, &zones.households})
    if (std::ranges::any_of(*people, [](double p) { return p > 0; })) return *people;
  throw UsageError("[equity] needs [neighbourhoods] population (or dwellings or households) to weigh the areas");
}

bool is_share(std::string_view name) {
  return name.starts_with("cov_") || name == "digital" || name == "citizen";
}

// What one row is about.
struct Compared {
  std::string measure, form;
  std::vector<double> values;
};

std::optional<std::vector<double>> made_before(const Earlier& earlier, const std::string& name) {
  const Values* values = earlier.column("neighbourhoods", name);
  if (values == nullptr || !std::holds_alternative<Reals>(*values)) return std::nullopt;
  return std::get<Reals>(*values).values;
}

// The rows of coverage_by_form stand form by form, neighbourhoods in their order.
void add_forms(const Earlier& earlier, const std::string& name, std::size_t zones, std::vector<Compared>& all) {
  const Values* form = earlier.column("coverage_by_form", "form");
  const Values* values = earlier.column("coverage_by_form", name);
  if (form == nullptr || values == nullptr || zones == 0) return;
  const Texts& forms = std::get<Texts>(*form);
  const std::vector<double>& numbers = std::get<Reals>(*values).values;
  for (std::size_t begin = zones; begin + zones <= numbers.size(); begin += zones)
    all.push_back({name,
                   std::string(forms.at(begin)),
                   {numbers.begin() + static_cast<std::ptrdiff_t>(begin),
                    numbers.begin() + static_cast<std::ptrdiff_t>(begin + zones)}});
}

std::vector<Compared> compared(const Study& study, const Settings& settings, const Earlier& earlier) {
  static const std::vector<std::string> usual{"cov_dw", "cov_pop", "cov_inc", "rate", "lambda", "digital"};
  const std::vector<std::string> asked = settings.list(measure);
  std::vector<Compared> all;
  for (const std::string& name : asked.empty() ? usual : asked) {
    std::optional<std::vector<double>> values = made_before(earlier, name);
    if (!values && asked.empty()) continue;
    if (!values) values = zone_column(study, "equity", "measure", name);
    all.push_back({name, "all", std::move(*values)});
    add_forms(earlier, name, study.neighbourhoods.zones.size(), all);
  }
  return all;
}

// The numbers of one row from `mean` on; all missing for too few areas.
std::array<double, 13> numbers_of(const RankedAreas& areas, bool share) {
  std::array<double, 13> row;
  row.fill(std::nan(""));
  if (areas.size() < least_areas) return row;
  const ConcentrationIndex index = concentration_index(areas);
  const DeprivationGap gap = deprivation_gap(areas);
  row = {areas.mean(), index.value, index.standard_error, share ? index.erreygers : std::nan("")};
  std::ranges::copy(gap.fifth, row.begin() + 4);
  row[9] = gap.gap;
  row[10] = gap.ratio;
  row[11] = gap.slope;
  row[12] = inequality_gini(areas);
  return row;
}

void report(const Compared& one, const std::array<double, 13>& row, Contribution& out) {
  if (one.form != "all" || std::isnan(row[1])) return;
  const double low = row[1] - 1.96 * row[2], high = row[1] + 1.96 * row[2];
  const std::string_view words = low > 0    ? "more in less deprived areas"
                                 : high < 0 ? "more in deprived areas"
                                            : "no clear lean by deprivation";
  out.findings.push_back({"neighbourhoods", "equity_" + one.measure, row[1], Unit::none, Finding::Level::notice,
                          fmt::format("{}: {} (concentration index {:.3f}, standard error {:.3f}); {:.3g} in the most "
                                      "and {:.3g} in the least deprived fifth",
                                      one.measure, words, row[1], row[2], row[4], row[8])});
}

Contribution run(const Study& study, const Settings& settings, const Earlier& earlier) {
  Contribution out;
  const std::vector<double> rank = ranks_of(study, settings), people = people_of(study);
  Texts name, form, note;
  Integers count;
  std::array<Reals, 13> numbers;
  for (const Compared& one : compared(study, settings, earlier)) {
    const RankedAreas areas(one.values, people, rank);
    const std::array<double, 13> row = numbers_of(areas, is_share(one.measure));
    name.push_back(one.measure);
    form.push_back(one.form);
    count.values.push_back(static_cast<std::int64_t>(areas.size()));
    for (std::size_t i = 0; i < row.size(); ++i) numbers[i].values.push_back(row[i]);
    if (areas.size() < least_areas) {
      note.push_back("insufficient_data");
    } else if (std::isnan(row[1])) {
      note.push_back("zero_denominator");
    } else {
      note.push_null();
    }
    report(one, row, out);
  }
  NewLayer layer{.declared = &table, .geometries = {}, .columns = {}, .look = {}, .sort_by = ""};
  std::vector<Values> values{name, form, count};
  for (Reals& column : numbers) values.emplace_back(std::move(column));
  values.emplace_back(std::move(note));
  for (std::size_t i = 0; i < values.size(); ++i) layer.columns.push_back({&columns[i], std::move(values[i])});
  out.layers.push_back(std::move(layer));
  return out;
}

bool possible(const Study& study) {
  const Neighbourhoods& zones = study.neighbourhoods;
  return !zones.deprivation.empty() && (zones.has_population() || zones.has_dwellings() || !zones.households.empty());
}

}  // namespace

Analysis equity_analysis() {
  return {.name = "equity",
          .title = "Equity by deprivation",
          .summary = "Whether coverage and reporting are more frequent in less deprived neighbourhoods.",
          .parameters = parameters(),
          .layers = layers(),
          .needs = "neighbourhoods with a deprivation column and a population",
          .after = "coverage rates reporters reporting_rate",
          .possible = possible,
          .run = run};
}

}  // namespace vigie
