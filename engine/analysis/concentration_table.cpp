// Columns of the table of concentration.
#include "engine/analysis/concentration_table.h"

#include <cmath>

#include "engine/base/missing.h"

namespace vigie {
namespace {

constexpr std::array<ClassName, 2> kinds_of_place{{{"cells", "Grid cells"}, {"neighbourhoods", "Neighbourhoods"}}};

constexpr std::array<OutputColumn, 20> concentration_columns{{
    {.name = "on", .title = "Kind of place", .help = "Over which places events are spread", .classes = kinds_of_place},
    {.name = "category", .title = "Category", .help = "Category of the reports; all: every report"},
    {.name = "n", .title = "Events", .unit = Unit::count, .help = "Events in all places together", .decimals = 0},
    {.name = "places",
     .title = "Number of places",
     .unit = Unit::count,
     .help = "Places with and without events",
     .decimals = 0},
    {.name = "gini",
     .title = "Gini coefficient",
     .help = "0 if every place has the same, near 1 if one has all; high by itself where events are fewer than places",
     .decimals = 3},
    {.name = "gini_g",
     .title = "Generalized Gini",
     .help = "The same, measured from the most even spread that so few events can have (Bernasco and Steenbeek)",
     .decimals = 3},
    {.name = "gini_gs",
     .title = "Generalized Gini, few events",
     .help = "Reaches 1 if all events lie in one place, however few they are",
     .decimals = 3},
    {.name = "null_mean",
     .title = "By chance",
     .help = "Mean generalized Gini of events placed at random over the baseline",
     .decimals = 3},
    {.name = "null_lo",
     .title = "By chance, lower limit",
     .help = "2.5 % limit of the random placements",
     .decimals = 3},
    {.name = "null_hi",
     .title = "By chance, upper limit",
     .help = "97.5 % limit of the random placements",
     .decimals = 3},
    {.name = "excess",
     .title = "Excess concentration",
     .help = "Generalized Gini above what chance gives",
     .decimals = 3},
    {.name = "p",
     .title = "p-value",
     .unit = Unit::probability,
     .help = "Two-sided, from the random placements",
     .decimals = 4},
    {.name = "top5",
     .title = "In the top 5 % of places",
     .unit = Unit::share,
     .help = "Share of events in the places with the most, by the Lorenz curve"},
    {.name = "top10",
     .title = "In the top 10 % of places",
     .unit = Unit::share,
     .help = "Share of events in the places with the most, by the Lorenz curve"},
    {.name = "top20",
     .title = "In the top 20 % of places",
     .unit = Unit::share,
     .help = "Share of events in the places with the most, by the Lorenz curve"},
    {.name = "n25",
     .title = "Places with 25 % of events",
     .unit = Unit::count,
     .help = "Smallest number of places that hold this part of the events",
     .decimals = 0},
    {.name = "n50",
     .title = "Places with 50 % of events",
     .unit = Unit::count,
     .help = "Smallest number of places that hold this part of the events",
     .decimals = 0},
    {.name = "n80",
     .title = "Places with 80 % of events",
     .unit = Unit::count,
     .help = "Smallest number of places that hold this part of the events",
     .decimals = 0},
    {.name = "null_n50",
     .title = "Places with 50 % by chance",
     .unit = Unit::count,
     .help = "Mean smallest number of places that hold half of the events when these are placed at random",
     .decimals = 1},
    {.name = "note", .title = "Note", .help = "Why a value is missing"},
}};

template <class Get>
Reals reals(const std::vector<ConcentrationRow>& rows, Get get) {
  Reals values;
  for (const ConcentrationRow& row : rows) values.values.push_back(get(row));
  return values;
}

template <class Get>
Integers integers(const std::vector<ConcentrationRow>& rows, Get get) {
  Integers values;
  for (const ConcentrationRow& row : rows) values.values.push_back(get(row));
  return values;
}

// Without events no number of places holds a part of them.
Integers holding(const std::vector<ConcentrationRow>& rows, std::size_t part) {
  return integers(rows,
                  [part](const ConcentrationRow& row) { return row.events > 0 ? row.holding[part] : no_integer; });
}

}  // namespace

ConcentrationRow concentration_row(std::string_view on, const std::string& category, const CountLevels& levels) {
  ConcentrationRow row{.on = on, .category = category, .events = levels.events, .places = levels.places};
  row.gini = gini(levels);
  row.generalized = generalized_gini(levels);
  row.small_sample = generalized_gini_small_sample(levels);
  row.top = {top_share(levels, 0.05), top_share(levels, 0.1), top_share(levels, 0.2)};
  row.holding = {places_holding(levels, 0.25), places_holding(levels, 0.5), places_holding(levels, 0.8)};
  row.chance = {no_number, no_number, no_number, no_number, {no_number}};
  if (!(levels.events > 0)) row.note = "zero_denominator";
  return row;
}

OutputLayer concentration_layer() {
  return {"concentration", "Concentration", "How few places hold how many events, in all and by category.",
          concentration_columns,
          "Few events concentrate by chance alone; compare with the random placement, never two Ginis by themselves."};
}

NewLayer concentration_table(const std::vector<ConcentrationRow>& rows) {
  using Row = ConcentrationRow;
  static const OutputLayer declared = concentration_layer();
  Texts on, category, note;
  for (const Row& row : rows) {
    on.push_back(row.on);
    category.push_back(row.category);
    row.note.empty() ? note.push_null() : note.push_back(row.note);
  }
  std::vector<Values> values;
  values.emplace_back(std::move(on));
  values.emplace_back(std::move(category));
  values.emplace_back(reals(rows, [](const Row& row) { return row.events; }));
  values.emplace_back(integers(rows, [](const Row& row) { return row.places; }));
  values.emplace_back(reals(rows, [](const Row& row) { return row.gini; }));
  values.emplace_back(reals(rows, [](const Row& row) { return row.generalized; }));
  values.emplace_back(reals(rows, [](const Row& row) { return row.small_sample; }));
  values.emplace_back(reals(rows, [](const Row& row) { return row.chance.mean; }));
  values.emplace_back(reals(rows, [](const Row& row) { return row.chance.lower; }));
  values.emplace_back(reals(rows, [](const Row& row) { return row.chance.upper; }));
  values.emplace_back(reals(rows, [](const Row& row) { return row.generalized - row.chance.mean; }));
  values.emplace_back(reals(rows, [](const Row& row) { return row.chance.p; }));
  for (std::size_t part : {0, 1, 2}) values.emplace_back(reals(rows, [part](const Row& row) { return row.top[part]; }));
  for (std::size_t part : {0, 1, 2}) values.emplace_back(holding(rows, part));
  values.emplace_back(reals(rows, [](const Row& row) { return row.chance.holding[0]; }));
  values.emplace_back(std::move(note));
  NewLayer table{.declared = &declared, .geometries = {}, .columns = {}, .look = {}, .sort_by = ""};
  for (std::size_t i = 0; i < values.size(); ++i)
    table.columns.push_back({&concentration_columns[i], std::move(values[i])});
  return table;
}

}  // namespace vigie
