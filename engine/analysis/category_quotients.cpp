// The recipe of location quotients: one row for each neighbourhood and category, and what stands out on the map.
#include "engine/analysis/category_quotients.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/analysis/named_categories.h"
#include "engine/data/palette.h"
#include "engine/statistics/location_quotient.h"

namespace vigie {
namespace {

constexpr double few_reports = 5;     // fewer are shown with a label, and nothing stands out by them
constexpr double least_expected = 1;  // without incidents of a category, from here on it says something

constexpr Parameter categories{.name = "categories",
                               .kind = ParameterKind::list,
                               .otherwise = "all categories",
                               .help = "Categories that get a row; shares are always of the incidents of all."};

constexpr std::array<OutputColumn, 9> columns{{
    {.name = "zone_id", .title = "Neighbourhood", .help = "Identifier as given"},
    {.name = "name", .title = "Name", .help = "Name as given"},
    {.name = "category", .title = "Category", .help = "Of the first report of each incident"},
    {.name = "n_inc",
     .title = "Incidents",
     .unit = Unit::count,
     .help = "Incidents of the category in the neighbourhood",
     .decimals = 0},
    {.name = "expected",
     .title = "Incidents expected",
     .unit = Unit::count,
     .help = "If the category had the same share here as in all neighbourhoods together",
     .decimals = 1},
    {.name = "lq",
     .title = "Location quotient",
     .help = "Share of the category here over its share in all neighbourhoods; 1: the same mix"},
    {.name = "lq_lo",
     .title = "Location quotient, lower limit",
     .help = "95 % score interval (Koopman): here against elsewhere"},
    {.name = "lq_hi",
     .title = "Location quotient, upper limit",
     .help = "95 % score interval (Koopman): here against elsewhere"},
    {.name = "note",
     .title = "Note",
     .help = "few_reports: fewer than five incidents; read the interval, not the value"},
}};

constexpr std::array<OutputColumn, 3> zone_columns{{
    {.name = "lq_cat",
     .title = "Category that stands out",
     .help =
         "Over-represented most surely: highest lower limit above 1, from five incidents on; none where nothing is"},
    {.name = "lq",
     .title = "Its location quotient",
     .help = "Share of that category here over its share in all neighbourhoods"},
    {.name = "lq_lo", .title = "Its location quotient, lower limit", .help = "95 % score interval"},
}};

constexpr OutputLayer table{
    "location_quotient", "Mix of categories",
    "Which categories a neighbourhood has more or less of than all neighbourhoods together.", columns,
    "A mix, not an amount: a quiet neighbourhood can have a high quotient, and one category is high where another is "
    "seldom reported. Of many intervals one in twenty misses 1 by chance."};

std::span<const OutputLayer> layers() {
  static const std::array<OutputLayer, 2> all{{{"neighbourhoods", "", "", zone_columns, ""}, table}};
  return all;
}

std::span<const Parameter> parameters() {
  static const std::array<Parameter, 1> all{categories};
  return all;
}

// Incidents by neighbourhood and category, with both margins. Categories are numbered in the order of their names.
struct CategoryMix {
  std::vector<std::string> names;
  std::vector<std::map<std::size_t, double>> here;  // per neighbourhood
  std::vector<double> all_here, kind;
  double everything = 0, without_category = 0;

  CategoryMix(const std::vector<CategoryCount>& known, std::size_t zones) : here(zones), all_here(zones, 0) {
    for (const CategoryCount& category : known) names.push_back(category.name);
    std::ranges::sort(names);
    kind.assign(names.size(), 0);
  }

  // The number of each distinct text of a column.
  std::vector<std::size_t> numbers(const Texts& column) const {
    std::vector<std::size_t> found;
    for (std::string_view text : column.distinct())
      found.push_back(static_cast<std::size_t>(std::ranges::find(names, text) - names.begin()));
    return found;
  }

  void add(std::int32_t zone, std::size_t category, double times) {
    const auto z = static_cast<std::size_t>(zone);
    here[z][category] += times;
    all_here[z] += times;
    kind[category] += times;
    everything += times;
  }
};

bool by_area(const Study& study) {
  return !study.has_reports && !study.counts.empty();
}

std::vector<CategoryCount> known_categories(const Study& study) {
  return by_area(study) ? area_category_counts(study) : category_counts(study);
}

CategoryMix mix_of(const Study& study, const Settings& settings, const std::vector<CategoryCount>& known) {
  CategoryMix mix(known, study.neighbourhoods.zones.size());
  const bool counts = by_area(study);
  const Texts& category = counts ? study.counts.category : needed_categories(study, settings);
  const std::vector<std::size_t> number = mix.numbers(category);
  const std::vector<std::int32_t> group = category.groups();
  const auto add = [&](std::size_t row, std::int32_t zone, std::int64_t times) {
    if (zone < 0 || times <= 0) return;
    if (group[row] < 0) {
      mix.without_category += static_cast<double>(times);
    } else {
      mix.add(zone, number[static_cast<std::size_t>(group[row])], static_cast<double>(times));
    }
  };
  if (counts) {
    for (std::size_t i = 0; i < group.size(); ++i) add(i, study.counts.zone[i], study.counts.count[i]);
  } else {
    for (const std::size_t report : study.incident.first_reports()) add(report, study.zone_of[report], 1);
  }
  return mix;
}

struct Row {
  std::size_t zone;
  std::string category;
  double here;
  LocationQuotient quotient;
};

// Rows that say something: incidents, or none where some were to be expected.
std::vector<Row> rows_of(const CategoryMix& mix, const std::vector<std::string>& wanted) {
  std::vector<Row> rows;
  for (std::size_t k = 0; k < mix.names.size(); ++k) {
    if (!wanted.empty() && std::ranges::find(wanted, mix.names[k]) == wanted.end()) continue;
    for (std::size_t z = 0; z < mix.here.size(); ++z) {
      const auto found = mix.here[z].find(k);
      const double here = found == mix.here[z].end() ? 0 : found->second;
      if (here == 0 && mix.all_here[z] * mix.kind[k] < least_expected * mix.everything) continue;
      rows.push_back({z, mix.names[k], here, location_quotient(here, mix.all_here[z], mix.kind[k], mix.everything)});
    }
  }
  return rows;
}

NewLayer table_of(const Study& study, const std::vector<Row>& rows) {
  Texts zone, name, category, note;
  Reals expected, value, lower, upper;
  Integers n;
  for (const Row& row : rows) {
    zone.push_back(study.neighbourhoods.zones.id[row.zone]);
    row.zone < study.neighbourhoods.name.size() ? name.push_back(study.neighbourhoods.name[row.zone])
                                                : name.push_null();
    category.push_back(row.category);
    n.values.push_back(std::llround(row.here));
    expected.values.push_back(row.quotient.expected);
    value.values.push_back(row.quotient.value);
    lower.values.push_back(row.quotient.lower);
    upper.values.push_back(row.quotient.upper);
    row.here < few_reports ? note.push_back("few_reports") : note.push_null();
  }
  const std::vector<Values> values{zone, name, category, n, expected, value, lower, upper, note};
  NewLayer layer{.declared = &table, .geometries = {}, .columns = {}, .look = {}, .sort_by = "lq_lo"};
  for (std::size_t i = 0; i < values.size(); ++i) layer.columns.push_back({&columns[i], values[i]});
  return layer;
}

// Per neighbourhood the row whose excess is surest; null where none is.
std::vector<const Row*> standing_out(const std::vector<Row>& rows, std::size_t zones) {
  std::vector<const Row*> best(zones, nullptr);
  for (const Row& row : rows) {
    if (row.here < few_reports || !(row.quotient.lower > 1)) continue;
    const Row*& known = best[row.zone];
    if (known == nullptr || row.quotient.lower > known->quotient.lower) known = &row;
  }
  return best;
}

// Categories in colours, the most frequent on the map first; a map cannot tell many colours apart.
Categorized look_of(const std::vector<const Row*>& best) {
  std::map<std::string, std::size_t> places;
  for (const Row* row : best)
    if (row != nullptr) ++places[row->category];
  std::vector<std::pair<std::size_t, std::string>> order;
  for (const auto& [name, count] : places) order.emplace_back(count, name);
  std::ranges::stable_sort(order, [](const auto& a, const auto& b) { return a.first > b.first; });
  Categorized look{.field = "lq_cat", .symbols = {}, .other = "No category stands out"};
  for (std::size_t i = 0; i < std::min(order.size(), kinds_apart.size()); ++i)
    look.symbols.push_back({{order[i].second, order[i].second}, with_alpha(kinds_apart[i], result_alpha)});
  if (order.size() > kinds_apart.size()) look.other = "Another category, or none";
  return look;
}

AddedColumns zone_columns_of(const std::vector<const Row*>& best) {
  Texts category;
  Reals value, lower;
  for (const Row* row : best) {
    row ? category.push_back(row->category) : category.push_null();
    value.values.push_back(row ? row->quotient.value : std::nan(""));
    lower.values.push_back(row ? row->quotient.lower : std::nan(""));
  }
  return {"neighbourhoods",
          {{&zone_columns[0], category}, {&zone_columns[1], value}, {&zone_columns[2], lower}},
          look_of(best),
          ""};
}

Contribution run(const Study& study, const Settings& settings, const Earlier&) {
  Contribution out;
  const std::vector<CategoryCount> known = known_categories(study);
  const CategoryMix mix = mix_of(study, settings, known);
  const std::vector<std::string> wanted = named_categories(settings, categories, known);
  const std::vector<Row> rows = rows_of(mix, wanted);
  const std::vector<const Row*> best = standing_out(rows, mix.here.size());
  const std::ptrdiff_t stand_out = std::ssize(best) - std::ranges::count(best, nullptr);
  out.findings.push_back(
      {"neighbourhoods", "category_stands_out", static_cast<double>(stand_out), Unit::count, Finding::Level::notice,
       fmt::format("in {} neighbourhoods a category stands out: its share is above that in all, with its interval",
                   stand_out)});
  if (mix.without_category > 0)
    out.findings.push_back(
        {"reports", "incidents_without_category", mix.without_category, Unit::count, Finding::Level::notice,
         fmt::format("{:g} incidents without a category are left out of the mix of categories", mix.without_category)});
  out.added.push_back(zone_columns_of(best));
  out.layers.push_back(table_of(study, rows));
  return out;
}

bool has_categories(const Study& study) {
  if (study.neighbourhoods.zones.size() < 2) return false;
  return known_categories(study).size() > 1;
}

}  // namespace

Analysis location_quotient_analysis() {
  return {.name = "location_quotient",
          .title = "Mix of categories",
          .summary = "Which categories a neighbourhood has more or less of than all neighbourhoods together.",
          .parameters = parameters(),
          .layers = layers(),
          .needs = "two neighbourhoods and two categories of reports or area counts",
          .after = "",
          .possible = has_categories,
          .run = run};
}

}  // namespace vigie
