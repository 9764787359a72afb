// Point lookup: walk from a raster cell's corner, whose zones are known, to the point and count what is crossed.
#include "engine/geometry/zone_index.h"

#include <algorithm>
#include <array>
#include <map>

#include "engine/base/large_array.h"
#include "engine/base/parallel.h"
#include "engine/geometry/exact_predicates.h"

namespace vigie {
namespace {

// More cells answer more points at once, fewer are built and cached faster; 1024 x 1024 suits a city.
std::size_t raster_cells(std::size_t edges) {
  return std::clamp<std::size_t>(edges * 10, 1 << 12, 1 << 20);
}

constexpr std::int32_t look_closer = -2;

// All points are moved by the same infinitesimal step (moved_orientation): no path meets a vertex.

bool crosses_going_east(const ZoneEdge& edge, Point from, Point to) {
  return (edge.a.y > from.y) != (edge.b.y > from.y) &&
         moved_orientation(edge.a, edge.b, from) != moved_orientation(edge.a, edge.b, to);
}

bool crosses_going_north(const ZoneEdge& edge, Point from, Point to) {
  return (edge.a.x > from.x) != (edge.b.x > from.x) &&
         moved_orientation(edge.a, edge.b, from) != moved_orientation(edge.a, edge.b, to);
}

void toggle(std::vector<std::uint32_t>& set, std::uint32_t zone) {
  const auto at = std::ranges::lower_bound(set, zone);
  if (at != set.end() && *at == zone) {
    set.erase(at);
  } else {
    set.insert(at, zone);
  }
}

}  // namespace

ZoneIndex::ZoneIndex(std::span<const MultiPolygon> zones)
    : edges_(zone_edges(zones)), raster_(edges_, 0, raster_cells(edges_.size())) {
  if (edges_.empty()) return;
  fill_corner_sets();
  fill_answers();
}

void ZoneIndex::fill_corner_sets() {
  std::map<std::vector<std::uint32_t>, std::uint32_t> numbers{{{}, 0}};
  corner_.resize(raster_.columns() * raster_.rows());
  for (std::size_t row = 0; row < raster_.rows(); ++row) {
    // The frame of the raster lies outside all zones: each row starts with nobody.
    std::vector<std::uint32_t> set;
    std::uint32_t number = 0;
    for (std::size_t column = 0; column < raster_.columns(); ++column) {
      corner_[row * raster_.columns() + column] = number;
      const Point from{raster_.west(column), raster_.south(row)}, to{raster_.west(column + 1), from.y};
      bool changed = false;
      for (const std::uint32_t i : raster_.edges_in(column, row))
        if (crosses_going_east(edges_[i], from, to)) {
          toggle(set, edges_[i].zone);
          changed = true;
        }
      if (!changed) continue;
      const auto [known, is_new] = numbers.try_emplace(set, static_cast<std::uint32_t>(numbers.size()));
      number = known->second;
      if (!is_new) continue;
      members_.insert(members_.end(), set.begin(), set.end());
      set_start_.push_back(static_cast<std::uint32_t>(members_.size()));
    }
  }
}

void ZoneIndex::fill_answers() {
  answer_.resize(corner_.size());
  for (std::size_t cell = 0; cell < answer_.size(); ++cell) {
    const std::span<const std::uint32_t> held = corner_set(cell);
    answer_[cell] = held.empty() ? -1 : static_cast<std::int32_t>(held.front());
    if (!raster_.edges_in(cell).empty()) answer_[cell] = look_closer;
  }
}

std::span<const std::uint32_t> ZoneIndex::corner_set(std::size_t cell) const {
  const std::uint32_t set = corner_[cell];
  return std::span(members_).subspan(set_start_[set], set_start_[set + 1] - set_start_[set]);
}

// Calls visit(zone) for each zone that holds p, ascending, until it returns false.
template <typename Visit>
void ZoneIndex::visit_holders(Point p, Visit visit) const {
  if (edges_.empty() || !raster_.covers(p)) return;
  const std::size_t column = raster_.column_of(p.x), row = raster_.row_of(p.y);
  std::span<const std::uint32_t> held = corner_set(row * raster_.columns() + column);
  const std::span<const std::uint32_t> near = raster_.edges_in(column, row);
  const Point corner{raster_.west(column), raster_.south(row)}, turn{corner.x, p.y};
  // Both lists ascend by zone: they are merged.
  for (std::size_t i = 0; i < near.size() || !held.empty();) {
    std::uint32_t zone = i < near.size() ? edges_[near[i]].zone : held.front();
    if (!held.empty()) zone = std::min(zone, held.front());
    bool inside = !held.empty() && held.front() == zone;
    if (inside) held = held.subspan(1);
    bool on_border = false;
    for (; i < near.size() && edges_[near[i]].zone == zone; ++i) {
      const ZoneEdge& edge = edges_[near[i]];
      if (crosses_going_north(edge, corner, turn)) inside = !inside;
      if (crosses_going_east(edge, turn, p)) inside = !inside;
      on_border = on_border || on_segment(edge.a, edge.b, p);
    }
    if ((inside || on_border) && !visit(static_cast<std::int32_t>(zone))) return;
  }
}

std::size_t ZoneIndex::raster_cell_at(Point p) const {
  if (edges_.empty() || !raster_.covers(p)) return no_cell;
  return raster_.row_of(p.y) * raster_.columns() + raster_.column_of(p.x);
}

std::int32_t ZoneIndex::zone_at(Point p) const {
  const std::size_t cell = raster_cell_at(p);
  if (cell == no_cell) return -1;
  return answer_[cell] == look_closer ? first_holder(p) : answer_[cell];
}

std::int32_t ZoneIndex::first_holder(Point p) const {
  std::int32_t first = -1;
  visit_holders(p, [&](std::int32_t zone) {
    first = zone;
    return false;
  });
  return first;
}

std::vector<std::int32_t> ZoneIndex::zones_at(std::span<const double> x, std::span<const double> y) const {
  std::vector<std::int32_t> zones = filled_vector<std::int32_t>(x.size(), -1);
  parallel_chunks(x.size(), 16384, [&](std::size_t begin, std::size_t end) {
    for (std::size_t first = begin; first < end; first += batch) {
      const std::size_t count = std::min(batch, end - first);
      answer(x.subspan(first, count), y.subspan(first, count), std::span(zones).subspan(first, count));
    }
  });
  return zones;
}

// Points lie anywhere, and so does in memory what is known of their cells: each step asks for what the next one uses,
// of all points, before the first is looked at.
void ZoneIndex::answer(std::span<const double> x, std::span<const double> y, std::span<std::int32_t> zones) const {
  std::array<std::size_t, batch> cells;
  for (std::size_t i = 0; i < zones.size(); ++i) {
    cells[i] = raster_cell_at({x[i], y[i]});
    if (cells[i] != no_cell) __builtin_prefetch(&answer_[cells[i]]);
  }
  std::array<std::size_t, batch> close;
  std::size_t count = 0;
  for (std::size_t i = 0; i < zones.size(); ++i) {
    zones[i] = cells[i] == no_cell ? -1 : answer_[cells[i]];
    if (zones[i] != look_closer) continue;
    close[count++] = i;
    __builtin_prefetch(&corner_[cells[i]]);
    raster_.prefetch(cells[i]);
  }
  const std::span closer(close.data(), count);
  for (const std::size_t i : closer) __builtin_prefetch(raster_.edges_in(cells[i]).data());
  for (const std::size_t i : closer) {
    const std::span<const std::uint32_t> edges = raster_.edges_in(cells[i]);
    __builtin_prefetch(&edges_[edges.front()]);
    __builtin_prefetch(&edges_[edges.back()]);
  }
  for (const std::size_t i : closer) zones[i] = first_holder({x[i], y[i]});
}

std::vector<std::int32_t> ZoneIndex::all_at(Point p) const {
  std::vector<std::int32_t> zones;
  visit_holders(p, [&](std::int32_t zone) {
    zones.push_back(zone);
    return true;
  });
  return zones;
}

}  // namespace vigie
