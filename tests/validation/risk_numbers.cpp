// Relative risk of noise against litter, and concentration, on the cells of the invented pattern.
#include <cmath>
#include <utility>

#include "engine/statistics/concentration.h"
#include "engine/statistics/log_relative_risk.h"
#include "tests/validation/inputs.h"
#include "tests/validation/our_numbers.h"

namespace vigie::validation {
namespace {

// As sparr's pixels: as many along x as along y.
const Grid square{CellShape::square, 100, 0, 0, 40, 40};

struct Sample {
  std::vector<double> x, y;
};

// Reports of one kind at the centres of their cells; those outside the cells of the study area are left out.
Sample at_centres(const Pattern& points, const std::vector<double>& inside, bool noise) {
  Sample sample;
  for (std::size_t i = 0; i < points.x.size(); ++i) {
    const std::int64_t cell = square.cell_at({points.x[i], points.y[i]});
    if ((points.noise[i] != 0) != noise || !(inside[static_cast<std::size_t>(cell)] > 0)) continue;
    sample.x.push_back(square.centre(cell).x);
    sample.y.push_back(square.centre(cell).y);
  }
  return sample;
}

// Of a sample without edge correction: what does not leak over the border.
double share_inside(const Sample& sample, const std::vector<double>& inside) {
  const Surface surface = density(sample.x, sample.y, Kernel::gaussian, 400, square, inside, EdgeCorrection::none);
  double mass = 0;
  for (std::size_t i = 0; i < inside.size(); ++i)
    if (inside[i] > 0) mass += surface.values[i] / 1e6 * square.cell_area();
  return mass / static_cast<double>(sample.x.size());
}

void add_relative_risk(Book& book, const PatternCells& in) {
  std::vector<double> inside(static_cast<std::size_t>(square.size()), 0);
  const auto index = [&](std::size_t i) { return static_cast<std::size_t>(in.row[i] * square.columns + in.column[i]); };
  for (std::size_t i = 0; i < in.column.size(); ++i) inside[index(i)] = 1;
  const Sample noise = at_centres(pattern(), inside, true), litter = at_centres(pattern(), inside, false);
  const double leak = std::log(share_inside(noise, inside) / share_inside(litter, inside));
  for (const auto& [edge, name] : {std::pair{EdgeCorrection::none, "none"},
                                   {EdgeCorrection::uniform, "uniform"},
                                   {EdgeCorrection::diggle, "diggle"}}) {
    const LogRelativeRisk risk =
        log_relative_risk({noise.x, noise.y}, {litter.x, litter.y}, {Kernel::gaussian, 400, edge}, square, inside);
    for (std::size_t i = 0; i < in.column.size(); ++i) {
      const std::string cell = "column " + std::to_string(in.column[i]) + " row " + std::to_string(in.row[i]);
      const double value = risk.log_risk.values[index(i)];
      book.add(std::string("log_risk_as_it_is_") + name, "pattern by cells", cell, value);
      // As the page says: without edge correction others divide by what is inside.
      book.add(std::string("log_risk_") + name, "pattern by cells", cell,
               edge == EdgeCorrection::none ? value - leak : value);
      if (edge == EdgeCorrection::uniform) book.add("risk_z", "pattern by cells", cell, risk.z[index(i)]);
    }
  }
}

}  // namespace

void add_risk(Book& book) {
  const PatternCells in = pattern_cells();
  add_relative_risk(book, in);
  const CountLevels levels = count_levels(std::vector<double>(in.count.begin(), in.count.end()));
  book.add("concentration", "pattern by cells", {"gini", "generalized gini"}, {gini(levels), generalized_gini(levels)});
}

}  // namespace vigie::validation
