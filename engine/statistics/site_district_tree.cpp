// Limits from gains, from prices and from pairs; points merged where they have become alike.
#include "engine/statistics/site_district_tree.h"

#include <algorithm>
#include <bit>
#include <limits>

#include "engine/base/parallel.h"

namespace vigie {
namespace {

constexpr std::uint32_t empty = ~0U;
constexpr int sweeps_of_fit = 3;
constexpr double links_per_point = 4;  // what it takes to look a point up

template <class Visit>
void each_place(const std::uint64_t* bits, std::size_t words, Visit visit) {
  for (std::size_t w = 0; w < words; ++w)
    for (std::uint64_t left = bits[w]; left != 0; left &= left - 1)
      visit(w * 64 + static_cast<std::size_t>(std::countr_zero(left)));
}

void set_bit(std::uint64_t* bits, std::uint32_t place) {
  bits[place / 64] |= std::uint64_t{1} << (place % 64);
}

bool has_bit(const std::uint64_t* bits, std::uint32_t place) {
  return (bits[place / 64] >> (place % 64) & 1) != 0;
}

}  // namespace

void DistrictTree::Rest::put(const Adds& adds, double sign) {
  demand += sign * adds.demand;
  prices += sign * std::max(0.0, adds.prices);
}

double DistrictTree::Rest::most(double unpriced) const {
  return std::min(demand, unpriced + prices);
}

DistrictTree::DistrictTree(District& district, double tolerance, double near, double most_work)
    : district_(district),
      tolerance_(tolerance),
      near_(near),
      most_work_(most_work),
      best_(district.profit(district.best_remembered())),
      words_((district.cost_.size() + 63) / 64),
      open_bits_(words_),
      bits_(words_) {}

District::Limit DistrictTree::run() {
  fill_root(node_at(0));
  root_ = node_at(0).adds;
  visit(0);
  return {std::max(best_ + tolerance_, left_), work_, whole_};
}

DistrictTree::Node& DistrictTree::node_at(std::size_t depth) {
  while (nodes_.size() <= depth) nodes_.push_back(std::make_unique<Node>());
  return *nodes_[depth];
}

void DistrictTree::fill_root(Node& root) {
  for (std::uint32_t k = 0; k < district_.cost_.size(); ++k) root.open.push_back(k);
  root.demand = district_.demand_;
  root.price = district_.price_;
  root.covering.assign(root.demand.size() * words_, 0);
  for (double cost : district_.cost_) root.adds.push_back({-cost, -cost});
  for (std::size_t i = 0; i < root.demand.size(); ++i) {
    root.unpriced += root.demand[i] - root.price[i];
    for (std::uint32_t k : district_.of_point_[i]) {
      set_bit(&root.covering[i * words_], k);
      root.adds[k].demand += root.demand[i];
      root.adds[k].prices += root.price[i];
    }
  }
  work_ += static_cast<double>(district_.links());
}

// Leaves out candidates that no better set has. False if there is no better set at all.
bool DistrictTree::narrow(Node& node) const {
  std::erase_if(node.open, [&](std::uint32_t k) { return node.adds[k].demand <= 0; });
  Rest rest;
  for (std::uint32_t k : node.open) rest.put(node.adds[k], 1);
  if (hopeless(node.profit + rest.most(node.unpriced))) return false;
  const double most = node.profit + node.unpriced + rest.prices;
  std::erase_if(node.open, [&](std::uint32_t k) { return hopeless(most + std::min(0.0, node.adds[k].prices)); });
  return true;
}

// The same by prices that are fitted to what is open: point by point, a price rises while no candidate earns more than
// it costs, and falls while several do, for as long as that lowers the limit (dual ascent; Erlenkotter 1978). The
// node keeps the prices that it shares with the pairs.
bool DistrictTree::narrow_by_fit(Node& node) {
  fitted_ = node.price;
  worth_.resize(node.adds.size());
  double most = node.profit + node.unpriced;
  for (std::uint32_t k : node.open) {
    worth_[k] = node.adds[k].prices;
    most += std::max(0.0, worth_[k]);
  }
  for (int sweep = 0; sweep < sweeps_of_fit; ++sweep) {
    mark_open(node);
    for (std::size_t i = 0; i < fitted_.size(); ++i) most += fit(node, i);
    if (hopeless(most)) return false;
    std::erase_if(node.open, [&](std::uint32_t k) { return hopeless(most + std::min(0.0, worth_[k])); });
  }
  return true;
}

// Moves the price of a point; by how much the limit changes.
double DistrictTree::fit(const Node& node, std::size_t point) {
  int earning = 0;
  double least_earned = std::numeric_limits<double>::infinity(), least_missing = least_earned;
  if (!is_reached(node, point)) return 0;
  std::size_t links = 0;
  each_place(bits_.data(), words_, [&](std::size_t k) {
    ++links;
    if (worth_[k] > 0) {
      ++earning;
      least_earned = std::min(least_earned, worth_[k]);
    } else {
      least_missing = std::min(least_missing, -worth_[k]);
    }
  });
  work_ += static_cast<double>(links);
  if (earning == 1) return 0;
  const double change = earning == 0 ? std::min(node.demand[point] - fitted_[point], least_missing)
                                     : -std::min(fitted_[point], least_earned);
  fitted_[point] += change;
  each_place(bits_.data(), words_, [&](std::size_t k) { worth_[k] += change; });
  work_ += static_cast<double>(links);
  return (earning - 1) * change;
}

void DistrictTree::visit(std::size_t depth) {
  check_stop();
  Node& node = node_at(depth);
  if (!narrow(node) || !narrow_by_fit(node)) return;
  std::ranges::sort(node.open, [&](std::uint32_t a, std::uint32_t b) {
    const double first = node.adds[a].demand, second = node.adds[b].demand;
    return first != second ? first > second : a < b;
  });
  Rest rest;
  for (std::uint32_t k : node.open) rest.put(node.adds[k], 1);
  for (std::size_t at = 0; at < node.open.size(); ++at) {
    const double most = node.profit + rest.most(node.unpriced);
    if (hopeless(most)) return;
    if (work_ > most_work_) {
      left_ = std::max(left_, most);
      whole_ = false;
      return;
    }
    rest.put(node.adds[node.open[at]], -1);
    set_.push_back(node.open[at]);
    visit_with(depth, at);
    set_.pop_back();
  }
}

// The set with the candidate at that place, and those that come after it.
void DistrictTree::visit_with(std::size_t depth, std::size_t at) {
  Node& next = node_at(depth + 1);
  const Node& node = node_at(depth);
  const std::uint32_t joined = node.open[at];
  next.profit = node.profit + node.adds[joined].demand;
  offer(next.profit);
  work_ += static_cast<double>(node.open.size() - at);
  if (!open_beside(node, at, next)) return;
  take_out_covered(node, joined, next);
  if (!narrow(next)) return;
  keep_uncovered(node, joined, next);
  visit(depth + 1);
}

// The later candidates that a better set may have beside that one, from pairs: each adds no more than beside it alone,
// and no more than beside the set. False if there is no better set.
bool DistrictTree::open_beside(const Node& node, std::size_t at, Node& next) {
  const Adds& joined = node.adds[node.open[at]];
  const std::size_t row = node.open[at] * root_.size();
  next.open.clear();
  prices_beside_.clear();
  Rest rest;
  for (std::size_t other = at + 1; other < node.open.size(); ++other) {
    const std::uint32_t k = node.open[other];
    const Adds most{std::min(node.adds[k].demand, root_[k].demand - district_.shared_demand_[row + k]),
                    std::min(node.adds[k].prices, root_[k].prices - district_.shared_price_[row + k])};
    if (most.demand <= 0) continue;
    rest.put(most, 1);
    next.open.push_back(k);
    prices_beside_.push_back(most.prices);
  }
  const double unpriced = node.unpriced - (joined.demand - joined.prices);
  if (hopeless(next.profit + rest.most(unpriced))) return false;
  std::size_t kept = 0;
  const double most = next.profit + unpriced + rest.prices;
  for (std::size_t i = 0; i < next.open.size(); ++i)
    if (!hopeless(most + std::min(0.0, prices_beside_[i]))) next.open[kept++] = next.open[i];
  next.open.resize(kept);
  return true;
}

// What the open candidates still add, and which demand is still within their reach: what the node had, less the points
// that the joined candidate covers, which are far fewer than those that it leaves.
void DistrictTree::take_out_covered(const Node& node, std::uint32_t joined, Node& next) {
  mark_open(next);
  next.adds.resize(node.adds.size());
  for (std::uint32_t k : next.open) next.adds[k] = node.adds[k];
  next.unpriced = 0;
  std::size_t links = 0;
  for (std::size_t i = 0; i < node.demand.size(); ++i) {
    if (!is_reached(node, i)) continue;
    if (!has_bit(&node.covering[i * words_], joined)) {
      next.unpriced += node.demand[i] - node.price[i];
      continue;
    }
    each_place(bits_.data(), words_, [&](std::size_t k) {
      next.adds[k].demand -= node.demand[i];
      next.adds[k].prices -= node.price[i];
      ++links;
    });
  }
  work_ += static_cast<double>(links + node.demand.size());
}

void DistrictTree::mark_open(const Node& node) {
  std::ranges::fill(open_bits_, 0);
  for (std::uint32_t k : node.open) set_bit(open_bits_.data(), k);
}

// Those that are marked open and cover the point are in `bits_`; false if there are none.
bool DistrictTree::is_reached(const Node& node, std::size_t point) {
  std::uint64_t any = 0;
  for (std::size_t w = 0; w < words_; ++w) any |= bits_[w] = node.covering[point * words_ + w] & open_bits_[w];
  return any != 0;
}

// Points that the joined candidate leaves and that any open one covers; as one where the same ones do.
void DistrictTree::keep_uncovered(const Node& node, std::uint32_t joined, Node& next) {
  mark_open(next);
  next.unpriced = 0;
  next.demand.clear();
  next.price.clear();
  next.covering.clear();
  slots_.assign(std::bit_ceil(2 * node.demand.size() + 1), empty);
  for (std::size_t i = 0; i < node.demand.size(); ++i) {
    if (has_bit(&node.covering[i * words_], joined) || !is_reached(node, i)) continue;
    next.unpriced += node.demand[i] - node.price[i];
    std::uint32_t& point = slot_of(next);
    if (point == empty) {
      point = static_cast<std::uint32_t>(next.demand.size());
      next.demand.push_back(node.demand[i]);
      next.price.push_back(node.price[i]);
      next.covering.insert(next.covering.end(), bits_.begin(), bits_.end());
    } else {
      next.demand[point] += node.demand[i];
      next.price[point] += node.price[i];
    }
  }
  work_ += links_per_point * static_cast<double>(node.demand.size());
}

// Where the point of these bits is, or is to be, noted.
std::uint32_t& DistrictTree::slot_of(const Node& next) {
  std::uint64_t hash = 0;
  for (std::uint64_t word : bits_) {
    hash = (hash ^ word) * 0x9E3779B97F4A7C15ULL;  // 2^64 over the golden ratio: spreads neighbors (Knuth 1973)
    hash ^= hash >> 29;
  }
  std::size_t at = hash & (slots_.size() - 1);
  const auto is_other = [&](std::uint32_t point) {
    std::uint64_t differing = 0;
    for (std::size_t w = 0; w < words_; ++w) differing |= bits_[w] ^ next.covering[point * words_ + w];
    return differing != 0;
  };
  while (slots_[at] != empty && is_other(slots_[at])) at = (at + 1) & (slots_.size() - 1);
  return slots_[at];
}

void DistrictTree::offer(double profit) {
  best_ = std::max(best_, profit);
  if (profit <= best_ - near_) return;
  double covers = profit;
  for (std::uint32_t k : set_) covers += district_.cost_[k];
  district_.remember(covers, set_);
}

}  // namespace vigie
