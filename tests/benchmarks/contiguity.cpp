// Queen contiguity of 20,000 polygons with 4 million vertices; writes the polygons as WKT where a file is named.
#include <cmath>
#include <cstdio>

#include "engine/geometry/neighbors.h"
#include "tests/benchmarks/stopwatch.h"

namespace vigie {
namespace {

constexpr int columns = 160, rows = 125, points_per_side = 50;
constexpr double size = 250;  // metres

// A border between two corners that both its zones share point by point: a wiggle that starts and ends at 0.
Ring border(Point from, Point to, double phase) {
  Ring points;
  for (int i = 0; i < points_per_side; ++i) {
    const double t = static_cast<double>(i) / points_per_side;
    const double bulge = 0.2 * std::sin(3.14159265358979 * t) * std::sin(19 * t + phase);
    points.push_back({from.x + (to.x - from.x) * t - (to.y - from.y) * bulge,
                      from.y + (to.y - from.y) * t + (to.x - from.x) * bulge});
  }
  return points;
}

Point corner(int column, int row) {
  return {size * (column + 0.2 * std::sin(7.0 * column + 3 * row)), size * (row + 0.2 * std::cos(5.0 * row + column))};
}

// The border runs south to north or west to east; the zone beyond it walks it backwards.
void append(Ring& ring, Point from, Point to, double phase, bool backwards) {
  if (!backwards) {
    const Ring points = border(from, to, phase);
    ring.insert(ring.end(), points.begin(), points.end());
    return;
  }
  Ring points = border(to, from, phase);
  ring.push_back(from);
  ring.insert(ring.end(), points.rbegin(), points.rend() - 1);
}

std::vector<MultiPolygon> zones() {
  std::vector<MultiPolygon> all;
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      const Point sw = corner(column, row), se = corner(column + 1, row), ne = corner(column + 1, row + 1),
                  nw = corner(column, row + 1);
      const auto along = [](int c, int r, double kind) { return 1.7 * c + 2.3 * r + kind; };
      Ring ring;
      append(ring, sw, se, along(column, row, 0), false);
      append(ring, se, ne, along(column + 1, row, 1), false);
      append(ring, ne, nw, along(column, row + 1, 0), true);
      append(ring, nw, sw, along(column, row, 1), true);
      ring.push_back(ring.front());
      all.push_back({{ring, {}}});
    }
  }
  return all;
}

void write(const std::vector<MultiPolygon>& all, const char* path) {
  std::FILE* file = std::fopen(path, "w");
  if (file == nullptr) return;
  std::fprintf(file, "wkt\n");
  for (const MultiPolygon& zone : all) {
    std::fprintf(file, "\"POLYGON((");
    for (std::size_t i = 0; i < zone[0].outer.size(); ++i)
      std::fprintf(file, "%s%.17g %.17g", i > 0 ? "," : "", zone[0].outer[i].x, zone[0].outer[i].y);
    std::fprintf(file, "))\"\n");
  }
  std::fclose(file);
}

// The bare work that nobody can avoid: to look at every vertex once.
double visit(const std::vector<MultiPolygon>& all) {
  double sum = 0;
  for (const MultiPolygon& zone : all)
    for (Point p : zone[0].outer) sum += p.x * 1e-9 + p.y;
  return sum;
}

}  // namespace
}  // namespace vigie

int main(int count, char** arguments) {
  using namespace vigie;
  const std::vector<MultiPolygon> all = zones();
  if (count > 1) write(all, arguments[1]);
  std::size_t links = 0;
  double sum = 0;
  benchmark::print("queen_contiguity", benchmark::measure(3, [&] {
                     links = contiguity(all, Contiguity::queen, 0).weights.neighbor.size();
                   }));
  benchmark::print("every_vertex_once", benchmark::measure(3, [&] { sum += visit(all); }));
  std::fprintf(stderr, "%zu zones, %zu links (checksum %.3g)\n", all.size(), links, sum);
}
