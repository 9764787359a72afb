// Halving a cover across the longest way through it.
#include "engine/statistics/site_partition.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "engine/base/parallel.h"

namespace vigie {
namespace {

using Points = std::vector<std::uint32_t>;

// Ways between candidates. Steps lead from one to another that shares demand with it, and are as long as the share of
// their demand that only one of them reaches.
class CandidateWays {
 public:
  explicit CandidateWays(const SiteCover& cover) : count_(cover.candidates), length_(count_ * count_, 0) {
    std::vector<double> reached(count_, 0);
    for (std::size_t i = 0; i < cover.points(); ++i)
      for (std::uint32_t a : cover.of(i)) {
        reached[a] += cover.demand[i];
        for (std::uint32_t b : cover.of(i)) length_[a * count_ + b] += cover.demand[i];
      }
    for (std::size_t a = 0; a < count_; ++a)
      for (std::size_t b = 0; b < count_; ++b) {
        double& both = length_[a * count_ + b];
        both = both > 0 ? std::max(0.0, 1 - both / (reached[a] + reached[b] - both)) : none;
      }
  }

  /// Shortest ways from there through the candidates that `inside` marks (Dijkstra 1959).
  std::vector<double> from(std::size_t start, const std::vector<std::uint8_t>& inside) const {
    check_stop();
    std::vector<double> way(count_, none);
    std::vector<std::uint32_t> left;
    for (std::uint32_t j = 0; j < count_; ++j)
      if (inside[j] != 0) left.push_back(j);
    way[start] = 0;
    while (!left.empty()) {
      const auto nearest = std::ranges::min_element(left, {}, [&](std::uint32_t j) { return way[j]; });
      const std::uint32_t next = *nearest;
      if (way[next] >= none) break;
      left.erase(nearest);
      for (std::uint32_t j : left) way[j] = std::min(way[j], way[next] + length_[next * count_ + j]);
    }
    return way;
  }

 private:
  static constexpr double none = 1e9;  // longer than any way
  std::size_t count_;
  std::vector<double> length_;
};

class Halving {
 public:
  explicit Halving(const SiteCover& cover) : cover_(cover), ways_(cover) {}

  std::vector<Points> into(const Points& points, std::size_t parts) const {
    if (parts <= 1 || points.size() <= 1) return {points};
    const std::size_t first = parts / 2;
    const Points along = sorted(points);
    const std::size_t cut = cut_at(along, static_cast<double>(first) / static_cast<double>(parts));
    const auto middle = along.begin() + static_cast<std::ptrdiff_t>(cut);
    std::vector<Points> result = into({along.begin(), middle}, first);
    for (Points& part : into({middle, along.end()}, parts - first)) result.push_back(std::move(part));
    return result;
  }

 private:
  // By how much nearer the candidates of a point are to one end than to the other.
  Points sorted(const Points& points) const {
    std::vector<std::uint8_t> inside(cover_.candidates, 0);
    for (std::uint32_t i : points)
      for (std::uint32_t j : cover_.of(i)) inside[j] = 1;
    const auto farthest = [&](const std::vector<double>& way) {
      std::size_t far = cover_.of(points.front()).front();
      for (std::size_t j = 0; j < way.size(); ++j)
        if (inside[j] != 0 && way[j] > way[far]) far = j;
      return far;
    };
    const std::vector<double> to_end =
        ways_.from(farthest(ways_.from(cover_.of(points.front()).front(), inside)), inside);
    const std::vector<double> to_other = ways_.from(farthest(to_end), inside);
    std::vector<double> along(cover_.points(), 0);
    for (std::uint32_t i : points) {
      for (std::uint32_t j : cover_.of(i)) along[i] += to_end[j] - to_other[j];
      along[i] /= static_cast<double>(cover_.of(i).size());
    }
    Points result = points;
    std::ranges::sort(
        result, [&](std::uint32_t a, std::uint32_t b) { return along[a] != along[b] ? along[a] < along[b] : a < b; });
    return result;
  }

  // Where that share of the links is passed; something stays on either side.
  std::size_t cut_at(const Points& points, double share) const {
    double all = 0, sum = 0;
    for (std::uint32_t i : points) all += static_cast<double>(cover_.of(i).size());
    std::size_t at = 0;
    while (at + 1 < points.size() && sum < share * all) sum += static_cast<double>(cover_.of(points[at++]).size());
    return std::max<std::size_t>(at, 1);
  }

  const SiteCover& cover_;
  CandidateWays ways_;
};

}  // namespace

std::vector<Points> partition(const SiteCover& cover, std::size_t parts, int halvings) {
  if (cover.points() == 0) return {};
  Points all(cover.points());
  std::iota(all.begin(), all.end(), 0U);
  const Halving halving(cover);
  std::vector<Points> result;
  const std::size_t finer = std::size_t{1} << halvings;
  for (const Points& coarse : halving.into(all, parts / finer))
    for (Points& part : halving.into(coarse, finer)) {
      std::ranges::sort(part);
      result.push_back(std::move(part));
    }
  return result;
}

}  // namespace vigie
