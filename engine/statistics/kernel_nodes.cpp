// Moments of the points of each cell, row by row; then masses that have the same moments.
#include "engine/statistics/kernel_nodes.h"

#include <algorithm>
#include <cmath>

#include "engine/base/parallel.h"
#include "engine/statistics/kernel_lanes.h"

namespace vigie {
namespace {

constexpr std::size_t node_rows_at_once = 64;  // even: 2 by 2 nodes stay in one chunk

// Over the points of a cell: sums of weight * (1, a, b, a^2) and (b^2, a b, 1, weight).
struct CellMoments {
  double low[4] = {}, high[4] = {};
};

struct InCell {
  std::size_t column;
  double a, b;
};

InCell in_cell(const KernelFrame& frame, const Point& p, std::size_t row) {
  const double column = p.x / frame.cell_size;
  const auto index = static_cast<std::size_t>(column);
  return {index, column - static_cast<double>(index) - 0.5, p.y / frame.cell_size - static_cast<double>(row) - 0.5};
}

// Each term is rounded to a multiple of a power of two, so that sums are exact and do not depend on the order.
VIGIE_WIDE_WHERE_POSSIBLE
void fill_moments(const KernelFrame& frame, const PointRows& rows, std::span<const double> weights, std::size_t row,
                  double largest_weight, std::vector<CellMoments>& moments) {
  std::ranges::fill(moments, CellMoments{});
  const double largest = std::max(1.0, largest_weight);
  const double sum = static_cast<double>(rows.end(row) - rows.begin(row) + 2) * largest * largest;
  const double rounding = std::ldexp(1.5, std::ilogb(sum) + 1);
  for (std::size_t i = rows.begin(row); i < rows.end(row); ++i) {
    const InCell at = in_cell(frame, rows.point(i), row);
    const double w = weights.empty() ? 1 : weights[i];
    const Four low = Four{1, at.a, at.b, at.a * at.a} * w, high = Four{at.b * at.b, at.a * at.b, 0, w} * w;
    CellMoments& cell = moments[at.column];
    Four sum_low, sum_high;
    load(sum_low, cell.low);
    load(sum_high, cell.high);
    store(sum_low + ((low + rounding) - rounding), cell.low);
    store(sum_high + ((high + rounding) - rounding), cell.high);
  }
}

// Adds what a row of cells gives to the row of nodes `step` rows north of it; out[c + 1] is node column c.
void add_to_nodes(const std::vector<CellMoments>& moments, int step, double* out) {
  for (std::size_t c = 0; c < moments.size(); ++c) {
    const double n = moments[c].low[0], a = moments[c].low[1], b = moments[c].low[2], aa = moments[c].low[3],
                 bb = moments[c].high[0], ab = moments[c].high[1];
    if (step == 0) {
      out[c] += (aa - a) / 2;
      out[c + 1] += n - aa - bb;
      out[c + 2] += (aa + a) / 2;
    } else {
      out[c] -= step * ab / 4;
      out[c + 1] += (bb + step * b) / 2;
      out[c + 2] += step * ab / 4;
    }
  }
}

class NodeRows {
 public:
  NodeRows(const KernelFrame& frame, const PointRows& rows, std::span<const double> weights)
      : frame_(frame), rows_(rows), weights_(weights) {
    if (!weights.empty()) largest_weight_ = *std::ranges::max_element(weights);
    const std::int64_t columns = frame.columns + 2, height = frame.rows + 2;
    nodes_.mass = Lattice(columns, height);
    nodes_.weight = nodes_.squared = Lattice((columns + 1) / 2, (height + 1) / 2);
  }

  Nodes filled() {
    parallel_chunks(static_cast<std::size_t>(nodes_.mass.rows), node_rows_at_once,
                    [&](std::size_t begin, std::size_t end) {
                      fill(static_cast<std::int64_t>(begin), static_cast<std::int64_t>(end));
                    });
    return std::move(nodes_);
  }

 private:
  // Node rows first..last-1, from the rows of cells that touch them.
  void fill(std::int64_t first, std::int64_t last) {
    std::vector<CellMoments> moments(static_cast<std::size_t>(frame_.columns));
    for (std::int64_t node = std::max<std::int64_t>(1, first - 1); node <= std::min(frame_.rows, last); ++node) {
      const auto row = static_cast<std::size_t>(node - 1);
      if (rows_.begin(row) == rows_.end(row)) continue;
      fill_moments(frame_, rows_, weights_, row, largest_weight_, moments);
      for (int step = -1; step <= 1; ++step)
        if (node + step >= first && node + step < last) add_to_nodes(moments, step, nodes_.mass.row(node + step));
      if (node >= first && node < last) add_weights(moments, node);
    }
  }

  void add_weights(const std::vector<CellMoments>& moments, std::int64_t node) {
    double* const weight = nodes_.weight.row(node / 2);
    double* const squared = nodes_.squared.row(node / 2);
    for (std::size_t c = 0; c < moments.size(); ++c) {
      weight[(c + 1) / 2] += moments[c].low[0];
      squared[(c + 1) / 2] += moments[c].high[3];
    }
  }

  const KernelFrame& frame_;
  const PointRows& rows_;
  std::span<const double> weights_;
  double largest_weight_ = 1;
  Nodes nodes_;
};

}  // namespace

Nodes node_masses(const KernelFrame& frame, const PointRows& rows, std::span<const double> weights) {
  return NodeRows(frame, rows, weights).filled();
}

double between_nodes(const Lattice& nodes, std::int64_t row, std::int64_t column, double a, double b) {
  const double* const south = nodes.row(row) + column + 1;
  const double *const own = south + nodes.columns, *const north = own + nodes.columns;
  const double across = (own[1] + own[-1]) / 2 - own[0], along = (north[0] + south[0]) / 2 - own[0];
  const double corners = ((north[1] - north[-1]) - (south[1] - south[-1])) / 4;
  return own[0] + a * ((own[1] - own[-1]) / 2 + a * across + b * corners) + b * ((north[0] - south[0]) / 2 + b * along);
}

Lattice area_nodes(const KernelFrame& frame, std::span<const double> inside) {
  Lattice nodes(frame.columns + 2, frame.rows + 2);
  for (std::int64_t row = 0; row < frame.rows; ++row) {
    const double* const shares = inside.data() + row * frame.columns;
    std::copy(shares, shares + frame.columns, nodes.row(row + 1) + 1);
  }
  return nodes;
}

std::vector<double> at_points(const KernelFrame& frame, const PointRows& rows, const Lattice& nodes) {
  std::vector<double> values(rows.in_window());
  parallel_chunks(rows.count(), 8, [&](std::size_t begin, std::size_t end) {
    for (std::size_t row = begin; row < end; ++row)
      for (std::size_t i = rows.begin(row); i < rows.end(row); ++i) {
        const InCell at = in_cell(frame, rows.point(i), row);
        values[i] =
            between_nodes(nodes, static_cast<std::int64_t>(row), static_cast<std::int64_t>(at.column), at.a, at.b);
      }
  });
  return values;
}

}  // namespace vigie
