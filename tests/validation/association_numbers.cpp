// Gi, Gi*, local and global association of the tables with areas, and of a satellite image.
#include <cmath>

#include "engine/statistics/fdr.h"
#include "engine/statistics/local_moran.h"
#include "engine/statistics/moran.h"
#include "tests/validation/inputs.h"
#include "tests/validation/our_numbers.h"

namespace vigie::validation {
namespace {

void add_test(Book& book, const std::string& statistic, const std::string& data_set, const GlobalTest& test) {
  book.add(statistic, data_set, {"value", "expected", "variance", "z", "p"},
           {test.value, test.expected, test.variance, test.z, test.p});
}

void add_global(Book& book, const Areas& areas, const NeighborSums& sums) {
  const LinkMoments rows = link_moments(sums, areas.weights, Standardization::rows);
  const LinkMoments given = link_moments(sums, areas.weights, Standardization::none);
  add_test(book, "moran_rows", areas.name, morans_i(areas.value, sums, rows));
  add_test(book, "moran_binary", areas.name, morans_i(areas.value, sums, given));
  add_test(book, "moran_normality", areas.name, morans_i(areas.value, sums, rows, Assumption::normality));
  const GlobalTest geary = gearys_c(areas.value, sums, rows);
  book.add("geary", areas.name, {"value", "expected", "variance", "-z", "p"},
           {geary.value, geary.expected, geary.variance, -geary.z, geary.p});
  add_test(book, "general_g", areas.name, general_g(areas.value, sums, given));
}

std::vector<double> standardized(const std::vector<double>& value, const LocalMoments& moments) {
  std::vector<double> z;
  for (std::size_t i = 0; i < value.size(); ++i)
    z.push_back((value[i] - moments.expected[i]) / std::sqrt(moments.variance[i]));
  return z;
}

void add_local_moran(Book& book, const Areas& areas, const NeighborSums& sums) {
  const LocalMoran moran = local_moran(areas.value, sums);
  const LocalMoments conditional = local_moran_moments(areas.value, sums, Null::conditional);
  const LocalMoments total = local_moran_moments(areas.value, sums, Null::total);
  book.add("local_moran_i", areas.name, areas.id, moran.value);
  book.add("local_moran_z_conditional", areas.name, areas.id, moran.z);
  book.add("local_moran_expected_conditional", areas.name, areas.id, conditional.expected);
  book.add("local_moran_variance_conditional", areas.name, areas.id, conditional.variance);
  book.add("local_moran_z_total", areas.name, areas.id, standardized(moran.value, total));
  book.add("local_moran_expected_total", areas.name, areas.id, total.expected);
  book.add("local_moran_variance_total", areas.name, areas.id, total.variance);
}

void add_areas(Book& book, const Areas& areas) {
  const NeighborSums sums = neighbor_sums(areas.value, areas.weights);
  const std::vector<double> star = gi_z(areas.value, sums, Self::included);
  book.add("gi_z", areas.name, areas.id, gi_z(areas.value, sums, Self::excluded));
  book.add("gi_star_z", areas.name, areas.id, star);
  add_local_moran(book, areas, sums);
  add_global(book, areas, sums);
  const std::vector<double> p = two_sided(permutation_p(areas.value, sums, {.inference = Inference::normal}));
  book.add("normal_p", areas.name, areas.id, p);
  book.add("fdr_bh", areas.name, areas.id, q_values(p, Correction::fdr));
  book.add("fdr_by", areas.name, areas.id, q_values(p, Correction::fdr_by));
}

void add_image(Book& book) {
  const Image image = satellite_image();
  GridStencil stencil{{CellShape::square, 30, 0, 0, 16, 16}, std::vector<std::uint8_t>(256, 1), 0};
  for (int band : {30, 60, 90, 120, 150}) {
    stencil.distance = band;
    const NeighborSums sums = neighbor_sums(image.value, stencil);
    const std::string name = "satellite image " + std::to_string(band) + " m";
    book.add("gi_z", name, image.id, gi_z(image.value, sums, Self::excluded));
    book.add("gi_star_z", name, image.id, gi_z(image.value, sums, Self::included));
  }
}

}  // namespace

void add_association(Book& book) {
  add_areas(book, columbus());
  add_areas(book, north_carolina());
  add_image(book);
}

}  // namespace vigie::validation
