// Classic point patterns with their windows, and shapes to test K on.
#pragma once

#include <cctype>
#include <cmath>
#include <fstream>
#include <iterator>
#include <numbers>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "engine/data/shapes.h"
#include "engine/geometry/geos_handle.h"
#include "tests/reference_data.h"
#include "tests/statistics/reference_weights.h"

namespace vigie::test {

struct Pattern {
  std::vector<double> x, y;
  MultiPolygon window;
};

inline MultiPolygon box_shape(double west, double south, double east, double north) {
  return {{{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}, {}}};
}

/// The ring of a GeoJSON file with one polygon without holes.
inline MultiPolygon window_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  text.erase(0, text.find("coordinates"));
  std::vector<double> numbers;
  for (std::size_t i = 0; i < text.size();) {
    if (std::isdigit(static_cast<unsigned char>(text[i])) == 0 && text[i] != '-') {
      ++i;
      continue;
    }
    std::size_t used = 0;
    numbers.push_back(std::stod(text.substr(i, 32), &used));
    i += used;
  }
  Ring ring;
  for (std::size_t i = 0; i + 1 < numbers.size(); i += 2) ring.push_back({numbers[i], numbers[i + 1]});
  return {{std::move(ring), {}}};
}

inline Pattern read_pattern(const std::string& name) {
  auto columns = read_columns(reference_file("spatstat_patterns/" + name + "_points.csv"));
  return {numbers_of(columns["x"]), numbers_of(columns["y"]),
          window_of(reference_file("spatstat_patterns/" + name + "_window.geojson"))};
}

inline Ring wavy_ring(std::mt19937_64& random, Point centre, double least, double greatest, int corners) {
  std::uniform_real_distribution<double> radius(least, greatest);
  Ring ring;
  for (int i = 0; i < corners; ++i) {
    const double angle = 2 * std::numbers::pi * i / corners, r = radius(random);
    ring.push_back({centre.x + r * std::cos(angle), centre.y + r * std::sin(angle)});
  }
  ring.push_back(ring.front());
  return ring;
}

/// Two stars, the first with a star-shaped hole, that do not touch.
inline MultiPolygon two_islands(std::mt19937_64& random, int corners) {
  return oriented(
      {{wavy_ring(random, {400, 500}, 250, 400, corners), {wavy_ring(random, {380, 520}, 60, 150, corners / 2 + 3)}},
       {wavy_ring(random, {1050, 620}, 120, 220, corners), {}}});
}

/// By the even-odd rule, in doubles.
inline bool holds(const MultiPolygon& shape, Point p) {
  bool inside = false;
  const auto look_at = [&](const Ring& ring) {
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
      const Point a = ring[i], b = ring[i + 1];
      if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x)) inside = !inside;
    }
  };
  for (const Polygon& polygon : shape) {
    look_at(polygon.outer);
    for (const Ring& hole : polygon.holes) look_at(hole);
  }
  return inside;
}

inline Pattern random_points(std::mt19937_64& random, MultiPolygon window, std::size_t count) {
  const Box box = bounds(window);
  std::uniform_real_distribution<double> x(box.min_x, box.max_x), y(box.min_y, box.max_y);
  Pattern pattern{{}, {}, std::move(window)};
  while (pattern.x.size() < count) {
    const Point p{x(random), y(random)};
    if (!holds(pattern.window, p)) continue;
    pattern.x.push_back(p.x);
    pattern.y.push_back(p.y);
  }
  return pattern;
}

}  // namespace vigie::test
