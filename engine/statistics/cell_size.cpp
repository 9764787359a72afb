// Default size of cells from the spacing of the points.
#include <algorithm>
#include <cmath>

#include "engine/statistics/density.h"

namespace vigie {
namespace {

constexpr double smallest_cell = 50;  // metres
constexpr double step = 10;           // metres

double mean_of(const std::vector<double>& values) {
  double sum = 0;
  for (double v : values) sum += v;
  return sum / static_cast<double>(values.size());
}

double median_of(std::vector<double> values) {
  std::ranges::sort(values);
  const std::size_t n = values.size();
  return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

double deviation_of(const std::vector<double>& values, double mean) {
  double squares = 0;
  for (double v : values) squares += (v - mean) * (v - mean);
  return values.size() > 1 ? std::sqrt(squares / static_cast<double>(values.size() - 1)) : 0;
}

}  // namespace

double default_cell_size(std::span<const double> nearest_distinct_distances) {
  std::vector<double> distances;
  for (double d : nearest_distinct_distances)
    if (std::isfinite(d)) distances.push_back(d);
  if (distances.empty()) return smallest_cell;
  const double mean = mean_of(distances), limit = mean + 3 * deviation_of(distances, mean);
  std::erase_if(distances, [&](double d) { return d > limit; });
  const double spacing = std::max(mean_of(distances), median_of(distances));
  return std::max(smallest_cell, std::round(2 * spacing / step) * step);
}

}  // namespace vigie
