// A count for each cell, drawn; everything else follows from the drawing by rules without chance.
#include "sample-maps/generator/first_map.h"

#include <fmt/format.h>

#include <array>
#include <string_view>

#include "sample-maps/generator/geojson.h"
#include "sample-maps/generator/reports.h"

namespace vigie::sample {
namespace {

constexpr int side = 6;
constexpr double cell = 100;  // metres
constexpr Point south_west{150000, 170000};

// North is up, as on a map: a hot corner, and one lone extreme cell.
constexpr std::array<std::array<int, side>, side> counts{{
    {0, 1, 0, 1, 1, 1},   //
    {0, 1, 1, 0, 12, 0},  //
    {0, 2, 0, 1, 0, 1},   //
    {4, 4, 1, 0, 1, 0},   //
    {7, 7, 3, 1, 0, 1},   //
    {9, 7, 4, 0, 1, 0},   //
}};

/// Corner of column and row, row 0 in the south.
Point corner(double column, double row) {
  return south_west + Point{column, row} * cell;
}

Polygon rectangle(double column, double row, double columns, double rows) {
  return {.outer = {corner(column, row), corner(column + columns, row), corner(column + columns, row + rows),
                    corner(column, row + rows)},
          .holes = {}};
}

/// The k-th report of a cell, at least 20 m from its edges; one report lies on the edge between two columns on purpose.
Point place_in(int column, int row, int k) {
  if (column == 1 && row == 4) return corner(1, 4.5);
  return corner(column, row) + Point{20.0 + (17 * column + 5 * row + 37 * k) % 61, 20.0 + (11 * row + 23 * k) % 61};
}

/// Steps of 31 days round and round the year, so that no corner has a season of its own. In the square of the watch
/// area that ended on 1 July, six reports come before that day and eight after.
Clock when_of(int number, int column, int row, int k) {
  constexpr Clock start_2024 = 365, early_afternoon = 46800;
  const bool in_square = column >= 4 && row >= 4;
  const int order = row == 4 ? k : 8 + column;
  const int day = !in_square ? 31 * number % 360 : order < 6 ? 20 + 25 * order : 200 + 18 * (order - 6);
  return (start_2024 + day) * day_seconds + early_afternoon;
}

std::string reports_csv() {
  constexpr std::array<std::string_view, 3> categories{"noise", "fly-tipping", "vandalism"};
  std::string text = "id,time,category,x,y\n";
  int number = 0;
  for (int row = 0; row < side; ++row) {
    for (int column = 0; column < side; ++column) {
      for (int k = 0; k < counts[side - 1 - row][column]; ++k) {
        const Point at = place_in(column, row, k);
        const std::string when = clock_text(when_of(number, column, row, k));
        text += fmt::format("R{:02},{},{},{:.0f},{:.0f}\n", number + 1, when.substr(0, 16),
                            categories[number % categories.size()], at.x, at.y);
        ++number;
      }
    }
  }
  return text;
}

std::string neighbourhoods() {
  struct Block {
    std::string_view id, name;
    int column, row, population, dwellings;
  };
  constexpr std::array<Block, 4> blocks{{{"01", "Southwest", 0, 0, 1150, 450},
                                         {"02", "Southeast", 3, 0, 500, 200},
                                         {"03", "Northwest", 0, 3, 500, 200},
                                         {"04", "Northeast", 3, 3, 850, 350}}};
  FeatureCollection collection("neighbourhoods");
  for (const Block& block : blocks)
    collection.add({{"id", quoted(block.id)},
                    {"name", quoted(block.name)},
                    {"population", fmt::format("{}", block.population)},
                    {"dwellings", fmt::format("{}", block.dwellings)}},
                   {rectangle(block.column, block.row, 3, 3)});
  return collection.text();
}

std::string watch_areas_text() {
  FeatureCollection collection("watch_areas");
  collection.add({{"id", quoted("W1")},
                  {"name", quoted("Corner watch")},
                  {"form", quoted("plp")},
                  {"valid_from", quoted("2020-01-01")},
                  {"valid_to", "null"},
                  {"status", quoted("active")},
                  {"last_verified", quoted("2024-10-01")},
                  {"members", "40"}},
                 {rectangle(0, 0, 2, 2)});
  collection.add({{"id", quoted("W2")},
                  {"name", quoted("Chat group")},
                  {"form", quoted("messaging_group")},
                  {"valid_from", quoted("2022-01-01")},
                  {"valid_to", quoted("2024-07-01")},
                  {"status", quoted("ended")},
                  {"last_verified", quoted("2024-06-30")},
                  {"members", "25"}},
                 {rectangle(4, 4, 2, 2)});
  return collection.text();
}

}  // namespace

Files first_map_files() {
  return {{"reports.csv", reports_csv()},
          {"neighbourhoods.geojson", neighbourhoods()},
          {"watch_areas.geojson", watch_areas_text()}};
}

}  // namespace vigie::sample
