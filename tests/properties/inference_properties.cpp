// Fast equals slow on any map: stencils against lists, tables against transforms against every subset; q-values;
// threads.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/analysis/local_test.h"
#include "engine/statistics/fdr.h"
#include "engine/statistics/permutation_table.h"
#include "engine/statistics/permutation_transform.h"
#include "tests/properties/invented_maps.h"
#include "tests/statistics/enumeration.h"

namespace vigie::property {
namespace {

void sums_equal_lists(CellShape shape) {
  const CellCounts cells = any_cell_counts(shape);
  const NeighborSums fast = neighbor_sums(cells.values, cells.stencil);
  const NeighborSums slow = neighbor_sums(cells.values, test::weights_by_distance(cells.stencil));
  for (std::size_t i = 0; i < cells.values.size(); ++i) {
    if (cells.stencil.analyzed[i] == 0 || std::isnan(cells.values[i])) {
      RC_ASSERT(std::isnan(fast.value[i]));
      continue;
    }
    RC_ASSERT(fast.value[i] == slow.value[i]);
    RC_ASSERT(fast.weight[i] == slow.weight[i]);
  }
}

RC_GTEST_PROP(StencilSums, EqualListsOnSquares, ()) {
  sums_equal_lists(CellShape::square);
}
RC_GTEST_PROP(StencilSums, EqualListsOnHexagons, ()) {
  sums_equal_lists(CellShape::hexagon);
}

RC_GTEST_PROP(ExactP, TableTransformAndEverySubsetAgree, ()) {
  const std::vector<double> values = any_counts(*in_range<std::size_t>(4, 13));
  const std::optional<ValueLattice> lattice = lattice_of(values);
  RC_PRE(lattice && lattice->value.size() > 1);
  const auto drawn = *in_range<std::size_t>(1, values.size() / 2 + 1);
  const std::vector<std::uint32_t> order = any_order(values.size());
  double sum = 0;
  for (std::size_t i = 0; i < drawn; ++i) sum += values[order[i]];
  const DrawQuestion question{
      nobody, static_cast<std::int64_t>(drawn),
      (static_cast<std::int64_t>(sum) - static_cast<std::int64_t>(drawn) * lattice->origin) / lattice->span};
  const Tails truth = test::enumerated(values, drawn, sum);
  const Tails table = tails_by_table(*lattice, std::vector{question}).front();
  const Tails transform = tails_by_transform(*lattice, std::vector{question}).value().front();
  RC_ASSERT(std::abs(table.upper / truth.upper - 1) < 1e-12);
  RC_ASSERT(std::abs(table.lower / truth.lower - 1) < 1e-12);
  RC_ASSERT(std::abs(transform.upper - truth.upper) < 1e-12);
  RC_ASSERT(std::abs(transform.lower - truth.lower) < 1e-12);
}

// Place by place, both nulls, neighborhoods beyond half of the map included.
RC_GTEST_PROP(ExactP, EqualsEverySubsetOnWholeMaps, ()) {
  const LinkedCounts map = any_linked_counts(4, 11);
  const NeighborSums sums = neighbor_sums(map.values, map.weights);
  for (Null null : {Null::total, Null::conditional}) {
    const bool total = null == Null::total;
    const TailProbabilities tails =
        permutation_p(map.values, sums, {.self = total ? Self::included : Self::excluded, .null = null});
    for (std::size_t i = 0; i < map.values.size(); ++i) {
      if (std::isnan(tails.upper[i])) continue;
      std::vector<double> others = map.values;
      if (!total) others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
      const Tails truth = test::enumerated(others, map.weights.row(i).size() + (total ? 1 : 0),
                                           sums.value[i] + (total ? map.values[i] : 0));
      RC_ASSERT(std::abs(tails.upper[i] / truth.upper - 1) < 1e-12);
      RC_ASSERT(std::abs(tails.lower[i] / truth.lower - 1) < 1e-12);
      RC_ASSERT(tails.upper[i] + tails.lower[i] > 1);
    }
  }
}

std::vector<double> any_p(std::size_t size) {
  std::vector<double> p(size);
  for (double& v : p) v = *in_range(1, 2001) / 2000.0 * (*in_range(0, 3) == 0 ? 1e-4 : 1);
  return p;
}

RC_GTEST_PROP(QValues, GoWithTheirTests, ()) {
  const std::vector<double> p = any_p(*in_range<std::size_t>(1, 40));
  const std::vector<std::uint32_t> order = any_order(p.size());
  for (Correction correction : {Correction::fdr, Correction::fdr_by}) {
    const std::vector<double> q = q_values(p, correction);
    RC_ASSERT(same_bits(moved(q, order), q_values(moved(p, order), correction)));
    std::vector<double> with_missing = p;
    with_missing.push_back(std::numeric_limits<double>::quiet_NaN());
    std::vector<double> q_with_missing = q_values(with_missing, correction);
    RC_ASSERT(std::isnan(q_with_missing.back()));
    q_with_missing.pop_back();
    RC_ASSERT(same_bits(q, q_with_missing));
    for (std::size_t i = 0; i < p.size(); ++i) {
      RC_ASSERT(q[i] >= p[i] * (1 - 1e-15) && q[i] <= 1);
      for (std::size_t j = 0; j < p.size(); ++j) RC_ASSERT(p[i] > p[j] || q[i] <= q[j]);
    }
  }
  const std::vector<double> any = q_values(p, Correction::fdr_by), positive = q_values(p, Correction::fdr);
  for (std::size_t i = 0; i < p.size(); ++i) RC_ASSERT(any[i] >= positive[i] * (1 - 1e-15));
}

RC_GTEST_PROP(Threads, DoNotChangeLocalTests, ()) {
  const CellCounts cells = any_cell_counts(*rc::gen::element(CellShape::square, CellShape::hexagon));
  for (Null null : {Null::total, Null::conditional})
    for (Inference inference : {Inference::exact, Inference::monte_carlo})
      RC_ASSERT(same_for_any_threads([&] {
        LocalTestOptions options;
        options.permutation.null = null;
        options.permutation.self = null == Null::total ? Self::included : Self::excluded;
        options.permutation.inference = inference;
        options.permutation.permutations = 49;
        const LocalTest test = test_places(cells.values, cells.stencil, options);
        std::vector<double> numbers = test.z;
        for (const auto& column : {test.p, test.q, test.tails.upper, test.tails.lower})
          numbers.insert(numbers.end(), column.begin(), column.end());
        return numbers;
      }));
}

}  // namespace
}  // namespace vigie::property
