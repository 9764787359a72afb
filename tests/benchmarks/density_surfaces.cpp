// Times density surfaces of an invented city and writes its points for other programs to time theirs.
// Usage: density_surfaces POINTS FILE RUNS; prints lines of: name, median wall and processor seconds, bound on the
// error.
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "engine/statistics/density.h"
#include "engine/statistics/density_binned.h"

namespace {

using namespace vigie;

constexpr double side = 30'000, cell = 20, radius = 500;  // metres

struct City {
  std::vector<double> x, y;
};

// 200 clusters of uneven size (Pareto 1.1) and a fifth of uniform background, as make_city.py draws them.
City invented_city(std::size_t points) {
  std::mt19937_64 random(5);
  std::uniform_real_distribution<double> share(0, 1), centre(3000, side - 3000), width(80, 900), anywhere(0, side);
  std::normal_distribution<double> normal;
  struct Cluster {
    double x, y, spread, until;
  };
  std::vector<Cluster> clusters;
  double total = 0;
  for (int i = 0; i < 200; ++i) {
    total += std::pow(1 - share(random), -1 / 1.1);
    clusters.push_back({centre(random), centre(random), width(random), total});
  }
  const auto inside = [](double v) { return std::clamp(v, 10.0, side - 10); };
  City city;
  for (std::size_t i = 0; i < points; ++i) {
    if (share(random) < 0.2) {
      city.x.push_back(anywhere(random));
      city.y.push_back(anywhere(random));
      continue;
    }
    const auto at = std::ranges::lower_bound(clusters, share(random) * total, {}, &Cluster::until);
    city.x.push_back(inside(at->x + at->spread * normal(random)));
    city.y.push_back(inside(at->y + at->spread * normal(random)));
  }
  return city;
}

double processor_seconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

// `work` returns a bound on its error, 0 for exact results.
void time(const std::string& name, int runs, const std::function<double()>& work) {
  std::vector<double> wall, processor;
  double bound = 0;
  for (int run = 0; run <= runs; ++run) {
    const double used = processor_seconds();
    const auto begun = std::chrono::steady_clock::now();
    bound = work();
    if (run == 0) continue;  // warm-up
    wall.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count());
    processor.push_back(processor_seconds() - used);
  }
  std::printf("%s\t%.4f\t%.4f\t%.3g\n", name.c_str(), median(wall), median(processor), bound);
  std::fflush(stdout);
}

// What any program must do at least: find each point's cell.
double only_bin(const City& city, std::vector<std::uint32_t>& counts) {
  const auto columns = static_cast<std::size_t>(side / cell);
  std::ranges::fill(counts, 0U);
  for (std::size_t i = 0; i < city.x.size(); ++i)
    ++counts[static_cast<std::size_t>(city.y[i] / cell) * columns + static_cast<std::size_t>(city.x[i] / cell)];
  return static_cast<double>(counts[counts.size() / 2]) * 0;
}

}  // namespace

int main(int count, char** words) {
  if (count != 4) {
    std::fprintf(stderr, "usage: density_surfaces POINTS FILE RUNS\n");
    return 64;
  }
  const City city = invented_city(std::strtoull(words[1], nullptr, 10));
  const int runs = std::atoi(words[3]);
  std::ofstream file(words[2], std::ios::binary);
  for (const std::vector<double>* axis : {&city.x, &city.y})
    file.write(reinterpret_cast<const char*>(axis->data()),
               static_cast<std::streamsize>(axis->size() * sizeof(double)));

  const Grid grid{
      CellShape::square, cell, 0, 0, static_cast<std::int64_t>(side / cell), static_cast<std::int64_t>(side / cell)};
  const std::vector<double> inside(static_cast<std::size_t>(grid.size()), 1);
  std::vector<std::uint32_t> counts(inside.size());
  time("bare binning", runs, [&] { return only_bin(city, counts); });
  for (const auto& [name, correction] :
       {std::pair{"", EdgeCorrection::none}, std::pair{", diggle", EdgeCorrection::diggle}}) {
    time(std::string("exact") + name, runs, [&] {
      density(city.x, city.y, Kernel::quartic, radius, grid, inside, correction);
      return 0.0;
    });
    time(std::string("binned") + name, runs,
         [&] { return binned_density(city.x, city.y, Kernel::quartic, radius, grid, inside, correction).bound; });
  }
}
