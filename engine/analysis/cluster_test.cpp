// Values, p, q and classes of local Moran, and their columns.
#include "engine/analysis/cluster_test.h"

#include <array>
#include <cmath>

#include "engine/analysis/moran_classes.h"
#include "engine/base/missing.h"
#include "engine/data/palette.h"

namespace vigie {
namespace {

constexpr double significant = 0.05;

// A significant place exactly at the mean is neither high nor low: no class.
std::string_view label_of(Quadrant quadrant, double q) {
  if (std::isnan(q)) return "";
  if (q > significant) return "none";
  switch (quadrant) {
    case Quadrant::high_high:
      return "high_high";
    case Quadrant::low_low:
      return "low_low";
    case Quadrant::high_low:
      return "high_low";
    case Quadrant::low_high:
      return "low_high";
    case Quadrant::undefined:
      break;
  }
  return "";
}

}  // namespace

Look moran_look() {
  constexpr std::array<Colour, 5> colours{high_high_red, low_low_blue, high_low_orange, low_high_blue,
                                          no_quadrant_white};
  Categorized look{.field = "moran_lbl", .symbols = {}, .other = "No result"};
  for (std::size_t i = 0; i < moran_classes.size(); ++i) {
    const ClassLabel of{std::string(moran_classes[i].value), std::string(moran_classes[i].label)};
    look.symbols.push_back(i < colours.size() ? ClassSymbol{of, colours[i]}
                                              : ClassSymbol{of, no_value_grey, ClassSymbol::Pattern::hatch});
  }
  return look;
}

ClusterTest test_clusters(std::span<const double> values, const Weights& weights, LocalTestOptions options) {
  ClusterTest test;
  test.sums = std::visit([&](const auto& given) { return neighbor_sums(values, given); }, weights);
  test.moran = local_moran(values, test.sums);
  options.permutation.self = Self::excluded;
  options.permutation.null = Null::conditional;
  test.tails = permutation_p(values, test.sums, options.permutation, weights);
  test.p = two_sided(test.tails);
  for (std::size_t i = 0; i < test.p.size(); ++i)
    if (std::isnan(test.moran.value[i])) test.p[i] = no_number;
  test.q = q_values(test.p, options.correction);
  test.label.resize(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    const bool island = !std::isnan(values[i]) && test.sums.weight[i] == 0;
    test.islands += island ? 1 : 0;
    test.tested += std::isnan(test.p[i]) ? 0 : 1;
    test.label[i] = island ? "island" : label_of(test.moran.quadrant[i], test.q[i]);
  }
  return test;
}

std::vector<FilledColumn> moran_values(const ClusterTest& test, const std::vector<std::size_t>& places) {
  Reals value, z, p, q;
  Texts label;
  label.reserve(places.size());
  for (std::size_t i : places) {
    value.values.push_back(test.moran.value[i]);
    z.values.push_back(test.moran.z[i]);
    p.values.push_back(test.p[i]);
    q.values.push_back(test.q[i]);
    if (test.label[i].empty()) {
      label.push_null();
    } else {
      label.push_back(test.label[i]);
    }
  }
  std::vector<FilledColumn> columns;
  columns.push_back({&moran_columns[0], std::move(value)});
  columns.push_back({&moran_columns[1], std::move(z)});
  columns.push_back({&moran_columns[2], std::move(p)});
  columns.push_back({&moran_columns[3], std::move(q)});
  columns.push_back({&moran_columns[4], std::move(label)});
  return columns;
}

}  // namespace vigie
