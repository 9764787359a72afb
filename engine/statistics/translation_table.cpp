// Choosing the lattice, filling it row by row, and reading it.
#include "engine/statistics/translation_table.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include "engine/base/parallel.h"
#include "engine/geometry/boundary_edges.h"
#include "engine/statistics/scan_lines.h"

namespace vigie {
namespace {

// C falls from 0 on by P / (pi A) per metre (mean over directions); in the first cell a bilinear piece misses a fifth
// of that per step.
GradedAxis axis_for(const MultiPolygon& shape, double reach) {
  const double slope = perimeter(shape) / (std::numbers::pi * area(shape));
  int octaves = 4;
  while (octaves < 8 && GradedAxis(reach, octaves).step() * slope / 5 > 5e-5) ++octaves;
  return {reach * (1 + 1e-6), octaves};
}

// Pairs of crossings within reach, per line: what one row of the table costs.
double pairs_per_line(const ScanLines& scan, double reach) {
  double pairs = 0, lines = 0;
  for (std::size_t k = 0; k < scan.lines(); k += 61, ++lines)
    for (const Crossing& a : scan.line(k))
      for (const Crossing& b : scan.line(k)) pairs += std::abs(a.x - b.x) <= reach ? 1 : 0;
  return pairs / std::max(1.0, lines);
}

// Every stride-th line is enough: about this many pairs of crossings for the whole table.
std::size_t line_stride(const ScanLines& scan, std::size_t rows, double reach) {
  constexpr double budget = 3e7, least_lines = 1000;
  const auto lines = static_cast<double>(scan.lines());
  const double wish = lines * pairs_per_line(scan, reach) * static_cast<double>(rows) / budget;
  return static_cast<std::size_t>(std::clamp(wish, 1.0, std::max(1.0, lines / least_lines)));
}

// C at the nodes of a row of the table, divided by A.
std::vector<double> covered_shares(const ScanLines& scan, std::size_t stride, const GradedAxis& axis, std::size_t row) {
  SharedLength shared(axis);
  const auto shift = static_cast<std::size_t>(axis.steps(row));
  for (std::size_t k = stride / 2; k < scan.lines(); k += stride)
    if (k >= shift) shared.add(scan.line(k), scan.line(k - shift));
  std::vector<double> shares = shared.at_nodes();
  const double whole = scan.length(stride / 2, stride);
  for (double& share : shares) share /= whole;
  return shares;
}

float weight_of(double share) {
  return share < 0.01 ? std::numeric_limits<float>::quiet_NaN() : static_cast<float>(1 / share);
}

}  // namespace

TranslationTable::TranslationTable(const MultiPolygon& shape, double reach) : axis_(axis_for(shape, reach)) {
  const ScanLines scan(shape, axis_.step());
  const std::size_t nodes = axis_.nodes(), stride = line_stride(scan, nodes, reach);
  weights_.resize(2 * nodes * nodes);
  parallel_chunks(nodes, 1, [&](std::size_t row, std::size_t) {
    const std::vector<double> shares = covered_shares(scan, stride, axis_, row);
    for (std::size_t i = 0; i < nodes; ++i) {
      weights_[row * nodes + i] = weight_of(shares[nodes - 1 + i]);
      weights_[(nodes + row) * nodes + i] = weight_of(shares[nodes - 1 - i]);
    }
  });
}

void TranslationTable::weigh(PairBlock& block) const {
  std::array<float, PairBlock::capacity> along_x, along_y;
  std::array<std::int32_t, PairBlock::capacity> node;
  const auto width = static_cast<std::int32_t>(axis_.nodes()), quadrant = width * width;
  const GradedAxis axis = axis_;
  for (std::size_t k = 0; k < block.size; ++k) {
    const auto dx = static_cast<float>(block.dx[k]), dy = static_cast<float>(block.dy[k]);
    const GradedAxis::Position x = axis.position(std::abs(dx)), y = axis.position(std::abs(dy));
    along_x[k] = x.share;
    along_y[k] = y.share;
    node[k] = y.cell * width + x.cell + (dx * dy < 0 ? quadrant : 0);
  }
  for (std::size_t k = 0; k < block.size; ++k) {
    const float* low = weights_.data() + node[k];
    const float* high = low + width;
    const float south = low[0] + along_x[k] * (low[1] - low[0]), north = high[0] + along_x[k] * (high[1] - high[0]);
    block.weight[k] = south + along_y[k] * (north - south);
  }
}

}  // namespace vigie
