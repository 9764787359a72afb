// Times Ripley's K of a city to 1 km beside a bare count of the same pairs, and writes the points for spatstat.
#include <cmath>
#include <cstdio>
#include <fstream>
#include <numbers>
#include <string>

#include "engine/base/parallel.h"
#include "engine/geometry/zone_index.h"
#include "engine/statistics/point_buckets.h"
#include "engine/statistics/ripley_k.h"
#include "tests/benchmarks/city.h"
#include "tests/benchmarks/stopwatch.h"

namespace {

using namespace vigie;
using benchmark::city_side;
using benchmark::CityPoints;

constexpr double reach = 1000;  // metres

// A city limit with detail at every scale, and a hole.
MultiPolygon winding(std::size_t corners) {
  std::mt19937_64 dice(21);
  std::uniform_real_distribution<double> phase(0, 2 * std::numbers::pi);
  std::vector<double> shift(4096);
  for (double& s : shift) s = phase(dice);
  Ring outer, hole;
  for (std::size_t i = 0; i < corners; ++i) {
    const double angle = 2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(corners);
    double radius = 12'500;
    for (std::size_t wave = 3; wave < std::min<std::size_t>(shift.size(), corners / 4); wave = wave * 3 / 2)
      radius +=
          2'500 / std::pow(static_cast<double>(wave), 0.9) * std::cos(static_cast<double>(wave) * angle + shift[wave]);
    outer.push_back({15'000 + radius * std::cos(angle), 15'000 + radius * std::sin(angle)});
  }
  outer.push_back(outer.front());
  for (int i = 40; i >= 0; --i)
    hole.push_back(
        {17'000 + 1'500 * std::cos(i * std::numbers::pi / 20), 14'000 + 900 * std::sin(i * std::numbers::pi / 20)});
  hole.back() = hole.front();
  return {{outer, {hole}}};
}

// The first `count` points of a larger city that lie inside.
CityPoints within(const MultiPolygon& area, std::size_t count) {
  const std::vector<MultiPolygon> zones{area};
  const ZoneIndex index(zones);
  const CityPoints all = benchmark::city(3 * count);
  CityPoints inside;
  for (std::size_t i = 0; i < all.x.size() && inside.x.size() < count; ++i)
    if (index.zone_at({all.x[i], all.y[i]}) >= 0) {
      inside.x.push_back(all.x[i]);
      inside.y.push_back(all.y[i]);
    }
  return inside;
}

// A lower bound: the same pairs, one radius, no weights.
double bare_count(const CityPoints& points) {
  const PointBuckets buckets(points.x, points.y, reach);
  std::vector<std::size_t> parts((buckets.size() + 511) / 512);
  parallel_chunks(buckets.size(), 512, [&](std::size_t first, std::size_t last) {
    std::size_t pairs = 0;
    for (std::size_t i = first; i < last; ++i)
      buckets.visit_later(i, [&](std::size_t begin, std::size_t end) {
        for (std::size_t j = begin; j < end; ++j) {
          const double dx = buckets.x()[j] - buckets.x()[i], dy = buckets.y()[j] - buckets.y()[i];
          pairs += dx * dx + dy * dy <= reach * reach ? 1 : 0;
        }
      });
    parts[first / 512] = pairs;
  });
  double pairs = 0;
  for (const std::size_t part : parts) pairs += static_cast<double>(part);
  return pairs;
}

void save(const std::string& folder, const std::string& name, const MultiPolygon& area, const CityPoints& points) {
  std::ofstream file(folder + "/" + name + "_points.csv"), ring(folder + "/" + name + "_window.csv");
  file.precision(12);
  ring.precision(12);
  file << "x,y\n";
  for (std::size_t i = 0; i < points.x.size(); ++i) file << points.x[i] << ',' << points.y[i] << '\n';
  ring << "x,y\n";
  for (const Point p : area.front().outer) ring << p.x << ',' << p.y << '\n';
}

void compare(const std::string& name, const MultiPolygon& area, const std::string& folder) {
  const CityPoints points = within(area, 100'000);
  std::vector<double> radii;
  for (int i = 1; i <= 10; ++i) radii.push_back(reach / 10 * i);
  std::fprintf(stderr, "%s: %.1f million pairs within 1 km\n", name.c_str(), bare_count(points) / 1e6);
  const auto time = [&](const std::string& what, const std::vector<KCorrection>& corrections) {
    std::vector<KCurve> curves;
    const auto timing =
        benchmark::measure(5, [&] { curves = RipleyK(area, radii, corrections).curves(points.x, points.y); });
    benchmark::print((name + "_" + what).c_str(), timing);
    std::fprintf(stderr, "K(1 km) with %s: %.6f km2\n", what.c_str(), curves.back().k.back() / 1e6);
  };
  benchmark::print((name + "_pair_count").c_str(), benchmark::measure(5, [&] { bare_count(points); }));
  time("none", {KCorrection::none});
  time("translation", {KCorrection::translation});
  time("border", {KCorrection::border});
  time("isotropic", {KCorrection::isotropic});
  if (!folder.empty()) save(folder, name, area, points);
}

}  // namespace

// Argument: a folder for the points and windows, or none.
int main(int count, char** words) {
  const std::string folder = count > 1 ? words[1] : "";
  compare("k_square", {{{{0, 0}, {city_side, 0}, {city_side, city_side}, {0, city_side}, {0, 0}}, {}}}, folder);
  compare("k_winding", winding(100'000), folder);
}
