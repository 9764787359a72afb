// Sums over discs of pixels by prefix sums over rows.
#include "engine/disclosure/heat_map.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/data/layer.h"
#include "engine/disclosure/rounding.h"

namespace vigie {
namespace {

std::vector<double> disc_sums(const Grid& grid, const std::vector<double>& values, double radius) {
  const std::int64_t columns = grid.columns, rows = grid.rows;
  std::vector<double> before(static_cast<std::size_t>((columns + 1) * rows), 0);
  for (std::int64_t r = 0; r < rows; ++r)
    for (std::int64_t c = 0; c < columns; ++c)
      before[static_cast<std::size_t>(r * (columns + 1) + c + 1)] =
          before[static_cast<std::size_t>(r * (columns + 1) + c)] + values[static_cast<std::size_t>(r * columns + c)];
  const auto reach = static_cast<std::int64_t>(radius / grid.cell_size);
  std::vector<double> sums(values.size(), 0);
  for (std::int64_t r = 0; r < rows; ++r)
    for (std::int64_t c = 0; c < columns; ++c)
      for (std::int64_t other = std::max<std::int64_t>(0, r - reach); other <= std::min(rows - 1, r + reach); ++other) {
        const double up = static_cast<double>(other - r) * grid.cell_size;
        const auto side =
            static_cast<std::int64_t>(std::sqrt(std::max(0.0, radius * radius - up * up)) / grid.cell_size);
        const std::int64_t from = std::max<std::int64_t>(0, c - side), to = std::min(columns - 1, c + side) + 1;
        sums[static_cast<std::size_t>(r * columns + c)] +=
            before[static_cast<std::size_t>(other * (columns + 1) + to)] -
            before[static_cast<std::size_t>(other * (columns + 1) + from)];
      }
  return sums;
}

void drop_unsupported(Surface& surface, const std::vector<double>& sums, double least) {
  for (std::size_t i = 0; i < surface.values.size(); ++i)
    if (!(sums[i] >= least)) surface.values[i] = std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

void classify_heat_map(Surface& surface, const HeatMapSupport& support, double least_events) {
  drop_unsupported(surface, disc_sums(surface.grid, support.events, support.radius), least_events);
  if (!support.dwellings.empty())
    drop_unsupported(surface, disc_sums(surface.grid, support.dwellings, support.radius), least_dwellings);
  const std::vector<double> limits = quintiles(surface.values);
  for (double& value : surface.values) {
    if (std::isnan(value)) continue;
    // The last class holds its upper limit.
    const auto above = std::upper_bound(limits.begin(), limits.end(), value) - limits.begin();
    const auto top = static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(above, 1, std::ssize(limits) - 1));
    value = limits.size() < 2 ? rounded_to(value, 2) : rounded_to((limits[top - 1] + limits[top]) / 2, 2);
  }
}

}  // namespace vigie
