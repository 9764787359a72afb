// The most profitable set of candidates of a district: branch and bound with limits from gains and from prices.
#include "engine/statistics/site_district.h"

#include <algorithm>
#include <limits>

#include "engine/base/parallel.h"

namespace vigie {

// Depth first over sets, the candidate of largest gain first; a set's children leave out the candidates tried before.
class DistrictTree {
 public:
  DistrictTree(District& district, double tolerance, double near, double most_work)
      : district_(district),
        tolerance_(tolerance),
        near_(near),
        most_work_(most_work),
        best_(district.profit(district.best_remembered())),
        done_(district.points(), 0) {}

  District::Limit run() {
    State root;
    for (double cost : district_.cost_) root.adds.push_back({-cost, -cost});
    for (std::size_t i = 0; i < done_.size(); ++i) {
      root.unpriced += unpriced(i);
      for (std::uint32_t k : district_.of_point_[i]) {
        root.adds[k].demand += district_.demand_[i];
        root.adds[k].prices += district_.price_[i];
      }
    }
    for (std::uint32_t k = 0; k < root.adds.size(); ++k) root.open.push_back(k);
    root_ = root.adds;
    visit(root);
    return {std::max(best_ + tolerance_, left_), work_, whole_};
  }

 private:
  // Of the points that a candidate covers and the set does not, less the candidate's cost.
  struct Adds {
    double demand, prices;
  };
  // A set, and what the candidates that may still join would add.
  struct State {
    double profit = 0, unpriced = 0;  // unpriced: demand beyond its price, of the points not covered
    std::vector<Adds> adds;
    std::vector<std::uint32_t> open;
  };
  // Limit on what a set can still add: all demand that its candidates would add one by one, or all prices.
  struct Rest {
    double demand = 0, prices = 0;
    void put(const Adds& adds, double sign) {
      demand += sign * adds.demand;
      prices += sign * std::max(0.0, adds.prices);
    }
    double most(double unpriced) const { return std::min(demand, unpriced + prices); }
  };

  double unpriced(std::size_t point) const { return district_.demand_[point] - district_.price_[point]; }
  bool hopeless(double most) const { return most <= best_ + tolerance_; }

  void visit(State& state) {
    check_stop();
    std::erase_if(state.open, [&](std::uint32_t k) { return state.adds[k].demand <= 0; });
    std::ranges::sort(state.open, [&](std::uint32_t a, std::uint32_t b) {
      const double first = state.adds[a].demand, second = state.adds[b].demand;
      return first != second ? first > second : a < b;
    });
    Rest rest;
    for (std::uint32_t k : state.open) rest.put(state.adds[k], 1);
    for (std::size_t at = 0; at < state.open.size(); ++at) {
      const double most = state.profit + rest.most(state.unpriced);
      if (hopeless(most)) return;
      if (work_ > most_work_) {
        left_ = std::max(left_, most);
        whole_ = false;
        return;
      }
      const std::uint32_t k = state.open[at];
      rest.put(state.adds[k], -1);
      set_.push_back(k);
      visit_with(state, at);
      set_.pop_back();
    }
  }

  // The set with the candidate at that place, and those that come after it.
  void visit_with(const State& state, std::size_t at) {
    const std::uint32_t k = state.open[at];
    const double profit = state.profit + state.adds[k].demand;
    offer(profit);
    double unpriced_left = state.unpriced;
    for (std::uint32_t point : district_.of_candidate_[k])
      if (done_[point] == 0) unpriced_left -= unpriced(point);
    work_ += static_cast<double>(district_.of_candidate_[k].size() + state.open.size() - at);
    if (hopeless(profit + most_beside(state, at).most(unpriced_left))) return;
    State next{profit,
               unpriced_left,
               state.adds,
               {state.open.begin() + static_cast<std::ptrdiff_t>(at) + 1, state.open.end()}};
    std::vector<std::uint32_t> covered;
    for (std::uint32_t point : district_.of_candidate_[k])
      if (done_[point] == 0) cover(point, next, covered);
    visit(next);
    for (std::uint32_t point : covered) done_[point] = 0;
  }

  // What the later ones add beside that one, from pairs: no more than beside it alone, no more than beside the set.
  Rest most_beside(const State& state, std::size_t at) const {
    const std::size_t row = state.open[at] * root_.size();
    Rest rest;
    for (std::size_t other = at + 1; other < state.open.size(); ++other) {
      const std::uint32_t k = state.open[other];
      const Adds most{std::min(state.adds[k].demand, root_[k].demand - district_.shared_demand_[row + k]),
                      std::min(state.adds[k].prices, root_[k].prices - district_.shared_price_[row + k])};
      if (most.demand > 0) rest.put(most, 1);
    }
    return rest;
  }

  void cover(std::uint32_t point, State& state, std::vector<std::uint32_t>& covered) {
    done_[point] = 1;
    covered.push_back(point);
    const Adds point_adds{district_.demand_[point], district_.price_[point]};
    for (std::uint32_t k : district_.of_point_[point]) {
      state.adds[k].demand -= point_adds.demand;
      state.adds[k].prices -= point_adds.prices;
    }
    work_ += static_cast<double>(district_.of_point_[point].size());
  }

  void offer(double profit) {
    best_ = std::max(best_, profit);
    if (profit <= best_ - near_) return;
    double covers = profit;
    for (std::uint32_t k : set_) covers += district_.cost_[k];
    district_.remember(covers, set_);
  }

  District& district_;
  double tolerance_, near_, most_work_;
  double best_, left_ = 0, work_ = 0;
  bool whole_ = true;
  std::vector<std::uint8_t> done_;
  std::vector<std::uint32_t> set_;
  std::vector<Adds> root_;
};

std::uint32_t District::place_of(std::uint32_t candidate) {
  const auto at = std::ranges::lower_bound(numbers_, std::pair(candidate, 0U));
  if (at != numbers_.end() && at->first == candidate) return at->second;
  const auto place = static_cast<std::uint32_t>(candidate_.size());
  numbers_.insert(at, {candidate, place});
  candidate_.push_back(candidate);
  cost_.push_back(0);
  of_candidate_.emplace_back();
  return place;
}

void District::add_point(double demand, double price, std::span<const std::uint32_t> covering) {
  const auto point = static_cast<std::uint32_t>(demand_.size());
  std::vector<std::uint32_t> places;
  for (std::uint32_t candidate : covering) {
    places.push_back(place_of(candidate));
    of_candidate_[places.back()].push_back(point);
    cost_[places.back()] += price;
  }
  demand_.push_back(demand);
  price_.push_back(price);
  of_point_.push_back(std::move(places));
}

std::size_t District::links() const {
  std::size_t sum = 0;
  for (const std::vector<std::uint32_t>& places : of_point_) sum += places.size();
  return sum;
}

double District::pair_work() const {
  double sum = 0;
  for (const std::vector<std::uint32_t>& places : of_point_) sum += static_cast<double>(places.size() * places.size());
  return sum;
}

void District::remember(double covers, std::vector<std::uint32_t> members) {
  std::ranges::sort(members);
  if (known_.insert(members).second) remembered_.push_back({covers, std::move(members)});
}

double District::profit(const Remembered& set) const {
  double sum = set.covers;
  for (std::uint32_t k : set.members) sum -= cost_[k];
  return sum;
}

const District::Remembered& District::best_remembered() const {
  return *std::ranges::max_element(remembered_, {}, [&](const Remembered& set) { return profit(set); });
}

// Some subgradient steps down: sum of (demand - price)+ over points, and of (prices - cost)+ over candidates.
void District::fit_prices() {
  std::vector<double> best = price_, worth;
  double least = std::numeric_limits<double>::infinity();
  const double target = profit(best_remembered());
  for (int step = 0; step < steps_of_fit; ++step) {
    worth.clear();
    double limit = 0, squares = 0;
    for (std::size_t k = 0; k < cost_.size(); ++k) {
      worth.push_back(-cost_[k]);
      for (std::uint32_t point : of_candidate_[k]) worth[k] += price_[point];
      limit += std::max(0.0, worth[k]);
    }
    std::vector<double> slope(price_.size(), 0);
    for (std::size_t i = 0; i < slope.size(); ++i) {
      limit += demand_[i] - price_[i];
      slope[i] = demand_[i] > price_[i] ? -1 : 0;
      for (std::uint32_t k : of_point_[i]) slope[i] += worth[k] > 0 ? 1 : 0;
      squares += slope[i] * slope[i];
    }
    if (limit < least) best = price_;
    least = std::min(least, limit);
    if (squares == 0) break;
    const double stride = std::max(limit - target, least_stride * limit) / squares;
    for (std::size_t i = 0; i < slope.size(); ++i)
      price_[i] = std::clamp(price_[i] - stride * slope[i], 0.0, demand_[i]);
  }
  price_ = best;
}

void District::measure_overlaps() {
  const std::size_t n = candidate_.size();
  shared_price_.assign(n * n, 0);
  const bool demand_too = shared_demand_.empty();
  if (demand_too) shared_demand_.assign(n * n, 0);
  for (std::size_t i = 0; i < points(); ++i)
    for (std::uint32_t a : of_point_[i])
      for (std::uint32_t b : of_point_[i]) {
        shared_price_[a * n + b] += price_[i];
        if (demand_too) shared_demand_[a * n + b] += demand_[i];
      }
}

District::Limit District::limit(double tolerance, double near, double most_work) {
  fit_prices();
  measure_overlaps();
  Limit limit = DistrictTree(*this, tolerance, near, most_work).run();
  limit.work += pair_work() + 2.0 * steps_of_fit * static_cast<double>(links());
  return limit;
}

}  // namespace vigie
