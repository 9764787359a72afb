// z, p, q and bins of a local Gi statistic, and their columns.
#include "engine/analysis/local_test.h"

#include <algorithm>
#include <cmath>

#include "engine/analysis/gi_classes.h"
#include "engine/base/missing.h"
#include "engine/data/palette.h"

namespace vigie {
namespace {

NeighborSums sums_of(std::span<const double> values, const Weights& weights) {
  return std::visit([&](const auto& given) { return neighbor_sums(values, given); }, weights);
}

// Size from the strictest level at which the place is rejected, sign from the smaller tail.
std::optional<int> bin_of(double q, double upper, double lower) {
  if (std::isnan(q)) return std::nullopt;
  const int size = q <= 0.01 ? 3 : q <= 0.05 ? 2 : q <= 0.10 ? 1 : 0;
  return upper < lower ? size : lower < upper ? -size : 0;
}

std::string_view label_of(const LocalTest& test, std::span<const double> values, std::size_t place) {
  if (const std::optional<int> bin = test.bin[place]) return gi_bin_classes[static_cast<std::size_t>(3 - *bin)].label;
  if (std::isnan(values[place])) return "Not analyzed";
  return test.links[place] == 0 ? "No neighbors" : "No variance";
}

}  // namespace

Look gi_look() {
  Categorized look{.field = "gi_bin", .symbols = {}, .other = "No result"};
  for (std::size_t i = 0; i < gi_bin_classes.size(); ++i)
    look.symbols.push_back({{std::string(gi_bin_classes[i].value), std::string(gi_bin_classes[i].label)},
                            gi_bin_colour(3 - static_cast<int>(i))});
  return look;
}

LocalTest test_places(std::span<const double> values, const Weights& weights, const LocalTestOptions& options) {
  const NeighborSums sums = sums_of(values, weights);
  LocalTest test;
  test.z = gi_z(values, sums, options.permutation.self);
  test.tails = permutation_p(values, sums, options.permutation, weights);
  // A place has a result only if both z and p exist: islands and places without variance have neither.
  test.p = two_sided(test.tails);
  for (std::size_t i = 0; i < test.p.size(); ++i)
    if (std::isnan(test.z[i])) test.p[i] = no_number;
  test.q = q_values(test.p, options.correction);
  test.links.resize(values.size(), no_number);
  test.bin.resize(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::isnan(values[i])) continue;
    test.links[i] = sums.links(i);
    test.islands += test.links[i] == 0 ? 1 : 0;
    test.tested += std::isnan(test.p[i]) ? 0 : 1;
    test.bin[i] = bin_of(test.q[i], test.tails.upper[i], test.tails.lower[i]);
  }
  return test;
}

std::vector<FilledColumn> gi_values(const LocalTest& test, std::span<const double> values,
                                    const std::vector<std::size_t>& places) {
  Reals z, p, q;
  Integers bin, links;
  Texts label;
  for (std::size_t i : places) {
    z.values.push_back(test.z[i]);
    p.values.push_back(test.p[i]);
    q.values.push_back(test.q[i]);
    bin.values.push_back(test.bin[i] ? *test.bin[i] : no_integer);
    label.push_back(label_of(test, values, i));
    links.values.push_back(std::isnan(test.links[i]) ? no_integer : static_cast<std::int64_t>(test.links[i]));
  }
  std::vector<FilledColumn> columns;
  columns.push_back({&gi_columns[0], std::move(z)});
  columns.push_back({&gi_columns[1], std::move(p)});
  columns.push_back({&gi_columns[2], std::move(q)});
  columns.push_back({&gi_columns[3], std::move(bin)});
  columns.push_back({&gi_columns[4], std::move(label)});
  columns.push_back({&gi_columns[5], std::move(links)});
  return columns;
}

}  // namespace vigie
