// Classes beside each other, and an exact test of the reports around each cell.
#include "engine/analysis/change_cells.h"

#include <array>
#include <cmath>
#include <numbers>

#include "engine/base/missing.h"
#include "engine/base/parallel.h"
#include "engine/data/palette.h"
#include "engine/statistics/fdr.h"
#include "engine/statistics/rate_ratio.h"

namespace vigie {
namespace {

constexpr std::array<ClassName, 5> kinds{{{"new", "Newly hot"},
                                          {"up", "Hotter, or less cold"},
                                          {"same", "Same class"},
                                          {"down", "Less hot, or colder"},
                                          {"cleared", "No longer hot"}}};

constexpr std::array<OutputColumn, 7> cell_columns{{
    {.name = "cell_id", .title = "Cell", .help = "Stable name: shape, size in metres, lattice column and row"},
    {.name = "bin_was", .title = "Bin before", .help = "Confidence bin of the release compared with", .decimals = 0},
    {.name = "bin_now", .title = "Bin now", .help = "Confidence bin of this release", .decimals = 0},
    {.name = "class",
     .title = "Change of class",
     .help = "new and cleared cross into and out of bin 1; NULL where a bin is missing",
     .classes = kinds},
    {.name = "n_was", .title = "Reports before", .unit = Unit::count, .help = "As counted then", .decimals = 0},
    {.name = "n_now", .title = "Reports now", .unit = Unit::count, .help = "As counted now", .decimals = 0},
    {.name = "q",
     .title = "q-value of the change",
     .unit = Unit::probability,
     .help = "Exact p-value of no change in the cell and the cells that touch it, corrected for testing all cells",
     .decimals = 4},
}};

constexpr OutputLayer declared{"hotspot_change", "Change of hot spots",
                               "The class of each cell in the release compared with and in this one.", cell_columns,
                               "A cell near a limit between classes may cross it by chance; q says whether the reports "
                               "changed."};

// The cells that touch a cell, by the points where their centres would be.
std::vector<Point> steps_to_neighbors(const Grid& grid) {
  std::vector<Point> steps;
  if (grid.shape == CellShape::hexagon) {
    for (int i = 0; i < 6; ++i) {
      const double angle = i * std::numbers::pi / 3;
      steps.push_back({grid.cell_size * std::cos(angle), grid.cell_size * std::sin(angle)});
    }
    return steps;
  }
  for (int y = -1; y <= 1; ++y)
    for (int x = -1; x <= 1; ++x)
      if (x != 0 || y != 0) steps.push_back({x * grid.cell_size, y * grid.cell_size});
  return steps;
}

// NaN in a cell that the release withholds leaves its surroundings untested.
std::vector<double> sums_around(const Grid& grid, const std::vector<std::int64_t>& listed,
                                const std::vector<double>& values) {
  const std::vector<Point> steps = steps_to_neighbors(grid);
  std::vector<double> sums(listed.size());
  constexpr std::size_t chunk = 4096;
  parallel_chunks(listed.size(), chunk, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const Point centre = grid.centre(listed[i]);
      double sum = values[static_cast<std::size_t>(listed[i])];
      for (const Point& step : steps)
        if (const std::int64_t cell = grid.cell_at({centre.x + step.x, centre.y + step.y}); cell >= 0)
          sum += values[static_cast<std::size_t>(cell)];
      sums[i] = sum;
    }
  });
  return sums;
}

void test_surroundings(const Study& study, CellChanges& changes) {
  const Cells& cells = study.cells;
  std::vector<double> then(cells.n.size(), 0);
  for (std::size_t i = 0; i < cells.listed.size(); ++i)
    then[static_cast<std::size_t>(cells.listed[i])] = changes.n_was[i];
  const std::vector<double> before = sums_around(cells.grid, cells.listed, then);
  const std::vector<double> now = sums_around(cells.grid, cells.listed, {cells.n.begin(), cells.n.end()});
  std::vector<double> p(before.size(), no_number);
  changes.direction.assign(before.size(), 0);
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (!changes.was[i] || !changes.now[i]) continue;
    p[i] = rate_ratio(before[i], 1, now[i], 1).p;
    changes.direction[i] = now[i] > before[i] ? 1 : now[i] < before[i] ? -1 : 0;
  }
  // Surroundings overlap, so the tests hang together in ways that Benjamini & Hochberg do not cover.
  changes.q = q_values(p, Correction::fdr_by);
}

std::optional<int> bin_at(std::int64_t value) {
  return value == no_integer ? std::nullopt : std::optional(static_cast<int>(value));
}

}  // namespace

std::string_view cell_kind(int was, int now) {
  if (was < 1 && now >= 1) return "new";
  if (was >= 1 && now < 1) return "cleared";
  return now > was ? "up" : now < was ? "down" : "same";
}

CellChanges cell_changes(const Study& study, const Release& release, const std::vector<std::int64_t>& bins) {
  CellChanges changes;
  for (std::size_t i = 0; i < study.cells.listed.size(); ++i) {
    const auto known = release.cells.find(study.cells.grid.id(study.cells.listed[i]));
    const bool found = known != release.cells.end();
    changes.was.push_back(found ? known->second.bin : std::nullopt);
    // A cell that the release does not list had no report.
    changes.n_was.push_back(found ? known->second.n : release.stands() ? 0 : no_number);
    changes.now.push_back(bin_at(bins[i]));
    const bool both = changes.was.back() && changes.now.back();
    changes.kind.push_back(both ? std::optional(cell_kind(*changes.was.back(), *changes.now.back())) : std::nullopt);
  }
  test_surroundings(study, changes);
  return changes;
}

const OutputLayer& hotspot_change_layer() {
  return declared;
}

NewLayer make_hotspot_change_layer(const Study& study, const CellChanges& changes) {
  Texts id, kind;
  Integers was, now, n_was, n_now;
  const auto add = [](Integers& to, const std::optional<int>& bin) { to.values.push_back(bin ? *bin : no_integer); };
  for (std::size_t i = 0; i < study.cells.listed.size(); ++i) {
    const std::int64_t cell = study.cells.listed[i];
    id.push_back(study.cells.grid.id(cell));
    add(was, changes.was[i]);
    add(now, changes.now[i]);
    changes.kind[i] ? kind.push_back(*changes.kind[i]) : kind.push_null();
    n_was.values.push_back(std::isnan(changes.n_was[i]) ? no_integer
                                                        : static_cast<std::int64_t>(std::llround(changes.n_was[i])));
    n_now.values.push_back(study.cells.n[static_cast<std::size_t>(cell)]);
  }
  NewLayer layer{.declared = &declared,
                 .geometries = GridCells{study.cells.grid, study.cells.listed},
                 .columns = {},
                 .look = {},
                 .sort_by = "bin_now"};
  layer.columns = {{&cell_columns[0], std::move(id)},    {&cell_columns[1], std::move(was)},
                   {&cell_columns[2], std::move(now)},   {&cell_columns[3], std::move(kind)},
                   {&cell_columns[4], std::move(n_was)}, {&cell_columns[5], std::move(n_now)},
                   {&cell_columns[6], Reals{changes.q}}};
  layer.look = Categorized{.field = "class",
                           .symbols = {{{"new", "Newly hot"}, gi_bin_colour(3)},
                                       {{"up", "Hotter, or less cold"}, gi_bin_colour(1)},
                                       {{"same", "Same class"}, gi_bin_colour(0)},
                                       {{"down", "Less hot, or colder"}, gi_bin_colour(-1)},
                                       {{"cleared", "No longer hot"}, gi_bin_colour(-3)}},
                           .other = "No result"};
  return layer;
}

}  // namespace vigie
