// Global statistics of one kind of place, and their table.
#include "engine/analysis/global_table.h"

#include <array>
#include <cmath>

#include "engine/base/missing.h"

namespace vigie {
namespace {

constexpr std::array<ClassName, 3> statistics{
    {{"moran_i", "Moran's I"}, {"geary_c", "Geary's c"}, {"general_g", "General G (Getis-Ord)"}}};
constexpr std::array<ClassName, 2> kinds{{{"cells", "Cells"}, {"neighbourhoods", "Neighbourhoods"}}};

constexpr std::array<OutputColumn, 12> columns{{
    {.name = "statistic", .title = "Statistic", .help = "Moran's I, Geary's c or general G", .classes = statistics},
    {.name = "on", .title = "Kind of place", .help = "Cells or neighbourhoods", .classes = kinds},
    {.name = "value", .title = "Value", .help = "Value of the statistic", .decimals = 4},
    {.name = "expected", .title = "Expected value", .help = "Mean if the values were placed at random", .decimals = 4},
    {.name = "variance", .title = "Variance", .help = "Variance if the values were placed at random", .decimals = 6},
    {.name = "z",
     .title = "z-score",
     .help = "Value less expected value, over the standard deviation; Geary's is negative where similar values meet"},
    {.name = "p",
     .title = "p-value",
     .unit = Unit::probability,
     .help = "Two-sided, from the normal distribution",
     .decimals = 4},
    {.name = "p_perm",
     .title = "p-value by permutation",
     .unit = Unit::probability,
     .help = "Two-sided, from values placed at random; NULL where this would take too long",
     .decimals = 4},
    {.name = "draws",
     .title = "Permutations",
     .unit = Unit::count,
     .help = "Random placements behind the p-value by permutation",
     .decimals = 0},
    {.name = "n", .title = "Places", .unit = Unit::count, .help = "Places with a value", .decimals = 0},
    {.name = "n_islands",
     .title = "Islands",
     .unit = Unit::count,
     .help = "Places without neighbors, which lower the number of places in the moments",
     .decimals = 0},
    {.name = "note", .title = "Note", .help = "Why a value is missing"},
}};

struct Columns {
  Texts statistic, on, note;
  Reals value, expected, variance, z, p, p_perm;
  Integers draws, n, n_islands;
};

void add_row(Columns& out, const GlobalStatistics& of, std::string_view statistic, const GlobalTest& test,
             double permuted) {
  out.statistic.push_back(statistic);
  out.on.push_back(of.on);
  out.value.values.push_back(test.value);
  out.expected.values.push_back(test.expected);
  out.variance.values.push_back(test.variance);
  out.z.values.push_back(test.z);
  out.p.values.push_back(test.p);
  out.p_perm.values.push_back(permuted);
  out.draws.values.push_back(std::isnan(permuted) ? no_integer : of.permutations);
  out.n.values.push_back(static_cast<std::int64_t>(of.places));
  out.n_islands.values.push_back(static_cast<std::int64_t>(of.islands));
  if (!std::isnan(test.value)) {
    out.note.push_null();
  } else {
    out.note.push_back(of.places < of.islands + 4 ? "insufficient_data" : "no_variance");
  }
}

// Links as given, islands and places counted.
void count_places(const NeighborSums& sums, GlobalStatistics& out) {
  for (double weight : sums.weight) {
    if (std::isnan(weight)) continue;
    ++out.places;
    out.islands += weight > 0 ? 0 : 1;
  }
}

// The number of links for binary weights, and a fair guess for others: (sum w)^2 / sum w^2 is at most their number.
double link_count(const NeighborSums& sums) {
  double links = 0;
  for (std::size_t i = 0; i < sums.weight.size(); ++i)
    if (sums.squared[i] > 0) links += sums.weight[i] * sums.weight[i] / sums.squared[i];
  return links;
}

}  // namespace

GlobalStatistics global_statistics(std::string_view on, std::span<const double> values, const NeighborSums& sums,
                                   const Weights& weights, const MapDraws& draws, double most_cost) {
  const auto links = [&](Standardization standardization) {
    return std::visit([&](const auto& given) { return link_moments(sums, given, standardization); }, weights);
  };
  const LinkMoments rows = links(Standardization::rows), given = links(Standardization::none);
  GlobalStatistics result;
  result.on = on;
  count_places(sums, result);
  for (double value : values) result.negative = result.negative || value < 0;
  result.tests.moran = morans_i(values, sums, rows);
  result.tests.geary = gearys_c(values, sums, rows);
  if (!result.negative) result.tests.general_g = general_g(values, sums, given);
  result.moran_variance_normality = morans_i(values, sums, rows, Assumption::normality).variance;
  result.cost = draws.permutations * (static_cast<double>(result.places) + link_count(sums));
  if (draws.permutations < 1 || result.cost > most_cost) return result;
  const auto neighbor_sum = [&](std::span<const double> drawn) {
    return std::visit([&](const auto& of) { return neighbor_sums(drawn, of).value; }, weights);
  };
  result.permuted = permuted_map(values, sums, result.tests, rows, given, neighbor_sum, draws);
  result.permutations = draws.permutations;
  return result;
}

OutputLayer global_statistics_layer() {
  return {"global_statistics", "Global statistics",
          "Whether similar values lie near each other over the whole map, one number per statistic.", columns,
          "One number for a whole map says neither where nor why."};
}

NewLayer global_statistics_table(const std::vector<GlobalStatistics>& all) {
  Columns out;
  for (const GlobalStatistics& of : all) {
    const MapPermutation permuted = of.permuted.value_or(MapPermutation{no_number, no_number, no_number});
    add_row(out, of, "moran_i", of.tests.moran, permuted.moran);
    add_row(out, of, "geary_c", of.tests.geary, permuted.geary);
    if (!of.negative) add_row(out, of, "general_g", of.tests.general_g, permuted.general_g);
  }
  static const OutputLayer declared = global_statistics_layer();
  NewLayer layer{.declared = &declared, .geometries = {}, .columns = {}, .look = {}, .sort_by = ""};
  const std::array<Values, columns.size()> values{out.statistic, out.on, out.value,     out.expected,
                                                  out.variance,  out.z,  out.p,         out.p_perm,
                                                  out.draws,     out.n,  out.n_islands, out.note};
  for (std::size_t i = 0; i < columns.size(); ++i) layer.columns.push_back({&columns[i], values[i]});
  return layer;
}

}  // namespace vigie
