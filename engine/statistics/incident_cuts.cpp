// Width by the convex hull, cuts by first reports in a lattice.
#include "engine/statistics/incident_cuts.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <tuple>
#include <unordered_map>

namespace vigie {
namespace {

double turn(Point a, Point b, Point c) {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

// One side of the hull of points in order; Andrew's monotone chain.
void add_chain(const std::vector<Point>& points, std::vector<Point>& hull) {
  const std::size_t begin = hull.size();
  for (Point p : points) {
    while (hull.size() >= begin + 2 && turn(hull[hull.size() - 2], hull.back(), p) <= 0) hull.pop_back();
    hull.push_back(p);
  }
}

// The two points that lie farthest apart are corners of the hull.
bool is_wider(const std::vector<OpenReport>& reports, double width) {
  Box box;
  for (const OpenReport& report : reports) box.add(report.at);
  if (box.width() > width || box.height() > width) return true;
  if (box.width() * box.width() + box.height() * box.height() <= width * width) return false;
  std::vector<Point> points;
  for (const OpenReport& report : reports) points.push_back(report.at);
  std::ranges::sort(points, {}, [](Point p) { return std::pair(p.x, p.y); });
  std::vector<Point> hull;
  add_chain(points, hull);
  std::ranges::reverse(points);
  add_chain(points, hull);
  for (std::size_t i = 0; i < hull.size(); ++i)
    for (std::size_t j = i + 1; j < hull.size(); ++j)
      if (squared_distance(hull[i], hull[j]) > width * width) return true;
  return false;
}

// Incidents that may still grow, found by the cell of their first report.
class FirstReports {
 public:
  explicit FirstReports(double distance) : distance_(distance) {}

  void place(const OpenReport& report) {
    const std::int64_t incident = nearest_open(report);
    if (incident < 0) {
      cells_[key(column(report.at.x), column(report.at.y))].push_back(incidents_.size());
      incidents_.push_back({report.at, report.to, {report.index}});
      return;
    }
    Incident& joined = incidents_[static_cast<std::size_t>(incident)];
    joined.open_until = std::max(joined.open_until, report.to);
    joined.members.push_back(report.index);
  }

  std::vector<std::vector<std::size_t>> members() && {
    std::vector<std::vector<std::size_t>> all;
    for (Incident& incident : incidents_) all.push_back(std::move(incident.members));
    return all;
  }

 private:
  struct Incident {
    Point first;
    Instant open_until = 0;
    std::vector<std::size_t> members;
  };

  std::int64_t column(double coordinate) const { return static_cast<std::int64_t>(std::floor(coordinate / distance_)); }
  // Cells with one key are only looked at together; distances decide.
  static std::uint64_t key(std::int64_t column, std::int64_t row) {
    return static_cast<std::uint64_t>(column) * 0x9E3779B97F4A7C15ULL + static_cast<std::uint64_t>(row);
  }

  std::int64_t nearest_open(const OpenReport& report) {
    std::int64_t best = -1;
    double nearest = distance_ * distance_;
    for (std::int64_t dx = -1; dx <= 1; ++dx)
      for (std::int64_t dy = -1; dy <= 1; ++dy) {
        const auto cell = cells_.find(key(column(report.at.x) + dx, column(report.at.y) + dy));
        if (cell == cells_.end()) continue;
        // Reports come in order of time: what is closed now stays closed.
        std::erase_if(cell->second, [&](std::size_t i) { return incidents_[i].open_until < report.from; });
        for (std::size_t i : cell->second) {
          const double d = squared_distance(incidents_[i].first, report.at);
          const bool earlier = best < 0 || static_cast<std::int64_t>(i) < best;
          if (d > nearest || (d == nearest && !earlier)) continue;
          nearest = d;
          best = static_cast<std::int64_t>(i);
        }
      }
    return best;
  }

  double distance_;
  std::vector<Incident> incidents_;
  std::unordered_map<std::uint64_t, std::vector<std::size_t>> cells_;
};

}  // namespace

std::vector<std::vector<std::size_t>> cut_to_width(std::vector<OpenReport> reports, double distance) {
  if (!is_wider(reports, 2 * distance)) {
    std::vector<std::vector<std::size_t>> whole(1);
    for (const OpenReport& report : reports) whole.front().push_back(report.index);
    return whole;
  }
  // Reports that are equal in all of this are interchangeable, so the order of rows does not matter.
  std::ranges::sort(reports, {}, [](const OpenReport& r) { return std::tuple(r.from, r.at.x, r.at.y, r.to); });
  FirstReports incidents(distance);
  for (const OpenReport& report : reports) incidents.place(report);
  return std::move(incidents).members();
}

}  // namespace vigie
