// Ranges of hidden counts by augmenting paths.
#include "engine/disclosure/count_network.h"

#include <algorithm>

namespace vigie {
namespace {

constexpr std::int32_t source = 0, sink = 1;

}  // namespace

CountNetwork::CountNetwork(const CountTable& table, const PublishedCounts& published, const KnownLeast& least)
    : cells_(table.cells), zones_(table.zones) {
  std::vector<std::int64_t> cell(static_cast<std::size_t>(cells_)), zone(static_cast<std::size_t>(zones_));
  std::int64_t all = 0;
  for (const CountAtom& atom : table.atoms) {
    cell[static_cast<std::size_t>(atom.cell)] += atom.count;
    zone[static_cast<std::size_t>(atom.zone)] += atom.count;
    all += atom.count;
  }
  const auto margin = [](std::int32_t from, std::int32_t to, std::int64_t shown, std::int64_t truth, std::int64_t low) {
    return shown == no_integer ? Edge{from, to, truth, std::min(low, truth), unlimited, low}
                               : Edge{from, to, shown, shown, shown, low};
  };
  for (std::int32_t i = 0; i < cells_; ++i) {
    const auto at = static_cast<std::size_t>(i);
    edges_.push_back(margin(source, cell_node(i), published.cells[at], cell[at], least.cells[at]));
  }
  for (std::int32_t i = 0; i < zones_; ++i) {
    const auto at = static_cast<std::size_t>(i);
    edges_.push_back(margin(zone_node(i), sink, published.zones[at], zone[at], least.zones[at]));
  }
  edges_.push_back(margin(sink, source, published.total, all, 0));
  for (const CountAtom& atom : table.atoms)
    edges_.push_back({cell_node(atom.cell), zone_node(atom.zone), atom.count, 0, unlimited, 0});
  link();
}

void CountNetwork::link() {
  const auto nodes = static_cast<std::size_t>(2 + cells_ + zones_);
  first_.assign(nodes + 1, 0);
  for (const Edge& edge : edges_)
    for (std::int32_t end : {edge.from, edge.to}) ++first_[static_cast<std::size_t>(end) + 1];
  for (std::size_t i = 0; i < nodes; ++i) first_[i + 1] += first_[i];
  arc_.resize(2 * edges_.size());
  std::vector<std::int32_t> next(first_.begin(), first_.end() - 1);
  for (std::size_t i = 0; i < edges_.size(); ++i)
    for (std::int32_t end : {edges_[i].from, edges_[i].to})
      arc_[static_cast<std::size_t>(next[static_cast<std::size_t>(end)]++)] = static_cast<std::int32_t>(i);
  stamp_.assign(nodes, 0);
  by_.assign(nodes, -1);
}

std::int32_t CountNetwork::edge_of(CountUnit unit) const {
  switch (unit.kind) {
    case CountUnit::Kind::cell:
      return unit.index;
    case CountUnit::Kind::zone:
      return cells_ + unit.index;
    case CountUnit::Kind::total:
      break;
  }
  return cells_ + zones_;
}

void CountNetwork::hide(CountUnit unit) {
  Edge& edge = edges_[static_cast<std::size_t>(edge_of(unit))];
  edge.least = std::min(edge.flow, edge.known);
  edge.most = unlimited;
}

std::vector<std::int64_t> CountNetwork::excess() const {
  std::vector<std::int64_t> left(stamp_.size(), 0);
  for (const Edge& edge : edges_) {
    left[static_cast<std::size_t>(edge.from)] -= edge.flow;
    left[static_cast<std::size_t>(edge.to)] += edge.flow;
  }
  return left;
}

void CountNetwork::restart(std::int32_t node) {
  ++round_;
  queue_.assign(1, node);
  stamp_[static_cast<std::size_t>(node)] = round_;
  by_[static_cast<std::size_t>(node)] = -1;
}

// Breadth first over edges with room in the wanted direction; the first node that is `found`, or -1.
template <class Found>
std::int32_t CountNetwork::walk(std::int32_t start, std::int32_t barred, Along along, Found found) {
  restart(start);
  for (std::size_t head = 0; head < queue_.size(); ++head) {
    const std::int32_t node = queue_[head];
    const auto at = static_cast<std::size_t>(node);
    for (std::int32_t slot = first_[at]; slot < first_[at + 1]; ++slot) {
      const std::int32_t number = arc_[static_cast<std::size_t>(slot)];
      if (number == barred) continue;
      const Edge& edge = edges_[static_cast<std::size_t>(number)];
      const bool outwards = edge.from == node;
      const bool raises = outwards == (along == Along::flow);
      if (raises ? edge.flow >= edge.most : edge.flow <= edge.least) continue;
      const std::int32_t other = outwards ? edge.to : edge.from;
      if (reached(other)) continue;
      stamp_[static_cast<std::size_t>(other)] = round_;
      by_[static_cast<std::size_t>(other)] = number;
      if (found(other)) return other;
      queue_.push_back(other);
    }
  }
  return -1;
}

// As much of `wanted` as fits along the path of the last walk from `start` to `end`.
std::int64_t CountNetwork::push(std::int32_t start, std::int32_t end, Along along, std::int64_t wanted) {
  const auto each = [&](auto visit) {
    for (std::int32_t node = end; node != start;) {
      Edge& edge = edges_[static_cast<std::size_t>(by_[static_cast<std::size_t>(node)])];
      const bool raises = (edge.to == node) == (along == Along::flow);
      visit(edge, raises, by_[static_cast<std::size_t>(node)]);
      node = edge.to == node ? edge.from : edge.to;
    }
  };
  std::int64_t amount = wanted;
  each([&](const Edge& edge, bool raises, std::int32_t) {
    amount = std::min(amount, raises ? edge.most - edge.flow : edge.flow - edge.least);
  });
  each([&](Edge& edge, bool raises, std::int32_t number) {
    edge.flow += raises ? amount : -amount;
    pushed_.emplace_back(number, raises ? amount : -amount);
  });
  return amount;
}

std::vector<CountUnit> CountNetwork::contradiction() {
  std::vector<std::int64_t> left = excess();
  for (std::int32_t node = 0; node < static_cast<std::int32_t>(left.size()); ++node) {
    std::int64_t& here = left[static_cast<std::size_t>(node)];
    while (here > 0) {
      const std::int32_t end =
          walk(node, -1, Along::flow, [&](std::int32_t other) { return left[static_cast<std::size_t>(other)] < 0; });
      if (end < 0) return walls();
      std::int64_t& there = left[static_cast<std::size_t>(end)];
      const std::int64_t moved = push(node, end, Along::flow, std::min(here, -there));
      here -= moved;
      there += moved;
    }
  }
  pushed_.clear();
  return {};
}

// How far the edge's flow can go down (along the flow) or up (against it), up to `wanted`; all is put back.
std::int64_t CountNetwork::slack(std::int32_t number, std::int64_t wanted, Along along) {
  const Edge edge = edges_[static_cast<std::size_t>(number)];
  // Searches start where few edges meet: never at source or sink.
  const bool from_head = edge.from == source;
  const std::int32_t start = from_head ? edge.to : edge.from, end = from_head ? edge.from : edge.to;
  const bool lowers = along == Along::flow;
  const std::int64_t most = std::min(wanted, lowers ? edge.flow - edge.least : edge.most - edge.flow);
  const Along walking = (from_head != lowers) ? Along::flow : Along::against;
  std::int64_t found = 0;
  pushed_.clear();
  while (found < most) {
    if (walk(start, number, walking, [&](std::int32_t node) { return node == end; }) < 0) break;
    found += push(start, end, walking, most - found);
  }
  for (const auto& [other, amount] : pushed_) edges_[static_cast<std::size_t>(other)].flow -= amount;
  pushed_.clear();
  return found;
}

CountNetwork::Verdict CountNetwork::judge_edge(std::int32_t number, std::int64_t width) {
  const std::int64_t down = slack(number, width, Along::flow);
  if (down >= width || down + slack(number, width - down, Along::against) >= width) return {true, {}};
  // The last search upwards ended without a way: what it reached is walled in by published numbers.
  const Edge& edge = edges_[static_cast<std::size_t>(number)];
  return {false, holders(edge.from == source ? source : edge.to == sink ? sink : -1)};
}

CountNetwork::Verdict CountNetwork::judge(CountUnit unit, std::int64_t width) {
  return judge_edge(edge_of(unit), width);
}

CountNetwork::Verdict CountNetwork::judge_atom(std::size_t atom, std::int64_t width) {
  return judge_edge(cells_ + zones_ + 1 + static_cast<std::int32_t>(atom), width);
}

void CountNetwork::add_published(std::vector<CountUnit>& units, CountUnit::Kind kind, bool inside) const {
  const bool of_cells = kind == CountUnit::Kind::cell;
  for (std::int32_t i = 0; i < (of_cells ? cells_ : zones_); ++i) {
    const Edge& edge = edges_[static_cast<std::size_t>(edge_of({kind, i}))];
    if (!edge.published() || edge.flow == 0) continue;
    if (reached(of_cells ? edge.to : edge.from) == inside) units.push_back({kind, i});
  }
}

// A published cell that the search reached would open the way to the source, a published zone that to the sink; where
// both are reached already, one that was not reached would open the way back from there.
std::vector<CountUnit> CountNetwork::holders(std::int32_t target) const {
  using Kind = CountUnit::Kind;
  std::vector<CountUnit> units;
  const auto inside = [&](Kind kind) {
    if (units.empty() && !reached(kind == Kind::cell ? source : sink)) add_published(units, kind, true);
  };
  inside(target == sink ? Kind::zone : Kind::cell);
  inside(target == sink ? Kind::cell : Kind::zone);
  if (units.empty() && reached(sink)) add_published(units, Kind::zone, false);
  if (units.empty() && reached(source)) add_published(units, Kind::cell, false);
  return units.empty() ? walls() : units;
}

// Every published number next to what the search reached; where there is none, the total, then any.
std::vector<CountUnit> CountNetwork::walls() const {
  using Kind = CountUnit::Kind;
  std::vector<CountUnit> units;
  add_published(units, Kind::cell, true);
  add_published(units, Kind::zone, true);
  if (units.empty() && edges_[static_cast<std::size_t>(edge_of({Kind::total, 0}))].published())
    units.push_back({Kind::total, 0});
  if (units.empty()) add_published(units, Kind::cell, false);
  if (units.empty()) add_published(units, Kind::zone, false);
  return units;
}

}  // namespace vigie
