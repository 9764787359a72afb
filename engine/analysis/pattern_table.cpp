// Columns of the table of point pattern statistics.
#include "engine/analysis/pattern_table.h"

#include <array>

namespace vigie {
namespace {

constexpr std::array<ClassName, 18> statistics{{{"nearest_neighbor", "Nearest neighbor index"},
                                                {"nearest_neighbor_donnelly", "Nearest neighbor index, edge-corrected"},
                                                {"k_none", "Ripley's K, uncorrected"},
                                                {"k_border", "Ripley's K, border correction"},
                                                {"k_translation", "Ripley's K, translation correction"},
                                                {"k_isotropic", "Ripley's K, isotropic correction"},
                                                {"l_none", "Besag's L, uncorrected"},
                                                {"l_border", "Besag's L, border correction"},
                                                {"l_translation", "Besag's L, translation correction"},
                                                {"l_isotropic", "Besag's L, isotropic correction"},
                                                {"cross_k_none", "Cross K, uncorrected"},
                                                {"cross_k_border", "Cross K, border correction"},
                                                {"cross_k_translation", "Cross K, translation correction"},
                                                {"cross_k_isotropic", "Cross K, isotropic correction"},
                                                {"cross_l_none", "Cross L, uncorrected"},
                                                {"cross_l_border", "Cross L, border correction"},
                                                {"cross_l_translation", "Cross L, translation correction"},
                                                {"cross_l_isotropic", "Cross L, isotropic correction"}}};

constexpr std::array<OutputColumn, 11> columns{{
    {.name = "statistic",
     .title = "Statistic",
     .help = "Nearest neighbor index, Ripley's K or Besag's L, with the edge correction",
     .classes = statistics},
    {.name = "radius",
     .title = "Radius",
     .unit = Unit::metre,
     .help = "Distance up to which neighbors count; NULL for the nearest neighbor index",
     .decimals = 1},
    {.name = "value",
     .title = "Value",
     .help = "Index: mean distance over the expected one; K in square metres, L in metres",
     .decimals = 4},
    {.name = "expected",
     .title = "Expected value",
     .help =
         "For points placed at random: 1 for the index, the circle's area for K, the radius for L; for cross K and L "
         "those of both categories together",
     .decimals = 4},
    {.name = "lo",
     .title = "Lower limit by chance",
     .help = "Index: 95 % limit; K and L: lower edge of the global 95 % envelope by chance",
     .decimals = 4},
    {.name = "hi",
     .title = "Upper limit by chance",
     .help = "Index: 95 % limit; K and L: upper edge of the global 95 % envelope by chance",
     .decimals = 4},
    {.name = "z",
     .title = "z-score",
     .help = "Index: below 0 clustered; K and L: L less its mean over random patterns, over their deviation, above 0 "
             "clustered"},
    {.name = "p",
     .title = "p-value",
     .unit = Unit::probability,
     .help = "Two-sided; K and L: one p for the whole curve, the same at every radius",
     .decimals = 4},
    {.name = "n", .title = "Points", .unit = Unit::count, .help = "Reports that were measured", .decimals = 0},
    {.name = "draws",
     .title = "Random patterns",
     .unit = Unit::count,
     .help = "Patterns placed at random behind limits and p-value",
     .decimals = 0},
    {.name = "note", .title = "Note", .help = "Why a value is missing"},
}};

template <class Get>
Reals reals(const std::vector<PatternRow>& rows, Get get) {
  Reals values;
  for (const PatternRow& row : rows) values.values.push_back(row.*get);
  return values;
}

template <class Get>
Integers integers(const std::vector<PatternRow>& rows, Get get) {
  Integers values;
  for (const PatternRow& row : rows) values.values.push_back(row.*get);
  return values;
}

}  // namespace

OutputLayer pattern_layer() {
  return {"point_pattern", "Point pattern",
          "Whether reports lie closer together or further apart than points placed at random, at which distances.",
          columns,
          "People and addresses cluster too: against an even spread nearly every town is clustered; this does not say "
          "why."};
}

NewLayer pattern_table(const std::vector<PatternRow>& rows) {
  using Row = PatternRow;
  static const OutputLayer declared = pattern_layer();
  Texts statistic, note;
  for (const Row& row : rows) {
    statistic.push_back(row.statistic);
    row.note.empty() ? note.push_null() : note.push_back(row.note);
  }
  const std::array<Values, columns.size()> values{statistic,
                                                  reals(rows, &Row::radius),
                                                  reals(rows, &Row::value),
                                                  reals(rows, &Row::expected),
                                                  reals(rows, &Row::lower),
                                                  reals(rows, &Row::upper),
                                                  reals(rows, &Row::z),
                                                  reals(rows, &Row::p),
                                                  integers(rows, &Row::n),
                                                  integers(rows, &Row::simulations),
                                                  note};
  NewLayer table{.declared = &declared, .geometries = {}, .columns = {}, .look = {}, .sort_by = ""};
  for (std::size_t i = 0; i < columns.size(); ++i) table.columns.push_back({&columns[i], values[i]});
  return table;
}

}  // namespace vigie
