// A shortest path over the corners, in which borders far from the wished course cost more.
#include "sample-maps/generator/river.h"

#include <limits>
#include <stdexcept>

namespace vigie::sample {
namespace {

using Neighbors = std::vector<std::vector<std::pair<int, double>>>;

Neighbors passable(const Mosaic& mosaic, const std::vector<Point>& course) {
  Neighbors neighbors(mosaic.corners.size());
  for (const auto& cell : mosaic.cells) {
    for (const Side& side : cell) {
      if (side.neighbor >= mosaic.inner) continue;
      const Point a = mosaic.corners[side.from], b = mosaic.corners[side.to];
      const double away = distance_to_line(course, (a + b) * 0.5) / 150;
      neighbors[side.from].push_back({side.to, distance(a, b) * (1 + away * away)});
    }
  }
  return neighbors;
}

/// The corner on the edge of the town, and on a border inside it, that lies nearest to p.
int gate(const Mosaic& mosaic, const Neighbors& neighbors, Point p) {
  int best = -1;
  for (const auto& cell : mosaic.cells) {
    for (const Side& side : cell) {
      if (side.neighbor < mosaic.inner || neighbors[side.from].empty()) continue;
      if (best < 0 || distance(mosaic.corners[side.from], p) < distance(mosaic.corners[best], p)) best = side.from;
    }
  }
  return best;
}

std::vector<int> cheapest_path(const Neighbors& neighbors, int start, int end) {
  const double unknown = std::numeric_limits<double>::infinity();
  std::vector<double> cost(neighbors.size(), unknown);
  std::vector<int> before(neighbors.size(), -1);
  std::vector<char> done(neighbors.size(), 0);
  cost[start] = 0;
  for (;;) {
    int at = -1;
    for (int i = 0; i < static_cast<int>(cost.size()); ++i)
      if (!done[i] && cost[i] < unknown && (at < 0 || cost[i] < cost[at])) at = i;
    if (at < 0) throw std::logic_error("the river finds no way through the town");
    if (at == end) break;
    done[at] = 1;
    for (const auto& [next, step] : neighbors[at]) {
      if (cost[at] + step >= cost[next]) continue;
      cost[next] = cost[at] + step;
      before[next] = at;
    }
  }
  std::vector<int> path;
  for (int at = end; at >= 0; at = before[at]) path.insert(path.begin(), at);
  return path;
}

void smooth(std::vector<Point>& corners, const std::vector<int>& path) {
  for (int round = 0; round < 5; ++round) {
    const std::vector<Point> old = corners;
    for (std::size_t i = 1; i + 1 < path.size(); ++i)
      corners[path[i]] = old[path[i]] * 0.5 + (old[path[i - 1]] + old[path[i + 1]]) * 0.25;
  }
}

/// Catmull-Rom curve through the corners.
std::vector<Point> curve(const std::vector<Point>& corners, const std::vector<int>& path) {
  const int last = static_cast<int>(path.size()) - 1;
  const auto at = [&](int i) { return corners[path[i < 0 ? 0 : i > last ? last : i]]; };
  std::vector<Point> line;
  for (int i = 0; i < last; ++i) {
    const Point a = at(i - 1), b = at(i), c = at(i + 1), d = at(i + 2);
    for (int k = 0; k < River::steps; ++k) {
      const double t = static_cast<double>(k) / River::steps, tt = t * t, ttt = tt * t;
      line.push_back(a * (-0.5 * ttt + tt - 0.5 * t) + b * (1.5 * ttt - 2.5 * tt + 1) +
                     c * (-1.5 * ttt + 2 * tt + 0.5 * t) + d * (0.5 * ttt - 0.5 * tt));
    }
  }
  line.push_back(at(last));
  return line;
}

}  // namespace

bool River::follows(const Side& side) const {
  const auto from = place.find(side.from), to = place.find(side.to);
  if (from == place.end() || to == place.end()) return false;
  return from->second - to->second == 1 || to->second - from->second == 1;
}

River river_along(Mosaic& mosaic, const std::vector<Point>& course, double width) {
  const Neighbors neighbors = passable(mosaic, course);
  River river;
  river.corners =
      cheapest_path(neighbors, gate(mosaic, neighbors, course.front()), gate(mosaic, neighbors, course.back()));
  for (int i = 0; i < static_cast<int>(river.corners.size()); ++i) river.place[river.corners[i]] = i;
  smooth(mosaic.corners, river.corners);
  const std::vector<Point> line = curve(mosaic.corners, river.corners);
  for (std::size_t i = 0; i < line.size(); ++i) {
    const Point before = line[i == 0 ? 0 : i - 1], after = line[i + 1 == line.size() ? i : i + 1];
    const Point aside = left_of(before, after) * (width / 2);
    river.left.push_back(line[i] + aside);
    river.right.push_back(line[i] - aside);
  }
  return river;
}

}  // namespace vigie::sample
