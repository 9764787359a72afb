// Components without pairs: in a cell whose diagonal is the distance everything is near enough, so that reports there
// are linked where their open times overlap, and a cell becomes a row of runs; only runs of neighboring cells that
// overlap in time are looked at report by report, and only until the first link.
#include "engine/statistics/incident_links.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <compare>
#include <numeric>
#include <tuple>
#include <utility>

#include "engine/data/shapes.h"
#include "engine/statistics/incident_cuts.h"

namespace vigie {
namespace {

struct Cell {
  std::int32_t category = 0;
  std::int64_t column = 0, row = 0;
  auto operator<=>(const Cell&) const = default;
};

struct Item {
  Cell cell;
  OpenReport report;
};

// Consecutive items of one cell whose open times chain up: [from, to] without a gap.
struct Run {
  std::size_t first = 0, last = 0;  // items
  Instant from = 0, to = 0;
};

struct OccupiedCell {
  Cell at;
  std::size_t first_run = 0, last_run = 0;
};

class Components {
 public:
  explicit Components(std::size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), std::size_t{0}); }
  std::size_t root(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void join(std::size_t a, std::size_t b) {
    a = root(a);
    b = root(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::size_t> parent_;
};

// A hair less than the distance over the root of two, so that rounding never makes a cell's diagonal too long.
double cell_side(double distance) {
  return distance * 0.70710678118654752 * (1 - 1e-9);
}

std::vector<Item> items_of(const LinkableReports& reports, const LinkRule& rule) {
  constexpr double day = 86'400'000;
  const auto open = static_cast<Instant>(rule.days * day);
  const double side = cell_side(rule.distance);
  std::vector<Item> items;
  items.reserve(reports.x.size());
  for (std::size_t i = 0; i < reports.x.size(); ++i) {
    if (reports.time[i] == no_instant || reports.category[i] < 0) continue;
    const Instant from = reports.time[i], closed = reports.closed.empty() ? no_instant : reports.closed[i];
    items.push_back({{reports.category[i], static_cast<std::int64_t>(std::floor(reports.x[i] / side)),
                      static_cast<std::int64_t>(std::floor(reports.y[i] / side))},
                     {{reports.x[i], reports.y[i]}, from, closed >= from ? closed : from + open, i}});
  }
  std::ranges::sort(items, [](const Item& a, const Item& b) {
    return std::tie(a.cell, a.report.from) < std::tie(b.cell, b.report.from);
  });
  return items;
}

struct OccupiedLattice {
  std::vector<Run> runs;
  std::vector<OccupiedCell> cells;  // ascending
};

OccupiedLattice lattice_of(const std::vector<Item>& items) {
  OccupiedLattice lattice;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const OpenReport& report = items[i].report;
    const bool same_cell = i > 0 && items[i].cell == items[i - 1].cell;
    if (!same_cell) lattice.cells.push_back({items[i].cell, lattice.runs.size(), lattice.runs.size()});
    if (same_cell && report.from <= lattice.runs.back().to) {
      Run& run = lattice.runs.back();
      run.last = i + 1;
      run.to = std::max(run.to, report.to);
    } else {
      lattice.runs.push_back({i, i + 1, report.from, report.to});
      ++lattice.cells.back().last_run;
    }
  }
  return lattice;
}

class Linker {
 public:
  Linker(const std::vector<Item>& items, const OccupiedLattice& lattice, double distance)
      : items_(items), lattice_(lattice), limit_(distance * distance), components_(lattice.runs.size()) {}

  // Cells at most two columns and rows away may hold a report within the distance. Only those that come later are
  // visited; for each column the place of the first of them moves forward only.
  Components run() && {
    const std::vector<OccupiedCell>& cells = lattice_.cells;
    std::array<std::size_t, 3> ahead{};
    for (const OccupiedCell& cell : cells)
      for (std::int64_t column = 0; column <= 2; ++column) {
        std::size_t& next = ahead[static_cast<std::size_t>(column)];
        const Cell from{cell.at.category, cell.at.column + column, column == 0 ? cell.at.row + 1 : cell.at.row - 2};
        const Cell to{cell.at.category, cell.at.column + column, cell.at.row + 2};
        while (next < cells.size() && cells[next].at < from) ++next;
        for (std::size_t other = next; other < cells.size() && cells[other].at <= to; ++other)
          link_cells(cell, cells[other]);
      }
    return std::move(components_);
  }

 private:
  // Runs of a cell stand in order of time and do not overlap each other.
  void link_cells(const OccupiedCell& a, const OccupiedCell& b) {
    std::size_t i = a.first_run, j = b.first_run;
    while (i < a.last_run && j < b.last_run) {
      const Run &left = lattice_.runs[i], &right = lattice_.runs[j];
      if (left.from <= right.to && right.from <= left.to && components_.root(i) != components_.root(j) &&
          any_link(left, right))
        components_.join(i, j);
      (left.to < right.to ? i : j) += 1;
    }
  }

  bool any_link(const Run& a, const Run& b) const {
    for (std::size_t i = a.first; i < a.last; ++i)
      for (std::size_t j = b.first; j < b.last; ++j)
        if (open_together(items_[i].report, items_[j].report) &&
            squared_distance(items_[i].report.at, items_[j].report.at) <= limit_)
          return true;
    return false;
  }

  const std::vector<Item>& items_;
  const OccupiedLattice& lattice_;
  double limit_;
  Components components_;
};

// Items by component; single ones are left out.
std::vector<std::vector<OpenReport>> groups_of(const std::vector<Item>& items, const OccupiedLattice& lattice,
                                               Components components) {
  std::vector<std::size_t> size(lattice.runs.size(), 0), place(lattice.runs.size(), 0);
  for (std::size_t run = 0; run < lattice.runs.size(); ++run)
    size[components.root(run)] += lattice.runs[run].last - lattice.runs[run].first;
  std::vector<std::vector<OpenReport>> groups;
  for (std::size_t run = 0; run < lattice.runs.size(); ++run) {
    const std::size_t root = components.root(run);
    if (size[root] < 2) continue;
    if (run == root) {
      place[root] = groups.size();
      groups.emplace_back().reserve(size[root]);
    }
    for (std::size_t i = lattice.runs[run].first; i < lattice.runs[run].last; ++i)
      groups[place[root]].push_back(items[i].report);
  }
  return groups;
}

}  // namespace

std::vector<std::int64_t> linked_incidents(const LinkableReports& reports, const LinkRule& rule) {
  const std::vector<Item> items = items_of(reports, rule);
  const OccupiedLattice lattice = lattice_of(items);
  std::vector<std::int64_t> incident(reports.x.size());
  std::iota(incident.begin(), incident.end(), std::int64_t{0});
  for (std::vector<OpenReport>& group : groups_of(items, lattice, Linker(items, lattice, rule.distance).run()))
    for (const std::vector<std::size_t>& members : cut_to_width(std::move(group), rule.distance)) {
      const std::size_t first = *std::ranges::min_element(members);
      for (std::size_t member : members) incident[member] = static_cast<std::int64_t>(first);
    }
  return incident;
}

}  // namespace vigie
