// Gi*, Gi and local Moran with exact p and q for every cell of a grid: 90,000 cells with 80 neighbors each, 1.44
// million with 48.
#include <cstdlib>
#include <string_view>

#include "engine/analysis/cluster_test.h"
#include "engine/analysis/local_test.h"
#include "tests/benchmarks/city.h"
#include "tests/benchmarks/stopwatch.h"

namespace vigie {
namespace {

struct CellCounts {
  GridStencil stencil;
  std::vector<double> values;
};

CellCounts counts_of(const benchmark::CityPoints& points, std::int64_t side, double reach_in_cells) {
  const double size = benchmark::city_side / static_cast<double>(side);
  const Grid grid{CellShape::square, size, 0, 0, side, side};
  CellCounts counts{{grid, std::vector<std::uint8_t>(static_cast<std::size_t>(grid.size()), 1), reach_in_cells * size},
                    std::vector<double>(static_cast<std::size_t>(grid.size()))};
  for (std::size_t i = 0; i < points.x.size(); ++i)
    if (const std::int64_t cell = grid.cell_at({points.x[i], points.y[i]}); cell >= 0)
      counts.values[static_cast<std::size_t>(cell)] += 1;
  return counts;
}

void time_test(const char* name, const CellCounts& counts, Self self, Null null) {
  LocalTestOptions options;
  options.permutation.self = self;
  options.permutation.null = null;
  std::string_view method;
  const benchmark::Timing timing = benchmark::measure(5, [&] {
    const LocalTest test = test_places(counts.values, counts.stencil, options);
    method = vigie::name(test.tails.methods.front());
  });
  benchmark::print(name, timing);
  std::fprintf(stderr, "%s: p-values by %.*s\n", name, static_cast<int>(method.size()), method.data());
}

void time_clusters(const char* name, const CellCounts& counts) {
  benchmark::print(name, benchmark::measure(5, [&] { test_clusters(counts.values, counts.stencil, {}); }));
}

}  // namespace
}  // namespace vigie

int main(int count, char** arguments) {
  using namespace vigie;
  const benchmark::CityPoints points =
      benchmark::city(count > 1 ? std::strtoull(arguments[1], nullptr, 10) : 1'000'000);
  const CellCounts small = counts_of(points, 300, 5), large = counts_of(points, 1200, 4);
  time_test("gi_star_90000", small, Self::included, Null::total);
  time_test("gi_90000", small, Self::excluded, Null::conditional);
  time_test("gi_star_1440000", large, Self::included, Null::total);
  time_test("gi_1440000", large, Self::excluded, Null::conditional);
  time_clusters("local_moran_90000", small);
  time_clusters("local_moran_1440000", large);
  std::fprintf(stderr, "peak memory %.0f MiB\n", benchmark::peak_mebibytes());
}
