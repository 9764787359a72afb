// K of the invented pattern and of one kind around the other, in its polygon and in a box within it.
#include <cmath>
#include <numbers>

#include "engine/geometry/boundary_edges.h"
#include "engine/statistics/nearest_neighbor.h"
#include "engine/statistics/ripley_k.h"
#include "tests/validation/inputs.h"
#include "tests/validation/our_numbers.h"

namespace vigie::validation {
namespace {

const std::vector<double> radii{50, 125, 200, 300, 400, 500};
const std::vector<KCorrection> corrections{KCorrection::none, KCorrection::border, KCorrection::translation,
                                           KCorrection::isotropic};
const char* const names[]{"none", "border", "translation", "isotropic"};

void add_curves(Book& book, const std::string& statistic, const std::string& data_set,
                const std::vector<KCurve>& curves) {
  for (std::size_t c = 0; c < corrections.size(); ++c)
    for (std::size_t r = 0; r < radii.size(); ++r)
      book.add(statistic + "_" + names[c], data_set, std::to_string(static_cast<int>(radii[r])) + " m",
               curves.at(c).k.at(r));
}

void add_pattern(Book& book, const std::string& data_set, const Pattern& points) {
  const RipleyK k(points.boundary, radii, corrections);
  add_curves(book, "k", data_set, k.curves(points.x, points.y));
  std::vector<double> x[2], y[2];  // litter, noise
  for (std::size_t i = 0; i < points.x.size(); ++i) {
    x[points.noise[i]].push_back(points.x[i]);
    y[points.noise[i]].push_back(points.y[i]);
  }
  add_curves(book, "cross_k", data_set, k.cross_curves(x[1], y[1], x[0], y[0]));
  const NearestNeighborResult found =
      nearest_neighbors(points.x, points.y, area(points.boundary), perimeter(points.boundary), Coincident::kept);
  // As the page says: Clark & Evans print 0.26136 in the standard error, which is rounded; others take it as it is.
  const double z = found.plain.z * 0.26136 / std::sqrt((4 - std::numbers::pi) / (4 * std::numbers::pi));
  book.add("clark_evans", data_set, {"ratio", "p"}, {found.plain.index, std::erfc(std::abs(z) / std::numbers::sqrt2)});
}

}  // namespace

void add_pattern_tests(Book& book) {
  add_pattern(book, "pattern", pattern());
  add_pattern(book, "pattern in a box", pattern_in_a_box());
}

}  // namespace vigie::validation
