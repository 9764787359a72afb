// Densities of the invented pattern at the centres of cells, their edge corrections, and bandwidths.
#include "engine/statistics/density.h"

#include <cmath>
#include <numeric>
#include <utility>

#include "tests/validation/inputs.h"
#include "tests/validation/our_numbers.h"

namespace vigie::validation {
namespace {

const Grid cells{CellShape::square, 100, 0, 0, 40, 30};
constexpr double bandwidth = 400;  // metres: radius, or standard deviation of the Gaussian

const std::pair<Kernel, const char*> kernels[]{{Kernel::quartic, "quartic"},
                                               {Kernel::epanechnikov, "epanechnikov"},
                                               {Kernel::triangular, "triangular"},
                                               {Kernel::uniform, "uniform"},
                                               {Kernel::gaussian, "gaussian"}};

std::size_t index_of(const PatternCells& in, std::size_t i) {
  return static_cast<std::size_t>(in.row[i] * cells.columns + in.column[i]);
}

void add_surface(Book& book, const std::string& statistic, const std::string& data_set, const Surface& surface,
                 const PatternCells& in) {
  for (std::size_t i = 0; i < in.column.size(); ++i)
    book.add(statistic, data_set, "column " + std::to_string(in.column[i]) + " row " + std::to_string(in.row[i]),
             surface.values[index_of(in, i)]);
}

// Mass of a kernel on an endless grid of such cells, seen from a centre.
double endless_mass(Kernel kernel) {
  double mass = 0;
  for (int row = -100; row <= 100; ++row)
    for (int column = -100; column <= 100; ++column)
      mass += kernel_value(kernel, std::hypot(row, column) * cells.cell_size, bandwidth) * cells.cell_area();
  return mass;
}

// Reports at the centres of their cells, on a study area of whole cells: nothing is rounded by anybody's raster.
void add_corrected(Book& book, const PatternCells& in) {
  std::vector<double> x, y, inside(static_cast<std::size_t>(cells.size()), 0);
  for (std::size_t i = 0; i < in.column.size(); ++i) {
    inside[index_of(in, i)] = 1;
    const Point centre = cells.centre(static_cast<std::int64_t>(index_of(in, i)));
    x.insert(x.end(), static_cast<std::size_t>(in.count[i]), centre.x);
    y.insert(y.end(), static_cast<std::size_t>(in.count[i]), centre.y);
  }
  for (const auto& [kernel, name] : kernels) {
    add_surface(book, std::string("edge_diggle_") + name, "pattern by cells",
                density(x, y, kernel, bandwidth, cells, inside, EdgeCorrection::diggle), in);
    // As the page says: over the mass on an endless grid, by which others do not divide.
    Surface uniform = density(x, y, kernel, bandwidth, cells, inside, EdgeCorrection::uniform);
    add_surface(book, std::string("edge_uniform_as_it_is_") + name, "pattern by cells", uniform, in);
    const double endless = endless_mass(kernel);
    for (double& value : uniform.values) value /= endless;
    add_surface(book, std::string("edge_uniform_") + name, "pattern by cells", uniform, in);
  }
}

double deviation(const std::vector<double>& axis) {
  const double n = static_cast<double>(axis.size()), mean = std::accumulate(axis.begin(), axis.end(), 0.0) / n;
  double squares = 0;
  for (double v : axis) squares += (v - mean) * (v - mean);
  return std::sqrt(squares / (n - 1));
}

void add_bandwidths(Book& book, const std::string& data_set, const std::vector<double>& x,
                    const std::vector<double>& y) {
  const double scott = rule_bandwidth(x, y, Kernel::gaussian, BandwidthRule::scott);
  book.add("bandwidth_scott", data_set, "deviations alone", scott);
  // As the page says: sparr takes the mean of the two standard deviations, vigie the root of the mean of their squares.
  const double across = deviation(x), along = deviation(y);
  const double other = (across + along) / 2 / std::sqrt((across * across + along * along) / 2);
  book.add("bandwidth_as_it_is", data_set, "NS", scott);
  book.add("bandwidth_sparr", data_set, {"NS", "OS"},
           {scott * other, rule_bandwidth(x, y, Kernel::gaussian, BandwidthRule::oversmoothed) * other});
}

}  // namespace

void add_density(Book& book) {
  const Pattern points = pattern();
  const PatternCells in = pattern_cells();
  const std::vector<double> everywhere(static_cast<std::size_t>(cells.size()), 1);
  for (const auto& [kernel, name] : kernels)
    add_surface(book, std::string("density_") + name, "pattern",
                density(points.x, points.y, kernel, bandwidth, cells, everywhere, EdgeCorrection::none), in);
  add_corrected(book, in);
  std::vector<double> noise_x, noise_y;
  for (std::size_t i = 0; i < points.x.size(); ++i) {
    if (points.noise[i] == 0) continue;
    noise_x.push_back(points.x[i]);
    noise_y.push_back(points.y[i]);
  }
  add_bandwidths(book, "pattern", points.x, points.y);
  add_bandwidths(book, "noise", noise_x, noise_y);
}

}  // namespace vigie::validation
