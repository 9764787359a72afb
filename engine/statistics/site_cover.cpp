// Covers from distances, and the reductions of Church & ReVelle's problem.
#include "engine/statistics/site_cover.h"

#include <algorithm>
#include <numeric>

#include "engine/base/parallel.h"
#include "engine/geometry/kd_tree.h"

namespace vigie {
namespace {

constexpr std::size_t points_at_once = 1024;

// Points that the same candidates cover, as one; in the order of their lists.
SiteCover merged(const SiteCover& cover) {
  std::vector<std::size_t> order(cover.points());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto compare = [&](std::size_t a, std::size_t b) {
    const auto first = cover.of(a), second = cover.of(b);
    if (!std::ranges::equal(first, second)) return std::ranges::lexicographical_compare(first, second);
    return a < b;
  };
  std::ranges::sort(order, compare);
  SiteCover result;
  result.candidates = cover.candidates;
  for (std::size_t i : order) {
    if (result.points() > 0 && std::ranges::equal(result.of(result.points() - 1), cover.of(i))) {
      result.demand.back() += cover.demand[i];
    } else {
      result.add(cover.demand[i], cover.of(i));
    }
  }
  return result;
}

// Whether another candidate covers all that this one does: it stands in the list of each of its points.
bool is_dominated(const SiteCover& cover, const CoveredPoints& covered, std::uint32_t candidate) {
  const auto points = covered.of(candidate);
  if (points.empty()) return true;
  const auto shortest =
      std::ranges::min_element(points, {}, [&](std::uint32_t point) { return cover.of(point).size(); });
  return std::ranges::any_of(cover.of(*shortest), [&](std::uint32_t other) {
    if (other == candidate || covered.of(other).size() < points.size()) return false;
    if (covered.of(other).size() == points.size() && other > candidate) return false;
    return std::ranges::includes(covered.of(other), points);
  });
}

// Points of the cover with the candidates that are left, by their new numbers.
SiteCover renumbered(const SiteCover& cover, const std::vector<std::uint32_t>& left) {
  constexpr std::uint32_t gone = ~0U;
  std::vector<std::uint32_t> number(cover.candidates, gone);
  for (std::size_t i = 0; i < left.size(); ++i) number[left[i]] = static_cast<std::uint32_t>(i);
  SiteCover result;
  result.candidates = left.size();
  std::vector<std::uint32_t> kept;
  for (std::size_t i = 0; i < cover.points(); ++i) {
    kept.clear();
    for (std::uint32_t candidate : cover.of(i))
      if (number[candidate] != gone) kept.push_back(number[candidate]);
    result.add(cover.demand[i], kept);
  }
  return merged(result);
}

// Takes out what is settled: demand of sites in place, demand nobody reaches, demand of 0.
SiteCover open_demand(const SiteCover& cover, std::span<const std::uint32_t> locked, ReducedCover& result) {
  std::vector<std::uint8_t> in_place(cover.candidates, 0);
  for (std::uint32_t candidate : locked) in_place[candidate] = 1;
  SiteCover open;
  open.candidates = cover.candidates;
  for (std::size_t i = 0; i < cover.points(); ++i) {
    const auto covering = cover.of(i);
    if (std::ranges::any_of(covering, [&](std::uint32_t candidate) { return in_place[candidate] != 0; })) {
      result.locked += cover.demand[i];
    } else if (covering.empty()) {
      result.unreachable += cover.demand[i];
    } else if (cover.demand[i] > 0) {
      open.add(cover.demand[i], covering);
    }
  }
  return merged(open);
}

}  // namespace

void SiteCover::add(double weight, std::span<const std::uint32_t> covering) {
  demand.push_back(weight);
  candidate.insert(candidate.end(), covering.begin(), covering.end());
  start.push_back(candidate.size());
}

SiteCover cover_within(std::span<const Point> points, std::span<const double> demand, std::span<const Point> candidates,
                       double reach) {
  const KdTree tree(candidates);
  const double limit = reach * reach * (1 + 1e-12);
  std::vector<std::vector<std::uint32_t>> lists(points.size());
  parallel_chunks(points.size(), points_at_once, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      tree.visit_within(points[i], limit, [&](std::uint32_t candidate, double) { lists[i].push_back(candidate); });
      std::ranges::sort(lists[i]);
    }
  });
  SiteCover cover;
  cover.candidates = candidates.size();
  for (std::size_t i = 0; i < points.size(); ++i) cover.add(demand[i], lists[i]);
  return cover;
}

CoveredPoints covered_points(const SiteCover& cover) {
  CoveredPoints covered;
  covered.start.assign(cover.candidates + 1, 0);
  for (std::uint32_t candidate : cover.candidate) ++covered.start[candidate + 1];
  std::partial_sum(covered.start.begin(), covered.start.end(), covered.start.begin());
  covered.point.resize(cover.candidate.size());
  std::vector<std::size_t> next(covered.start.begin(), covered.start.end() - 1);
  for (std::size_t i = 0; i < cover.points(); ++i)
    for (std::uint32_t candidate : cover.of(i)) covered.point[next[candidate]++] = static_cast<std::uint32_t>(i);
  return covered;
}

ReducedCover reduce(const SiteCover& cover, std::span<const std::uint32_t> locked) {
  ReducedCover result;
  SiteCover open = open_demand(cover, locked, result);
  const CoveredPoints covered = covered_points(open);
  for (std::uint32_t candidate = 0; candidate < open.candidates; ++candidate)
    if (!is_dominated(open, covered, candidate)) result.original.push_back(candidate);
  open = renumbered(open, result.original);
  result.own.assign(result.original.size(), 0);
  result.cover.candidates = result.original.size();
  for (std::size_t i = 0; i < open.points(); ++i) {
    if (open.of(i).size() == 1) {
      result.own[open.of(i).front()] += open.demand[i];
    } else {
      result.cover.add(open.demand[i], open.of(i));
    }
  }
  return result;
}

}  // namespace vigie
