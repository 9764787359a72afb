// Church & ReVelle 1974 by greedy adding and substitution; bounds by submodularity.
#include "engine/statistics/site_search.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace vigie {
namespace {

double sum_of_largest(std::vector<double> values, std::size_t count) {
  count = std::min(count, values.size());
  std::ranges::partial_sort(values, values.begin() + static_cast<std::ptrdiff_t>(count), std::greater<>());
  return std::accumulate(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(count), 0.0);
}

std::uint32_t first_largest(const std::vector<double>& values) {
  return static_cast<std::uint32_t>(std::ranges::max_element(values) - values.begin());
}

}  // namespace

SiteSearch::SiteSearch(const ReducedCover& reduced) : reduced_(&reduced), covered_(covered_points(reduced.cover)) {}

double SiteSearch::value(const std::vector<std::uint32_t>& chosen) const {
  std::vector<std::uint8_t> taken(candidates(), 0);
  double sum = 0;
  for (std::uint32_t candidate : chosen) {
    if (taken[candidate] == 0) sum += own()[candidate];
    taken[candidate] = 1;
  }
  for (std::size_t i = 0; i < cover().points(); ++i)
    if (std::ranges::any_of(cover().of(i), [&](std::uint32_t candidate) { return taken[candidate] != 0; }))
      sum += cover().demand[i];
  return sum;
}

void SiteSearch::count(std::uint32_t candidate, std::vector<std::uint32_t>& times) const {
  for (std::uint32_t point : covered_.of(candidate)) ++times[point];
}

// What each candidate would add; `times` says how often each point is covered.
std::vector<double> SiteSearch::gains(const std::vector<std::uint32_t>& times) const {
  std::vector<double> gain = own();
  for (std::size_t i = 0; i < cover().points(); ++i) {
    if (times[i] != 0) continue;
    for (std::uint32_t candidate : cover().of(i)) gain[candidate] += cover().demand[i];
  }
  return gain;
}

SiteSearch::Greedy SiteSearch::greedy(std::size_t sites) const {
  Greedy result;
  sites = std::min(sites, candidates());
  result.bound.assign(sites, std::numeric_limits<double>::infinity());
  std::vector<std::uint32_t> times(cover().points(), 0);
  std::vector<std::uint8_t> taken(candidates(), 0);
  double value = 0;
  for (std::size_t step = 0; step <= sites; ++step) {
    std::vector<double> gain = gains(times);
    for (std::size_t j = 0; j < gain.size(); ++j)
      if (taken[j] != 0) gain[j] = 0;
    for (std::size_t k = 0; k < sites; ++k)
      result.bound[k] = std::min(result.bound[k], value + sum_of_largest(gain, k + 1));
    if (step == sites) break;
    for (std::size_t j = 0; j < gain.size(); ++j)
      if (taken[j] != 0) gain[j] = -1;
    const std::uint32_t best = first_largest(gain);
    value += gain[best];
    taken[best] = 1;
    count(best, times);
    result.chosen.push_back(best);
  }
  return result;
}

std::vector<std::uint32_t> SiteSearch::by_gain(const std::vector<std::uint32_t>& chosen) const {
  std::vector<std::uint32_t> left = chosen, ordered, times(cover().points(), 0);
  std::ranges::sort(left);
  while (!left.empty()) {
    const std::vector<double> gain = gains(times);
    const auto best = std::ranges::max_element(left, {}, [&](std::uint32_t candidate) { return gain[candidate]; });
    ordered.push_back(*best);
    count(*best, times);
    left.erase(best);
  }
  return ordered;
}

}  // namespace vigie
