// Points, candidates and costs of a district, the sets that it remembers, and prices that fit its costs.
#include "engine/statistics/site_district.h"

#include <algorithm>
#include <limits>

#include "engine/statistics/site_district_tree.h"

namespace vigie {

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

District District::joined(const District& first, const District& second) {
  District both;
  std::vector<std::uint32_t> covering;
  for (const District* part : {&first, &second})
    for (std::size_t i = 0; i < part->points(); ++i) {
      covering.clear();
      for (std::uint32_t k : part->of_point_[i]) covering.push_back(part->candidate_[k]);
      both.add_point(part->demand_[i], part->price_[i], covering);
    }
  std::ranges::fill(both.cost_, 0.0);
  for (const District* part : {&first, &second})
    for (std::size_t k = 0; k < part->cost_.size(); ++k)
      both.cost_[both.place_of(part->candidate_[k])] += part->cost_[k];
  for (const std::vector<std::uint32_t>& one : first.best_sets())
    for (std::vector<std::uint32_t> set : second.best_sets()) {
      set.insert(set.end(), one.begin(), one.end());
      both.suggest(set);
    }
  return both;
}

// The most profitable of the remembered sets, by the numbers of their candidates.
std::vector<std::vector<std::uint32_t>> District::best_sets() const {
  std::vector<std::pair<double, std::size_t>> order;
  for (std::size_t i = 0; i < remembered_.size(); ++i) order.emplace_back(-profit(remembered_[i]), i);
  const std::size_t count = std::min(sets_joined, order.size());
  std::ranges::partial_sort(order, order.begin() + static_cast<std::ptrdiff_t>(count));
  std::vector<std::vector<std::uint32_t>> sets(count);
  for (std::size_t i = 0; i < count; ++i)
    for (std::uint32_t k : remembered_[order[i].second].members) sets[i].push_back(candidate_[k]);
  return sets;
}

void District::suggest(std::span<const std::uint32_t> candidates) {
  std::vector<std::uint32_t> members;
  for (std::uint32_t candidate : candidates) {
    const auto at = std::ranges::lower_bound(numbers_, std::pair(candidate, 0U));
    if (at != numbers_.end() && at->first == candidate) members.push_back(at->second);
  }
  std::ranges::sort(members);
  members.erase(std::unique(members.begin(), members.end()), members.end());
  std::vector<std::uint8_t> done(points(), 0);
  double covers = 0;
  for (std::uint32_t k : members)
    for (std::uint32_t point : of_candidate_[k]) {
      if (done[point] == 0) covers += demand_[point];
      done[point] = 1;
    }
  remember(covers, members);
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
